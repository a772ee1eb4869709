import { PACKAGE_VERSION } from '../../package-version';

/** How the client introduces itself. */
export const clientInfo = {
	name: 'n8n-nodes-gtm-mcp',
	title: 'GTM MCP Client for n8n',
	version: PACKAGE_VERSION,
} as const;
