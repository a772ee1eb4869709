import type { INodeType } from 'n8n-workflow';

import type { ClientUnderTest } from './run-odd-server';

/** Our client as it comes, but for the times: a test does not wait for a minute. */
export function gtmMcpClient(nodeType: INodeType): ClientUnderTest {
	return {
		nodeType,
		typeVersion: 1,
		parameters: (serverUrl, name, json) => ({
			server: 'url',
			serverUrl,
			authentication: 'none',
			operation: 'callTool',
			tool: { __rl: true, mode: 'name', value: name },
			inputMode: 'json',
			json,
			options: { timeout: 3, connectTimeout: 3 },
		}),
	};
}
