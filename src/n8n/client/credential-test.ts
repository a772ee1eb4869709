import type { INodeCredentialTestResult } from 'n8n-workflow';

import { McpClientError } from '../../mcp/client/client-error';
import { connectToMcpServer } from '../../mcp/client/connection';
import type { McpConnection } from '../../mcp/client/mcp-connection';
import { type ClientCredential, asConnectionTarget, toConnectionTarget } from './connection-target';
import { EDITOR_LIMITS } from './load-options-connection';

const NO_POLICY = { egress: { assertAllowed: async () => await Promise.resolve() } };

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
		connection = await connectToMcpServer(asConnectionTarget(target, NO_POLICY), EDITOR_LIMITS);
		return { status: 'OK', message: await describe(connection) };
	} catch (error) {
		return { status: 'Error', message: explain(error) };
	} finally {
		await connection?.close();
	}
}

/** A server without tools is a valid one: it may offer resources or prompts. */
async function describe(connection: McpConnection): Promise<string> {
	const { title, name, protocolVersion, capabilities } = connection.server;
	const server = `Connected to ${title ?? name ?? 'the server'} (MCP ${protocolVersion})`;
	if (!capabilities.tools) return `${server}. It offers no tools.`;
	const { length } = (await connection.list('tools', EDITOR_LIMITS)).items;
	return `${server}. It offers ${length} ${length === 1 ? 'tool' : 'tools'}.`;
}

function explain(error: unknown): string {
	if (!(error instanceof McpClientError)) return String(error);
	const prefix = error.step === 'list' ? 'Connected, but listing the tools failed: ' : '';
	return `${prefix}${error.message}. ${error.hint}`;
}
