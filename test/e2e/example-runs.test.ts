import { ElicitRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import path from 'node:path';

import { textOf } from './clients/raw-requests';
import { openSdkV1 } from './clients/sdk-clients';
import { failureOf, jsonOf } from './setup/client-step';
import { runJourney } from './setup/gtm-journey';
import { loggedInClient, n8nContext } from './setup/n8n-context';
import { openSandbox } from '../contract/gtm/sandbox-port';
import { buildWorld } from '../../sandbox/world/build-world';
import type { World } from '../../sandbox/world/world';
import {
	credentialKey,
	importExample,
	readExample,
	withCredentialIds,
} from '../../scripts/n8n/import-example';
import { exampleCredentials } from '../../scripts/start/examples';

const { root, url } = n8nContext();
const KEY = 'examples-key-0123456789-0123456789';

/** Whole workflows on a busy machine. */
jest.setTimeout(180_000);

let sandbox: Awaited<ReturnType<typeof openSandbox>>;
const ids = new Map<string, string>();

/** Other tests of this n8n have the examples too: these have paths and names of their own. */
const BESIDE = {
	'http://localhost:5678': url,
	'/mcp/gtm': '/mcp/examples-gtm',
	'"path": "gtm"': '"path": "examples-gtm"',
	'"path": "approvals"': '"path": "examples-approvals"',
	'"path": "crm"': '"path": "examples-crm"',
	'"path": "enrichment"': '"path": "examples-enrichment"',
	'"path": "sequencer"': '"path": "examples-sequencer"',
	'"path": "analytics"': '"path": "examples-analytics"',
	'Inbound lead (MCP)': 'Examples: inbound lead',
	'Ask the user before writing to the CRM': 'Examples: ask before writing',
	'Quick start MCP keys': 'Examples MCP keys',
	'"Sandbox ': '"Examples ',
	'-4000-8000-0000000000aa': '-4000-8000-0000000000ac',
};

interface ReadyCall {
	name: string;
	args: (world: World) => Record<string, unknown>;
	answer: (world: World) => string;
}

/** The four ready servers, each with a call that its example answers. */
const READY_SERVERS: Record<string, ReadyCall> = {
	crm: {
		name: 'get_record',
		args: ({ examples }) => ({ kind: 'company', domain: examples.account.domain }),
		answer: ({ examples }) => examples.account.name,
	},
	enrichment: {
		name: 'enrich_company',
		args: ({ examples }) => ({
			domain: examples.account.domain,
			wanted: ['industry', 'technologies'],
		}),
		// Vendors write it their way.
		answer: ({ examples }) => examples.account.industry.toLowerCase().replaceAll(' ', '_'),
	},
	sequencer: {
		name: 'list_sequences',
		args: () => ({}),
		answer: ({ sequences }) => sequences[0]?.name ?? 'no sequence',
	},
	analytics: {
		name: 'make_report',
		args: () => ({ title: 'Use', lines: [{ label: 'Runs', event: 'workflow run' }] }),
		answer: () => 'Runs',
	},
};

beforeAll(async () => {
	sandbox = await openSandbox({ world: buildWorld({ asOf: Date.now() }) });
	const vendors = [...sandbox.sandbox.vendors].map(([id, { emulator }]) => ({
		id,
		name: emulator.name,
		baseUrl: `${sandbox.url}/${id}`,
		key: emulator.keys[0].value,
	}));
	const host = { n8nUrl: url, mcpKey: KEY, modelUrl: `${url}/v1` };
	const seeds = exampleCredentials(host, { url: sandbox.url, vendors }).map((seed) => ({
		...seed,
		name: seed.name.replace('Quick start', 'Examples').replace('Sandbox', 'Examples'),
	}));
	for (const seed of seeds) {
		const made = await loggedInClient().createCredential(seed);
		ids.set(credentialKey(seed.type, seed.name), made.id);
	}
	const served = Object.keys(READY_SERVERS).map((kind) => `servers/${kind}.json`);
	for (const file of ['inbound-lead.json', 'jobs/ask-before-writing.json', ...served]) {
		await importExample(loggedInClient(), path.join(root, 'examples', file), seeds, BESIDE);
	}
}, 60_000);

afterAll(async () => await sandbox?.close());

/** Runs an example as it is imported, with the people that it brings. */
async function run(file: string) {
	const example = await readExample(path.join(root, 'examples/jobs', file), BESIDE);
	const { id } = await loggedInClient().createWorkflow({
		...example,
		nodes: withCredentialIds(example.nodes, ids),
	});
	const execution = await runJourney(id);
	expect(failureOf(execution)).toBeUndefined();
	return execution;
}

describe('an example, as it is imported', () => {
	it('scores leads, the best first, and keeps what the tool says of the one it refuses', async () => {
		const execution = await run('score-leads.json');
		const scores = jsonOf(execution, 'Best First').map(({ score }) => score);
		expect(scores[0]).toBe(93);
		expect(scores).toHaveLength(2);
		expect(jsonOf(execution, 'Refused')).toEqual([
			{
				email: 'nobody@mailinator.com',
				why: expect.stringContaining('mailinator.com gives out disposable addresses'),
			},
		]);
	});

	it('turns a lead into contact, company, deal and task, and a private one into a task', async () => {
		const execution = await run('lead-to-deal.json');
		const status = (node: string) => jsonOf(execution, node).map((item) => item.status);
		expect(status('Contact')).toEqual(['created', 'created']);
		expect(status('Deal')).toEqual(['created']);
		expect(status('Find the Company')).toEqual(['created']);
	});

	it('enrolls of a list who may be written to, and says why of the others', async () => {
		const enrolled = jsonOf(await run('enroll-list.json'), 'Enroll');
		const suppressed = enrolled.filter(({ status }) => status === 'suppressed');
		expect(suppressed).toHaveLength(3);
		expect(JSON.stringify(suppressed)).toContain('customer of a partner');
		expect(JSON.stringify(suppressed)).toContain('unsubscribed');
		expect(enrolled.filter(({ status }) => status === 'created').length).toBeGreaterThan(0);
	});

	it('reports product and website beside the week before', async () => {
		const texts = jsonOf(await run('weekly-report.json'), 'Message').map(({ text }) => text);
		expect(texts).toEqual([
			expect.stringMatching(/^Product: Runs \d+ \(before: \d+\)/),
			expect.stringMatching(/^Website: Sign-ins \d+ \(before: \d+\)/),
		]);
	});

	it.each(Object.entries(READY_SERVERS))(
		'serves %s without a branch',
		async (kind, { name, args, answer }) => {
			const { world } = sandbox.sandbox;
			const authorization = `Bearer ${KEY}`;
			const client = await openSdkV1(`${url}/mcp/examples-${kind}`, {}, { authorization });
			const result = await client.callTool({ name, arguments: args(world) });
			expect(result.isError).not.toBe(true);
			expect(textOf(result)).toContain(answer(world));
			await client.close();
		},
	);

	it.each([
		['accept', 'updated'],
		['decline', 'declined'],
	] as const)('asks before it writes: %s ends as %s', async (action, status) => {
		const { person } = sandbox.sandbox.world.examples;
		const client = await openSdkV1(
			`${url}/mcp/examples-approvals`,
			{ elicitation: {} },
			{ authorization: `Bearer ${KEY}` },
		);
		client.setRequestHandler(ElicitRequestSchema, () => ({ action, content: {} }));
		const result = await client.callTool({
			name: 'update_title',
			arguments: { email: person.email, title: `Chief of ${action}` },
		});
		expect(textOf(result)).toContain(`"status":"${status}"`);
		await client.close();
	});
});
