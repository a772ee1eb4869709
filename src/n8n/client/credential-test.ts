import type { INodeCredentialTestResult } from 'n8n-workflow';

import { McpClientError } from '../../mcp/client/client-error';
import { type McpConnection, connectToMcpServer } from '../../mcp/client/connection';
import { type ClientCredential, toConnectionTarget } from './connection-target';
import { EDITOR_LIMITS } from './load-options-connection';

/**
 * Connects with a credential and lists the tools, and says which step failed. n8n gives a credential
 * test no network policy, so unlike everywhere else it is not asked here.
 */
export async function testClientCredential(
	credential: ClientCredential,
): Promise<INodeCredentialTestResult> {
	let connection: McpConnection | undefined;
	try {
		const target = toConnectionTarget({ authentication: 'apiKey', serverUrl: '', credential });
		connection = await connectToMcpServer(target, EDITOR_LIMITS, { fetch: globalThis.fetch });
		return { status: 'OK', message: await describe(connection) };
	} catch (error) {
		return { status: 'Error', message: explain(error) };
	} finally {
		await connection?.close();
	}
}

/** A server without tools is a valid one: it may offer resources or prompts. */
async function describe(connection: McpConnection): Promise<string> {
	const server = `Connected to ${connection.serverName ?? 'the server'} (MCP ${connection.protocolVersion})`;
	if (!connection.offersTools) return `${server}. It offers no tools.`;
	const { length } = await connection.listTools(EDITOR_LIMITS);
	return `${server}. It offers ${length} ${length === 1 ? 'tool' : 'tools'}.`;
}

function explain(error: unknown): string {
	if (!(error instanceof McpClientError)) return String(error);
	const prefix = error.step === 'list' ? 'Connected, but listing the tools failed: ' : '';
	return `${prefix}${error.message}. ${error.hint}`;
}
