import { setTimeout as pause } from 'node:timers/promises';

import { openSdkV2 } from './clients/sdk-clients';
import { n8nContext } from './setup/n8n-context';
import { publishTrigger } from './setup/published-trigger';
import { vendorCredential } from './setup/vendor-credentials';
import { openSandbox } from '../contract/gtm/sandbox-port';
import { type Answer, WALKS, kindsOf } from '../node/GtmToolkit/every-tool';
import type { CredentialSummary } from '../../scripts/n8n/rest-types';
import { offeredTools } from '../../src/gtm/toolkit/offered-tool';
import { SERVERS } from '../../src/n8n/toolkit/toolkit-settings';

const { url } = n8nContext();

jest.setTimeout(180_000);

let sandbox: Awaited<ReturnType<typeof openSandbox>>;
const credentials = new Map<string, CredentialSummary>();

beforeAll(async () => {
	sandbox = await openSandbox();
	for (const type of new Set(SERVERS.map(({ vendor }) => vendor.credentialTypes[0] ?? ''))) {
		credentials.set(type, await vendorCredential(sandbox.url, type));
	}
});

afterAll(async () => await sandbox?.close());

/** What a tool of the catalogue may end with and have done what it says. */
const DONE = ['created', 'updated', 'unchanged', 'found', 'partial'];

describe.each(SERVERS)('the ready server $value in a real n8n', ({ value, category, vendor }) => {
	it('does what each of its tools says, every kind of it, for a client of SDK 2', async () => {
		const [type = ''] = vendor.credentialTypes;
		const { id = '', name = '' } = credentials.get(type) ?? {};
		const tools = offeredTools(category, vendor).map(({ tool }) => tool.name);
		const path = `every-${value.replace('.', '-')}`;
		await publishTrigger(
			{ path, branches: {}, options: {} },
			[
				{
					name: 'Toolkit',
					type: 'n8n-nodes-gtm-mcp.gtmToolkit',
					parameters: { server: value, writes: 'on', options: { tools, creditsPerDay: 10_000 } },
					credentials: { [type]: { id, name } },
				},
			],
			{
				connections: {
					Trigger: {},
					Toolkit: { ai_tool: [[{ node: 'Trigger', type: 'ai_tool', index: 0 }]] },
				},
			},
		);
		const client = await openSdkV2(`${url}/mcp/${path}`);
		const listed = (await client.listTools()) as unknown as {
			tools: Parameters<typeof kindsOf>[0];
		};
		const all = kindsOf(listed.tools);
		const called = new Map<string, unknown>();
		await WALKS[category]({
			vendor: vendor.profile.id,
			world: sandbox.sandbox.world,
			wait: async (ms) => await pause(ms),
			has: (tool, kind) => all.includes(kind === undefined ? tool : `${tool} ${kind}`),
			async call(tool, args) {
				const result = (await client.callTool({ name: tool, arguments: args })) as unknown as {
					isError?: boolean;
					structuredContent?: Answer;
					content: Array<{ text: string }>;
				};
				const status = result.structuredContent?.status;
				const kind = typeof args.kind === 'string' ? args.kind : undefined;
				const asked = kind !== undefined && !all.includes(tool) ? `${tool} ${kind}` : tool;
				called.set(asked, status !== undefined && DONE.includes(status) ? status : result);
				if (result.isError !== true) return result.structuredContent as Answer;
				return { refusal: result.content[0]?.text ?? '' };
			},
		});
		await client.close();
		expect(Object.fromEntries(called)).toEqual(
			Object.fromEntries(all.map((each) => [each, expect.stringMatching(DONE.join('|'))])),
		);
	});
});
