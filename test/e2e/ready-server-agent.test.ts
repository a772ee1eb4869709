import { openSdkV1 } from './clients/sdk-clients';
import { type AgentCase, AgentBench, outputOf } from './setup/agent-workflow';
import { loggedInClient, n8nContext } from './setup/n8n-context';
import { vendorCredential } from './setup/vendor-credentials';
import { openSandbox } from '../contract/gtm/sandbox-port';
import type { ToolCall } from '../../sandbox/chat-model/scenario';
import type { World } from '../../sandbox/world/world.ts';

const { url } = n8nContext();
const TOOLKIT = 'n8n-nodes-gtm-mcp.gtmToolkit';

/** A whole agent runs. */
jest.setTimeout(120_000);

let sandbox: Awaited<ReturnType<typeof openSandbox>>;

beforeAll(async () => {
	sandbox = await openSandbox();
});

afterAll(async () => await sandbox?.close());

interface Case {
	server: string;
	credential: string;
	call: (world: World) => ToolCall & { arguments: Record<string, unknown> };
	/** Is in what the tool gives. */
	gives: (world: World) => string;
}

/** One server of each kind, with a read and what comes of it. */
const CASES: Record<string, Case> = {
	crm: {
		server: 'crm.hubspot',
		credential: 'gtmHubspotApi',
		call: ({ examples }) => ({
			name: 'get_record',
			arguments: { kind: 'contact', email: examples.person.email },
		}),
		gives: ({ examples }) => examples.person.firstName,
	},
	enrichment: {
		server: 'enrichment.pdl',
		credential: 'gtmPeopleDataLabsApi',
		call: ({ examples }) => ({
			name: 'enrich_company',
			arguments: { domain: examples.account.domain },
		}),
		gives: ({ examples }) => examples.account.name,
	},
	sequencer: {
		server: 'sequencer.lemlist',
		credential: 'gtmLemlistApi',
		call: () => ({ name: 'list_sequences', arguments: {} }),
		gives: ({ sequences }) => sequences[0]?.name ?? 'no sequence',
	},
	analytics: {
		server: 'analytics.posthog',
		credential: 'gtmPosthogApi',
		call: () => ({ name: 'query_metric', arguments: { event: 'workflow run' } }),
		gives: () => 'found',
	},
};

const KINDS = Object.keys(CASES);
const caseOf = (kind: string): Case => {
	const found = CASES[kind];
	if (!found) throw new Error(`There is no case for ${kind}`);
	return found;
};

const calling = (...toolCalls: ToolCall[]): AgentCase['turns'] => [
	{ when: { lastRole: 'user' }, reply: { toolCalls } },
	{ when: { lastRole: 'tool' }, reply: { text: 'Done.' } },
];

/** What the model was told of its call by an agent with the toolkit. */
async function toldTo(kind: string, call: ToolCall, agent: AgentCase['agent'], parameters = {}) {
	const { server, credential: type } = caseOf(kind);
	const credential = await vendorCredential(sandbox.url, type);
	const bench = await AgentBench.create({
		turns: calling(call),
		toolboxes: {
			Toolkit: {
				type: TOOLKIT,
				parameters: { server, authentication: 'apiKey', options: {}, ...parameters },
				credential,
			},
		},
		...(agent && { agent }),
	});
	try {
		const execution = await bench.run();
		return { said: outputOf(execution), told: bench.told().join('\n'), tools: bench.offered() };
	} finally {
		await bench.close();
	}
}

describe.each(KINDS)('an AI Agent with the ready %s server', (kind) => {
	it.each([
		['3.1', {}],
		['2', { typeVersion: 2 }],
	])('of version %s lets its model call what the vendor has', async (_, agent) => {
		const { call, gives } = caseOf(kind);
		const { world } = sandbox.sandbox;
		const { said, told, tools } = await toldTo(kind, call(world), agent);
		expect(said).toBe('Done.');
		expect(told).toContain(gives(world));
		expect(tools.map(({ name }) => name)).toContain(call(world).name);
	});
});

it('an AI Agent writes nothing without a person in between, and its model reads why', async () => {
	const email = 'agent@ready-servers.example';
	const save = { name: 'save_record', arguments: { kind: 'contact', values: { email } } };
	const refused = await toldTo('crm', save, {});
	expect(refused.told).toContain('a person must approve it');
	const written = await toldTo('crm', save, {}, { writes: 'on' });
	expect(written.told).toContain('created');
});

describe.each(KINDS)("n8n's own MCP Server Trigger with the ready %s server", (kind) => {
	it('lists and calls its tools', async () => {
		const { server, credential: type, call, gives } = caseOf(kind);
		const { id, name } = await vendorCredential(sandbox.url, type);
		const path = `builtin-ready-${kind}`;
		const workflow = await loggedInClient().createWorkflow({
			name: path,
			nodes: [
				{
					id: crypto.randomUUID(),
					name: 'MCP Server Trigger',
					type: '@n8n/n8n-nodes-langchain.mcpTrigger',
					typeVersion: 2.1,
					position: [0, 0],
					webhookId: crypto.randomUUID(),
					parameters: { authentication: 'none', path },
				},
				{
					id: crypto.randomUUID(),
					name: 'Toolkit',
					type: TOOLKIT,
					typeVersion: 1,
					position: [0, 220],
					parameters: { server, authentication: 'apiKey', options: {} },
					credentials: { [type]: { id, name } },
				},
			],
			connections: {
				Toolkit: { ai_tool: [[{ node: 'MCP Server Trigger', type: 'ai_tool', index: 0 }]] },
			},
			settings: { executionOrder: 'v1' },
		});
		await loggedInClient().publishWorkflow(workflow.id);
		const client = await openSdkV1(`${url}/mcp/${path}`);
		const { world } = sandbox.sandbox;
		const asked = call(world);
		const { tools } = await client.listTools();
		expect(tools.map((tool) => tool.name)).toContain(asked.name);
		const result = await client.callTool(asked);
		expect(JSON.stringify(result.content)).toContain(gives(world));
		await client.close();
	});
});
