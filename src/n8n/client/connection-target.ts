import { resolveServerUrl, parseServerUrl } from '../../mcp/client/server-url';
import type { AccessPorts } from '../../mcp/client/access/access-ports';
import { staticAuthorization } from '../../mcp/client/access/authorization';
import { type KeyHeader, toKeyHeader } from '../../mcp/client/api-key';
import type { ConnectionTarget } from '../../mcp/client/connection-target';

export const CREDENTIAL_NAME = 'gtmMcpClientApi';

/** What the node's connection parameters say, and the credential if they name one. */
export type ConnectionParameters =
	| { authentication: 'none'; serverUrl: string }
	| { authentication: 'apiKey'; serverUrl: string; credential: ClientCredential };

/** The fields of `GtmMcpClientApi`, as n8n hands them out: all optional, none certain. */
export type ClientCredential = Record<string, unknown>;

/** A server and the key that is sent to it. */
export interface ServerTarget {
	url: URL;
	keyHeader?: KeyHeader;
}

/** What to connect to over HTTP, with the key as a header. */
export function asConnectionTarget(
	{ url, keyHeader }: ServerTarget,
	ports: AccessPorts,
): ConnectionTarget {
	const headers = keyHeader ? { [keyHeader.name]: keyHeader.value } : {};
	return {
		endpoint: { kind: 'http', url },
		binding: { authorization: staticAuthorization(headers), ports },
	};
}

/**
 * The server to call and the key to send there.
 *
 * @throws McpClientError if the URL is none, leaves the credential's origin, or the key cannot be sent
 */
export function toConnectionTarget(parameters: ConnectionParameters): ServerTarget {
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
