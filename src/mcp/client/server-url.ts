import { McpClientError } from './client-error';

/**
 * Reads the URL of an MCP server.
 *
 * @throws McpClientError step `connect` if it is empty, not http(s), or carries a user and password
 */
export function parseServerUrl(text: string): URL {
	const trimmed = text.trim();
	if (trimmed === '') {
		throw new McpClientError('connect', 'The server URL is empty', {
			hint: "Enter the URL of the server's MCP endpoint, e.g. https://example.com/mcp.",
		});
	}
	const url = URL.parse(trimmed);
	if (!url || !/^https?:$/.test(url.protocol)) {
		throw new McpClientError('connect', 'The server URL is not an http or https URL', {
			hint: "Enter the full URL of the server's MCP endpoint, e.g. https://example.com/mcp.",
		});
	}
	if (url.username || url.password) {
		throw new McpClientError('connect', 'The server URL contains a user name or password', {
			hint: 'Remove it from the URL and put the key into a credential.',
		});
	}
	return url;
}

/**
 * The URL to call when a credential has one and the node may override it. The key of a credential
 * goes to the origin (scheme, host and port) of the credential's URL and nowhere else, because an
 * expression in the node may hold a URL that somebody else chose.
 *
 * @throws McpClientError step `connect` if the override leaves that origin
 */
export function resolveServerUrl(credentialUrl: string, override: string): URL {
	const own = parseServerUrl(credentialUrl);
	if (override.trim() === '') return own;
	const url = parseServerUrl(override);
	if (url.origin !== own.origin) {
		const message = `The server URL ${displayUrl(url)} is not on ${own.origin}, the origin of the credential`;
		throw new McpClientError('connect', message, {
			hint: 'n8n sends a credential only to the scheme, host and port of its own Server URL. Clear Server URL in the node, or choose a credential for this server.',
		});
	}
	return url;
}

/** A URL as it may be shown: the query is left out, because some servers take their key there. */
export function displayUrl(url: URL): string {
	return `${url.origin}${url.pathname}`;
}
