import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { openSandbox } from '../contract/gtm/sandbox-port';
import { jsonOf } from './setup/client-step';
import { openOwnN8n, type OwnN8n } from './setup/own-n8n';
import { buildWorld } from '../../sandbox/world/build-world.ts';
import { Random } from '../../scripts/fuzz/random.ts';
import { openStore } from '../../src/base/database/open-store';
import { DEFAULT_POLICY } from '../../src/context/check-action/policy';
import { createRules } from '../../src/context/facts/rules';
import { openContextGraph } from '../../src/context/open-context-graph';

jest.setTimeout(900_000);

/** What people do in the CRM meanwhile: a third are new, half are renamed, the rest deleted or merged. */
const CHANGES = Number(process.env.GTM_SYNC_CHANGES ?? 10_000);
const BATCH = 100;
const INDEX_LAG_MS = 3_000;
const PATIENCE_MS = 600_000;

const CONTACTS = '/hubspot/crm/objects/2026-09/contacts';
const SEARCH = 'POST /crm/objects/2026-09/{type}/search';

let sandbox: Awaited<ReturnType<typeof openSandbox>>;
let n8n: OwnN8n;

/** First names by id, as they are in the CRM; and who is gone. */
const truth = new Map<string, string>();
/** By what it is. */
const gone = new Map<string, string>();
const random = new Random(7);

beforeAll(async () => {
	// A CRM without people at first: every record is one of these changes.
	const world = { ...buildWorld(), people: [], duplicates: [], deals: [], activities: [] };
	sandbox = await openSandbox({ world, settings: { limits: 'off', indexLagMs: INDEX_LAG_MS } });
	n8n = await openOwnN8n('sync-kills');
});

afterAll(async () => {
	await n8n?.stop();
	await sandbox?.close();
});

async function inHubspot(
	place: string,
	body: object,
): Promise<{ results?: Array<{ id: string }> }> {
	const answer = await sandbox.sandbox.handle({
		method: 'POST',
		url: `${CONTACTS}${place}`,
		headers: {
			authorization: 'Bearer pat-sandbox-hubspot',
			'content-type': 'application/json',
		},
		text: JSON.stringify(body),
	});
	if (typeof answer === 'string' || answer.status >= 300) {
		throw new Error(`HubSpot refused ${place}: ${JSON.stringify(answer)}`);
	}
	return answer.text === '' ? {} : (JSON.parse(answer.text) as object);
}

let made = 0;

/** Those of one batch have one moment. */
async function create(count: number): Promise<void> {
	for (let left = count; left > 0; left -= BATCH) {
		const drafts = Array.from({ length: Math.min(BATCH, left) }, () => {
			made += 1;
			return { email: `person-${made}@sync-kills.example`, firstname: `New-${made}` };
		});
		const { results = [] } = await inHubspot('/batch/create', {
			inputs: drafts.map((properties) => ({ properties })),
		});
		results.forEach(({ id }, index) => truth.set(id, drafts[index]?.firstname ?? ''));
	}
}

function some(count: number): string[] {
	const ids = [...truth.keys()];
	const picked = new Set<string>();
	while (picked.size < Math.min(count, ids.length)) picked.add(random.pick(ids));
	return [...picked];
}

async function rename(count: number): Promise<void> {
	for (let left = count; left > 0; left -= BATCH) {
		const inputs = some(Math.min(BATCH, left)).map((id) => {
			made += 1;
			return { id, properties: { firstname: `Name-${made}` } };
		});
		await inHubspot('/batch/update', { inputs });
		for (const { id, properties } of inputs) truth.set(id, properties.firstname);
	}
}

function bury(id: string, how: string): void {
	truth.delete(id);
	gone.set(id, how);
}

async function remove(count: number): Promise<void> {
	for (let left = count; left > 0; left -= BATCH) {
		const ids = some(Math.min(BATCH, left));
		await inHubspot('/batch/archive', { inputs: ids.map((id) => ({ id })) });
		for (const id of ids) bury(id, 'deleted');
	}
}

async function merge(count: number): Promise<void> {
	for (let left = count; left > 0; left -= 1) {
		const [primaryObjectId = '', objectIdToMerge = ''] = some(2);
		await inHubspot('/merge', { primaryObjectId, objectIdToMerge });
		bury(objectIdToMerge, `merged into ${primaryObjectId}`);
	}
}

/** A part of all changes, in the mix of a busy day. */
async function change(share: number): Promise<number> {
	const part = (of: number) => Math.round(CHANGES * share * of);
	const counts = [part(0.35), part(0.5), part(0.1), part(0.05)] as const;
	await create(counts[0]);
	await rename(counts[1]);
	await remove(counts[2]);
	await merge(counts[3]);
	return counts.reduce((sum, one) => sum + one, 0);
}

const searches = () =>
	sandbox.sandbox.log
		.list()
		.filter(({ route }) => route === SEARCH)
		.at(-1)?.number ?? 0;

/** Until the sync is in the middle of its work. */
async function isReading(): Promise<void> {
	const before = searches();
	const deadline = Date.now() + PATIENCE_MS;
	while (searches() < before + 4) {
		if (Date.now() > deadline) throw new Error('no sync is reading');
		await pause(50);
	}
}

async function publishSync(): Promise<string> {
	return await n8n.workflow([
		{
			name: 'Schedule',
			type: 'n8n-nodes-base.scheduleTrigger',
			parameters: { rule: { interval: [{ field: 'seconds', secondsInterval: 10 }] } },
		},
		{
			name: 'Sync',
			type: 'gtmContext',
			parameters: {
				resource: 'source',
				operation: 'sync',
				vendor: 'hubspot',
				authentication: 'apiKey',
				records: ['contact'],
			},
			credentials: await n8n.credential(sandbox.url, 'gtmHubspotApi'),
		},
	]);
}

/** The report of the first run that began after a moment and came to the end. */
async function caughtUp(workflowId: string, since: number): Promise<Record<string, unknown>> {
	const deadline = Date.now() + PATIENCE_MS;
	for (;;) {
		const found = await n8n.client.listExecutions({ workflowId, status: ['success'] });
		for (const { id, startedAt } of found) {
			if (Date.parse(String(startedAt)) < since) continue;
			const [report] = jsonOf(await n8n.client.getExecution(id), 'Sync');
			if (report?.status === 'caught_up') return report;
		}
		if (Date.now() > deadline) {
			const last = found[0] && jsonOf(await n8n.client.getExecution(found[0].id), 'Sync');
			throw new Error(`it has not caught up: ${JSON.stringify(last)}`);
		}
		await pause(500);
	}
}

/** What each run said that came to its end; newest first. */
async function reportsOf(workflowId: string): Promise<Array<Record<string, unknown>>> {
	const found = await n8n.client.listExecutions({ workflowId, status: ['success'] }, 100);
	const whole = await Promise.all(found.map(async ({ id }) => await n8n.client.getExecution(id)));
	return whole.flatMap((execution) => jsonOf(execution, 'Sync'));
}

/** The graph of the n8n, read where it keeps it. */
async function readGraph() {
	const store = await openStore({
		sqlite: path.join(n8n.userFolder, '.n8n', 'gtm-mcp', 'store.sqlite'),
	});
	const graph = await openContextGraph(store, {
		now: () => Date.now(),
		rules: createRules(() => 'crm'),
		policy: DEFAULT_POLICY,
	});
	return {
		/** Undefined if the graph has no record of that id. */
		nameOf: async (id: string) => {
			const identifiers = [{ kind: 'hubspot:contact', value: id }];
			const { contact } = await graph.getContext({ subject: { type: 'contact', identifiers } });
			const name = contact?.facts.firstName?.value ?? '';
			return contact && (typeof name === 'string' ? name : JSON.stringify(name));
		},
		close: async () => await store.close(),
	};
}

it('has the graph equal to the CRM, record by record, after thousands of changes, faults and three kills of n8n', async () => {
	for (const fault of [
		{ kind: 'rate_limit_burst', probability: 0.05, seed: 3 },
		{ kind: 'server_error', probability: 0.03, seed: 4 },
		{ kind: 'reset', probability: 0.02, seed: 5 },
	] as const) {
		sandbox.sandbox.setFault({ vendor: 'hubspot', route: SEARCH, ...fault });
	}
	let changes = await change(0.4);
	const workflowId = await publishSync();
	for (let kills = 0; kills < 3; kills += 1) {
		await isReading();
		await n8n.kill();
		changes += await change(0.15);
		await n8n.start();
	}
	await isReading();
	changes += await change(0.15);
	expect(changes).toBeGreaterThanOrEqual(CHANGES * 0.99);
	const met = sandbox.sandbox.log.list().filter(({ fault }) => fault !== undefined);
	expect(met.length).toBeGreaterThan(0);
	// The index shows the last changes by then.
	const report = await caughtUp(workflowId, Date.now() + INDEX_LAG_MS + 1_000);
	const { read, ...parts } = report.total as Record<string, number>;
	expect(Object.values(parts).reduce((sum, one) => sum + one, 0)).toBe(read);
	expect(parts.failed).toBe(0);
	const reports = await reportsOf(workflowId);
	expect(reports.flatMap(({ errors }) => errors)).toEqual([]);
	await n8n.kill();
	const graph = await readGraph();
	const wrong: unknown[] = [];
	for (const [id, name] of truth) {
		const known = await graph.nameOf(id);
		if (known !== name) wrong.push({ id, name, known });
	}
	for (const [id, how] of gone) {
		const known = await graph.nameOf(id);
		if (known !== undefined) wrong.push({ id, how, known });
	}
	await graph.close();
	process.stdout.write(`${changes} changes, ${truth.size} people, ${gone.size} gone\n`);
	expect(wrong.slice(0, 10)).toEqual([]);
});
