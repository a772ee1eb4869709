import type { IExecuteFunctions, ILoadOptionsFunctions } from 'n8n-workflow';

import { McpClientError } from '../../mcp/client/client-error';
import type { AccessPorts } from '../../mcp/client/access/access-ports';
import { displayUrl } from '../../mcp/client/server-url';

/**
 * What n8n lends to a connection: its network policy (SSRF protection, if the instance has it on)
 * and its log. The policy is asked before each request; it resolves the host name on its own, so a
 * name that changes its address in between is not caught.
 */
export function toConnectionPorts(context: IExecuteFunctions | ILoadOptionsFunctions): AccessPorts {
	return {
		fetch: globalThis.fetch,
		egress: { assertAllowed: async (url) => await assertAllowed(context, url) },
		reportTrouble: (message) => context.logger.debug(`MCP connection: ${message}`),
	};
}

async function assertAllowed(
	{ helpers }: IExecuteFunctions | ILoadOptionsFunctions,
	url: URL,
): Promise<void> {
	const verdict = await helpers.getSecureEgressFilter().validateUrl(url);
	if (verdict.ok) return;
	throw new McpClientError('connect', `The network policy of n8n forbids ${displayUrl(url)}`, {
		hint: "Ask the administrator of this n8n instance to allow the server's address.",
	});
}
