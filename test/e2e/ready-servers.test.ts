import { openSdkV1, openSdkV2 } from './clients/sdk-clients';
import { loggedInClient, n8nContext } from './setup/n8n-context';
import { publishTrigger } from './setup/published-trigger';
import { openSandbox } from '../contract/gtm/sandbox-port';
import { sandboxCredential } from '../../sandbox/credentials.ts';
import { freePort } from '../../scripts/n8n/free-port';

const TOOLKIT = 'n8n-nodes-gtm-mcp.gtmToolkit';
const KIM = 'kim@ready-servers.example';
const { url } = n8nContext();

let sandbox: Awaited<ReturnType<typeof openSandbox>>;
/** Where the server is, and the id of its workflow. */
let places: Array<[string, string]>;
let workflowId: string;

/** A trigger on both places, with a toolkit of the emulated HubSpot, and the context graph. */
beforeAll(async () => {
	sandbox = await openSandbox();
	const { id, name } = await loggedInClient().createCredential({
		name: 'Ready server',
		type: 'gtmHubspotApi',
		data: sandboxCredential(sandbox.url, 'gtmHubspotApi'),
	});
	const port = await freePort();
	workflowId = await publishTrigger(
		{
			path: 'ready',
			branches: {},
			options: { listen: 'both', port, contextGraph: 'write' },
		},
		[
			{
				name: 'HubSpot',
				type: TOOLKIT,
				parameters: { server: 'crm.hubspot', writes: 'on', options: {} },
				credentials: { gtmHubspotApi: { id, name } },
			},
		],
		{
			connections: {
				Trigger: {},
				HubSpot: { ai_tool: [[{ node: 'Trigger', type: 'ai_tool', index: 0 }]] },
			},
		},
	);
	places = [
		['n8n', `${url}/mcp/ready`],
		['port', `http://127.0.0.1:${port}/ready`],
	];
});

afterAll(async () => {
	await sandbox.close();
});

describe.each(['n8n', 'port'])('a ready server on %s', (place) => {
	const target = () => places.find(([name]) => name === place)?.[1] ?? '';

	it.each(['SDK 1', 'SDK 2'] as const)(
		'lists, writes and reads for a client of %s, without an execution',
		async (sdk) => {
			const client = await (sdk === 'SDK 1' ? openSdkV1(target()) : openSdkV2(target()));
			const { tools } = await client.listTools();
			const names = tools.map(({ name }) => name);
			expect(names).toEqual(expect.arrayContaining(['get_record', 'get_prospect_context']));
			const email = `${place}-${sdk.replace(' ', '')}-${KIM}`.toLowerCase();
			const saved = await client.callTool({
				name: 'save_record',
				arguments: { kind: 'contact', values: { email, firstName: 'Kim' } },
			});
			expect(saved).toMatchObject({ structuredContent: { status: 'created' } });
			const { contents } = await client.readResource({ uri: `hubspot://contact/${email}` });
			expect(JSON.stringify(contents)).toContain('Kim');
			const written = await client.callTool({
				name: 'upsert_facts',
				arguments: {
					type: 'contact',
					email,
					facts: [{ attribute: 'title', value: 'Head of Growth' }],
					source: 'hubspot',
				},
			});
			expect(written.isError).not.toBe(true);
			const { contents: known } = await client.readResource({ uri: `gtm://contact/${email}` });
			expect(JSON.stringify(known)).toContain('Head of Growth');
			const { prompts } = await client.listPrompts();
			expect(prompts.map(({ name }) => name)).toEqual(
				expect.arrayContaining(['review_account', 'prep_briefing']),
			);
			await client.close();
			const executions = await loggedInClient().listExecutions({ workflowId });
			expect(executions).toEqual([]);
		},
	);
});
