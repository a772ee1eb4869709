import { resolveServerUrl, parseServerUrl } from '../../mcp/client/server-url';
import { toKeyHeader } from '../../mcp/client/api-key';
import type { ConnectionTarget } from '../../mcp/client/origin-bound-fetch';

export const CREDENTIAL_NAME = 'gtmMcpClientApi';

/** What the node's connection parameters say, and the credential if they name one. */
export type ConnectionParameters =
	| { authentication: 'none'; serverUrl: string }
	| { authentication: 'apiKey'; serverUrl: string; credential: ClientCredential };

/** The fields of `GtmMcpClientApi`, as n8n hands them out: all optional, none certain. */
export type ClientCredential = Record<string, unknown>;

/**
 * The server to call and the key to send there.
 *
 * @throws McpClientError if the URL is none, leaves the credential's origin, or the key cannot be sent
 */
export function toConnectionTarget(parameters: ConnectionParameters): ConnectionTarget {
	if (parameters.authentication === 'none') return { url: parseServerUrl(parameters.serverUrl) };
	const { serverUrl, apiKey, headerName } = parameters.credential;
	return {
		url: resolveServerUrl(textOf(serverUrl), parameters.serverUrl),
		keyHeader: toKeyHeader(textOf(apiKey), textOf(headerName)),
	};
}

/** Text, or nothing: parameters and credential fields may hold whatever an expression gave. */
export function textOf(value: unknown): string {
	return typeof value === 'string' ? value : '';
}
