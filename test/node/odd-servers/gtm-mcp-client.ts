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
			resource: 'tool',
			operation: 'call',
			tool: { __rl: true, mode: 'name', value: name },
			allowWrites: true,
			inputMode: 'json',
			json,
			options: { timeout: 3 },
			resilience: { connectTimeout: 3 },
		}),
	};
}
