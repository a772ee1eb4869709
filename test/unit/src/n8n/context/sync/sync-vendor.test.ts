import { Random } from '../../../../../../scripts/fuzz/random.ts';
import { openStore } from '../../../../../../src/base/database/open-store';
import { DEFAULT_POLICY } from '../../../../../../src/context/check-action/policy';
import type { ContextGraph } from '../../../../../../src/context/context-graph';
import { createRules } from '../../../../../../src/context/facts/rules';
import { openContextGraph } from '../../../../../../src/context/open-context-graph';
import { toCursor } from '../../../../../../src/gtm/changes/change-cursor';
import type { CrmVendor } from '../../../../../../src/gtm/crm/crm-vendor';
import { hubspot } from '../../../../../../src/gtm/vendors/hubspot/hubspot';
import { salesforce } from '../../../../../../src/gtm/vendors/salesforce/salesforce';
import { syncCrm } from '../../../../../../src/n8n/context/sync/sync-vendor';
import { CRM_EDITS } from '../../../gtm/crm/crm-edits';
import { openCrmStage } from '../../../gtm/crm/crm-stage';

jest.setTimeout(600_000);

const SETTLED_MS = 20 * 60_000;
const INDEX_LAG_MS = 40_000;

class Crash extends Error {}

/** A CRM, a graph that has everything until now, and whoever keeps the two in line. */
async function open(crm: CrmVendor, settings = {}) {
	const stage = openCrmStage(crm, { settings: { limits: 'off', ...settings } });
	const { client, clock } = stage;
	const store = await openStore({ sqlite: ':memory:' });
	const graph = await openContextGraph(store, {
		now: () => clock.now(),
		rules: createRules(() => 'crm'),
		policy: DEFAULT_POLICY,
	});
	const source = crm.profile.id;
	const account = await client.accountKey();
	for (const feed of crm.changes?.('contact', { comparing: true }) ?? []) {
		const name = `contact ${feed.name}`;
		const now = clock.now();
		const position = toCursor(`${source} ${name}`, {
			[name]: { from: now, drained: now, seen: {} },
		});
		const wholeAt = new Date(now).toISOString();
		await graph.saveSource({ source, account, feed: name, position, wholeAt }, 0);
	}
	await clock.advance(1_000);
	const sync = async (on: ContextGraph = graph) =>
		await syncCrm(crm, { graph: on, client, run: 'run-1', actor: 'test' }, ['contact']);
	/** First name of who is behind a record's id; undefined if the graph has no record of that id. */
	const nameOf = async (id: string) => {
		const identifiers = [{ kind: `${source}:contact`, value: id }];
		const { contact } = await graph.getContext({ subject: { type: 'contact', identifiers } });
		const name = contact?.facts.firstName?.value ?? '';
		return contact && (typeof name === 'string' ? name : JSON.stringify(name));
	};
	return { ...stage, graph, sync, nameOf, edits: CRM_EDITS[source] as (typeof CRM_EDITS)[string] };
}

/** A process that dies after some writes. */
function mortal(graph: ContextGraph, writes: number): ContextGraph {
	let left = writes;
	const dying =
		<Args extends unknown[], Result>(write: (...args: Args) => Promise<Result>) =>
		async (...args: Args) => {
			left -= 1;
			if (left < 0) throw new Crash('killed');
			return await write(...args);
		};
	return {
		...graph,
		replaceRecord: dying(graph.replaceRecord),
		withdrawRecord: dying(graph.withdrawRecord),
		saveSource: dying(graph.saveSource),
	};
}

const CRMS = [hubspot, salesforce].map((crm) => [crm.profile.name, crm] as const);

it.each(CRMS)(
	'%s and the graph are equal, record by record, after edits, deletions, merges and crashes as they come',
	async (_name, crm) => {
		const { client, clock, edits, sync, graph, nameOf } = await open(crm, {
			indexLagMs: INDEX_LAG_MS,
		});
		const random = new Random(7);
		const truth = new Map<string, string>();
		const gone = new Set<string>();
		let crashes = 0;
		const cycle = async (on?: ContextGraph) => {
			try {
				const { total } = await sync(on);
				expect(total.failed).toBe(0);
				const { read, ...parts } = total;
				expect(Object.values(parts).reduce((sum, one) => sum + one, 0)).toBe(read);
			} catch (error) {
				if (!(error instanceof Crash)) throw error;
				crashes += 1;
			}
		};
		for (let step = 0; step < 80; step += 1) {
			const ids = [...truth.keys()];
			const what =
				ids.length < 3 ? 'create' : random.pick(['create', 'rename', 'rename', 'remove', 'merge']);
			if (what === 'create') {
				const made = await edits.create(client, `person-${step}@sync-run.example`);
				await edits.rename(client, made, `New-${step}`);
				truth.set(made, `New-${step}`);
			} else if (what === 'rename') {
				const id = random.pick(ids);
				await edits.rename(client, id, `Name-${step}`);
				truth.set(id, `Name-${step}`);
			} else {
				const [id = '', other = ''] = [...ids].sort(() => random.next() - 0.5);
				await (what === 'remove'
					? edits.remove?.(client, other)
					: edits.merge?.(client, id, other));
				truth.delete(other);
				gone.add(other);
			}
			if (random.chance(0.4)) await clock.advance(random.pick([1, 900, 20_000, 400_000]));
			if (random.chance(0.3)) await cycle();
			else if (random.chance(0.2)) await cycle(mortal(graph, random.pick([0, 1, 2, 5])));
		}
		await cycle();
		await clock.advance(SETTLED_MS);
		await cycle();
		expect(crashes).toBeGreaterThan(2);
		for (const [id, name] of truth) expect([id, await nameOf(id)]).toEqual([id, name]);
		for (const id of gone) expect([id, await nameOf(id)]).toEqual([id, undefined]);
	},
);

it('takes back what a record does not say any more, and keeps what others say', async () => {
	const { client, clock, edits, sync, graph } = await open(hubspot);
	const id = await edits.create(client, 'noor@sync-run.example');
	await hubspot.contact.upsert(client, { values: { title: 'CTO' }, match: { id } });
	await sync();
	const subject = { email: 'noor@sync-run.example' };
	const titles = async () => {
		const { contact, conflicts } = await graph.getContext({ subject });
		return [contact?.facts.title?.value, conflicts.map(({ others }) => others[0]?.value)];
	};
	expect(await titles()).toEqual(['CTO', []]);
	await graph.upsertFacts({
		source: 'apollo',
		type: 'contact',
		identifiers: [{ kind: 'email', value: subject.email }],
		facts: [{ attribute: 'title', value: 'VP Engineering' }],
	});
	// Two systems that disagree are a conflict, and syncing again changes nothing about it.
	const before = await titles();
	expect(before[1]).toHaveLength(1);
	await clock.advance(1_000);
	await sync();
	expect(await titles()).toEqual(before);
	await client.send({
		method: 'PATCH',
		path: `/crm/objects/2026-09/contacts/${id}`,
		body: { properties: { jobtitle: '' } },
		effect: 'idempotent',
	});
	await sync();
	expect(await titles()).toEqual(['VP Engineering', []]);
});

it('does not hear as news what was written from here', async () => {
	const { client, clock, sync, graph } = await open(hubspot);
	const values = { email: 'noor@sync-run.example', firstName: 'Noor', title: 'CTO' };
	const { record } = await hubspot.contact.upsert(client, { values });
	const { id, email, ...facts } = { ...record };
	await graph.upsertFacts({
		source: 'hubspot',
		type: 'contact',
		identifiers: [
			{ kind: 'hubspot:contact', value: String(id) },
			{ kind: 'email', value: String(email) },
		],
		facts: Object.entries(facts)
			.filter(([name, value]) => !['createdAt', 'updatedAt'].includes(name) && value !== undefined)
			.map(([attribute, value]) => ({ attribute, value: value as string })),
		sourceRef: `contact/${String(id)}`,
	});
	const { cursor } = await graph.changesSince({ limit: 1_000 });
	await clock.advance(1_000);
	expect((await sync()).total).toMatchObject({ read: 1, unchanged: 1 });
	expect((await graph.changesSince({ cursor, limit: 10 })).changes).toEqual([]);
});

it('keeps the suppression list in step with opt-outs, and takes off only whom it had put on', async () => {
	const { client, clock, edits, sync, graph } = await open(salesforce);
	const path = '/services/data/v64.0/sobjects/Contact';
	const opt = async (id: string, HasOptedOutOfEmail: boolean) => {
		await clock.advance(2_000);
		const body = { HasOptedOutOfEmail };
		await client.send({ method: 'PATCH', path: `${path}/${id}`, body, effect: 'idempotent' });
		return await sync();
	};
	const isOut = async (email: string) => {
		const { allowed } = await graph.checkAction({ email }, 'email');
		return !allowed;
	};
	const [noor, kim] = ['noor@sync-run.example', 'kim@sync-run.example'];
	const ids = [await edits.create(client, noor), await edits.create(client, kim)] as const;
	const byHand = { identifier: { kind: 'email', value: kim }, reason: 'competitor' };
	await graph.suppress(byHand, { source: 'import' });
	expect(await opt(ids[0], true)).toMatchObject({ suppressed: 1 });
	expect(await opt(ids[1], true)).toMatchObject({ suppressed: 0 });
	expect([await isOut(noor), await isOut(kim)]).toEqual([true, true]);
	expect(await opt(ids[0], false)).toMatchObject({ released: 1 });
	expect(await opt(ids[1], false)).toMatchObject({ released: 0 });
	expect([await isOut(noor), await isOut(kim)]).toEqual([false, true]);
});

it('says how far behind a source is, and that an answer may be out of date', async () => {
	const { client, clock, edits, sync, graph } = await open(salesforce);
	await edits.create(client, 'noor@sync-run.example');
	await sync();
	const behind = async () =>
		(await graph.getContext({ subject: { email: 'noor@sync-run.example' } })).meta.behind;
	expect(await behind()).toBeUndefined();
	await clock.advance(2 * 3_600_000);
	expect(await behind()).toMatchObject([
		{ source: 'salesforce', behindSeconds: expect.any(Number) as number },
	]);
	expect((await graph.statistics()).synced).toHaveLength(1);
	await sync();
	expect(await behind()).toBeUndefined();
});

it('does not take in again who was deleted, when the index shows an earlier change of them late', async () => {
	const { client, clock, edits, sync, nameOf } = await open(hubspot, { indexLagMs: INDEX_LAG_MS });
	const id = await edits.create(client, 'noor@sync-run.example');
	await clock.advance(INDEX_LAG_MS + 10_000);
	await sync();
	expect(await nameOf(id)).toBeDefined();
	await edits.rename(client, id, 'Late');
	await clock.advance(1_000);
	await edits.remove?.(client, id);
	// The bin tells of it at once, and the index not even of the new name.
	await sync();
	expect(await nameOf(id)).toBeUndefined();
	await clock.advance(INDEX_LAG_MS - 500);
	await sync();
	await clock.advance(SETTLED_MS);
	await sync();
	expect(await nameOf(id)).toBeUndefined();
});

it('hears of who was deleted while everything was read for the first time, however long that took', async () => {
	const { client, clock, edits, graph, nameOf } = await open(hubspot);
	const account = `${await client.accountKey()} again`;
	const other = { ...client, accountKey: async () => await Promise.resolve(account) };
	// In the middle of the first reading: of the list of what is gone nothing is known yet.
	const [feed, now] = ['contact contacts', clock.now()];
	const position = toCursor(`hubspot ${feed}`, { [feed]: { from: now, drained: now, seen: {} } });
	await graph.saveSource({ source: 'hubspot', account, feed, position }, 0);
	const id = await edits.create(client, 'noor@sync-run.example');
	const ports = { graph, client: other, run: 'run-1', actor: 'test' };
	const { status } = await syncCrm(hubspot, { ...ports, patienceMs: 0 }, ['contact']);
	expect([status, await nameOf(id)]).toEqual(['stopped', '']);
	await clock.advance(1_000);
	await edits.remove?.(client, id);
	await clock.advance(SETTLED_MS);
	await syncCrm(hubspot, ports, ['contact']);
	expect(await nameOf(id)).toBeUndefined();
});

it('leaves an account to the run of this n8n that syncs it, and writes nothing', async () => {
	const { edits, client, sync, graph, nameOf } = await open(hubspot);
	const id = await edits.create(client, 'noor@sync-run.example');
	const { promise, resolve } = Promise.withResolvers<void>();
	const slow: ContextGraph = {
		...graph,
		replaceRecord: async (draft) => {
			await promise;
			return await graph.replaceRecord(draft);
		},
	};
	const first = sync(slow);
	expect(await sync()).toMatchObject({
		status: 'stopped',
		reason: { code: 'synced_elsewhere' },
		total: { read: 0 },
	});
	expect(await nameOf(id)).toBeUndefined();
	resolve();
	expect((await first).status).toBe('caught_up');
	expect((await sync()).status).toBe('caught_up');
});
