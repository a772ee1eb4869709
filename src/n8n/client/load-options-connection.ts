import type { ILoadOptionsFunctions } from 'n8n-workflow';

import { connectToMcpServer } from '../../mcp/client/connection';
import type { McpConnection } from '../../mcp/client/mcp-connection';
import {
	CREDENTIAL_NAME,
	type ConnectionParameters,
	textOf,
	asConnectionTarget,
	toConnectionTarget,
} from './connection-target';
import { toConnectionPorts } from './connection-ports';
import { toNodeError } from './node-error';

/** The editor waits for lists and forms, so less patience than an execution has. */
export const EDITOR_LIMITS = { timeoutMs: 20_000 };

/** Runs something over a connection that lives as long as the editor's question. */
export async function withConnection<T>(
	context: ILoadOptionsFunctions,
	use: (connection: McpConnection) => Promise<T>,
): Promise<T> {
	let connection: McpConnection | undefined;
	try {
		const target = toConnectionTarget(await readParameters(context));
		const connectionTarget = asConnectionTarget(target, toConnectionPorts(context));
		connection = await connectToMcpServer(connectionTarget, EDITOR_LIMITS);
		return await use(connection);
	} catch (error) {
		throw toNodeError(context.getNode(), error);
	} finally {
		await connection?.close();
	}
}

async function readParameters(context: ILoadOptionsFunctions): Promise<ConnectionParameters> {
	const serverUrl = textOf(context.getNodeParameter('serverUrl', ''));
	if (context.getNodeParameter('authentication', 'apiKey') === 'none') {
		return { authentication: 'none', serverUrl };
	}
	const credential = await context.getCredentials(CREDENTIAL_NAME);
	return { authentication: 'apiKey', serverUrl, credential };
}
