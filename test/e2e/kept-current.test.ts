import { setTimeout as pause } from 'node:timers/promises';

import { openSandbox } from '../contract/gtm/sandbox-port';
import { connectSdkV1, type ForeignClient } from './clients/sdk-clients';
import { jsonOf } from './setup/client-step';
import { openOwnN8n, type OwnN8n } from './setup/own-n8n';
import { buildWorld } from '../../sandbox/world/build-world.ts';

jest.setTimeout(240_000);

/** Of a call of the vendor, until its execution has begun. */
const INSTANT_MS = 2_000;

/** n8n polls once a minute; the machine may be busy. */
const POLL_MS = 90_000;

const EVERY_MINUTE = { item: [{ mode: 'everyMinute' }] };
const GRAPH = `graph-${crypto.randomUUID()}`;

let sandbox: Awaited<ReturnType<typeof openSandbox>>;
let n8n: OwnN8n;

beforeAll(async () => {
	// CRMs without people at first, so that the first sync of one is over at once.
	const world = { ...buildWorld(), people: [], duplicates: [], deals: [], activities: [] };
	sandbox = await openSandbox({ world, settings: { limits: 'off' } });
	n8n = await openOwnN8n('kept-current');
});

afterAll(async () => {
	await n8n?.stop();
	await sandbox?.close();
});

interface Start {
	startedAt: number;
	items: Array<Record<string, unknown>>;
}

/** What a workflow has started with, once it has started so often; oldest first. */
async function starts(workflowId: string, times: number, patienceMs: number): Promise<Start[]> {
	const deadline = Date.now() + patienceMs;
	for (;;) {
		const found = await n8n.client.listExecutions({ workflowId, status: ['success'] });
		if (found.length >= times) {
			const whole = await Promise.all(
				found.map(async ({ id }) => await n8n.client.getExecution(id)),
			);
			return whole.toReversed().map((execution) => ({
				startedAt: Date.parse(String(execution.startedAt)),
				items: jsonOf(execution, 'Trigger'),
			}));
		}
		if (Date.now() > deadline) throw new Error(`it started ${found.length} times`);
		await pause(100);
	}
}

const enrolled = () => sandbox.sandbox.world.examples.enrolled.email;

const lemlistHooks = async (): Promise<unknown> => {
	const authorization = `Basic ${Buffer.from(':sandbox-lemlist').toString('base64')}`;
	const answer = await fetch(`${sandbox.url}/lemlist/api/hooks`, { headers: { authorization } });
	return await answer.json();
};

describe('the GTM Sequencer Trigger with Instant', () => {
	let workflowId: string;

	beforeAll(async () => {
		workflowId = await n8n.workflow([
			{
				name: 'Trigger',
				type: 'gtmSequencerChangeTrigger',
				parameters: {
					vendor: 'lemlist',
					instant: true,
					filters: { types: ['replied'] },
					pollTimes: EVERY_MINUTE,
				},
				credentials: await n8n.credential(sandbox.url, 'gtmLemlistApi'),
			},
		]);
	});

	it('registers a webhook when it is published, and starts within two seconds of a reply', async () => {
		expect(await lemlistHooks()).toHaveLength(1);
		const { at } = sandbox.sandbox.happen('lemlist', { email: enrolled(), type: 'replied' });
		const [first] = await starts(workflowId, 1, POLL_MS);
		expect(first?.items).toMatchObject([{ vendor: 'lemlist', type: 'replied', email: enrolled() }]);
		expect((first?.startedAt ?? 0) - Date.parse(at)).toBeLessThan(INSTANT_MS);
		await sandbox.sandbox.deliveries.settled();
		expect(sandbox.sandbox.deliveries.list().map(({ status }) => status)).toEqual([200]);
	});

	it('catches up with a lost call at the next poll, and with no event twice', async () => {
		sandbox.sandbox.settings.deliveries = 'lost';
		sandbox.sandbox.happen('lemlist', { email: enrolled(), type: 'replied' });
		await starts(workflowId, 2, POLL_MS);
		sandbox.sandbox.settings.deliveries = 'doubled';
		sandbox.sandbox.happen('lemlist', { email: enrolled(), type: 'replied' });
		const all = await starts(workflowId, 3, POLL_MS);
		await sandbox.sandbox.deliveries.settled();
		sandbox.sandbox.settings.deliveries = 'as_sent';
		const ids = all.flatMap(({ items }) => items.map(({ id }) => id));
		expect(ids).toHaveLength(3);
		expect(new Set(ids).size).toBe(3);
	});

	it('keeps its webhook and its place over a restart of n8n', async () => {
		await n8n.kill();
		sandbox.sandbox.happen('lemlist', { email: enrolled(), type: 'replied' });
		await n8n.start();
		const all = await starts(workflowId, 4, POLL_MS);
		expect(all.at(-1)?.items).toHaveLength(1);
		expect(await lemlistHooks()).toHaveLength(1);
	});

	it('removes the webhook when it is unpublished', async () => {
		await n8n.client.unpublishWorkflow(workflowId);
		expect(await lemlistHooks()).toEqual([]);
	});
});

describe('the GTM CRM Trigger and the graph', () => {
	let client: ForeignClient;

	beforeAll(async () => {
		await n8n.workflow([
			{
				name: 'Server',
				type: 'gtmMcpServerTrigger',
				parameters: {
					authentication: 'none',
					path: GRAPH,
					branches: {},
					options: { contextGraph: 'read' },
				},
			},
		]);
		client = await connectSdkV1(`${n8n.url}/mcp/${GRAPH}`, 'none');
	});

	afterAll(async () => {
		await client?.close();
	});

	const sayHubspot = async (method: string, path: string, properties: object) => {
		const answer = await fetch(`${sandbox.url}/hubspot/crm/objects/2026-09/contacts${path}`, {
			method,
			headers: { authorization: 'Bearer pat-sandbox-hubspot', 'content-type': 'application/json' },
			body: JSON.stringify({ properties }),
		});
		return String(((await answer.json()) as { id: unknown }).id);
	};

	/** Until the answer about the person has the title. */
	async function answered(email: string, title: string, patienceMs: number): Promise<void> {
		const deadline = Date.now() + patienceMs;
		for (;;) {
			const { structured } = await client.call('get_prospect_context', { email });
			const facts = (structured as { contact?: { facts?: Record<string, { value?: unknown }> } })
				.contact?.facts;
			if (facts?.title?.value === title) return;
			if (Date.now() > deadline) throw new Error(`the client hears ${JSON.stringify(structured)}`);
			await pause(50);
		}
	}

	it('tells a change of Pipedrive to a client of the graph within two seconds, by webhook', async () => {
		const email = 'noor@kept-current.example';
		await n8n.workflow([
			{
				name: 'Trigger',
				type: 'gtmCrmChangeTrigger',
				parameters: {
					vendor: 'pipedrive',
					authentication: 'apiKey',
					what: 'contact',
					instant: true,
					filters: {},
					pollTimes: EVERY_MINUTE,
				},
				credentials: await n8n.credential(sandbox.url, 'gtmPipedriveApi'),
			},
			{
				name: 'Fact',
				type: 'gtmContext',
				parameters: {
					resource: 'fact',
					operation: 'record',
					type: 'contact',
					findBy: 'email',
					value: '={{ $json.record.email }}',
					facts: '={{ { "title": $json.change + " in Pipedrive" } }}',
					source: 'pipedrive',
				},
			},
		]);
		const made = Date.now();
		await fetch(`${sandbox.url}/pipedrive/api/v2/persons`, {
			method: 'POST',
			headers: { 'x-api-token': 'sandbox-pipedrive', 'content-type': 'application/json' },
			body: JSON.stringify({
				name: 'Noor Kept',
				emails: [{ value: email, primary: true }],
			}),
		});
		await answered(email, 'created in Pipedrive', POLL_MS);
		expect(Date.now() - made).toBeLessThan(INSTANT_MS);
	});

	it('tells a change of HubSpot to a client within one poll, and each change once', async () => {
		const hubspot = await n8n.credential(sandbox.url, 'gtmHubspotApi');
		const sync = {
			name: 'Sync',
			type: 'gtmContext',
			parameters: {
				resource: 'source',
				operation: 'sync',
				vendor: 'hubspot',
				authentication: 'apiKey',
				records: ['contact'],
			},
			credentials: hubspot,
		};
		const workflowId = await n8n.workflow([
			{
				name: 'Trigger',
				type: 'gtmCrmChangeTrigger',
				parameters: {
					vendor: 'hubspot',
					authentication: 'apiKey',
					what: 'contact',
					filters: {},
					pollTimes: EVERY_MINUTE,
				},
				credentials: hubspot,
			},
			sync,
		]);
		const email = 'ines@kept-current.example';
		const id = await sayHubspot('POST', '', { email, jobtitle: 'Buyer' });
		await answered(email, 'Buyer', POLL_MS);
		await sayHubspot('PATCH', `/${id}`, { jobtitle: 'Chief Buyer' });
		await answered(email, 'Chief Buyer', POLL_MS);
		const told = (await starts(workflowId, 2, POLL_MS)).flatMap(({ items }) => items);
		expect(told.map((item) => [item.change, item.id])).toEqual([
			['created', id],
			['changed', id],
		]);
	});
});
