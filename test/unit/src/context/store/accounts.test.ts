import { openStore } from '../../../../../src/base/database/open-store';
import { DEFAULT_POLICY } from '../../../../../src/context/check-action/policy';
import type { FactsDraft } from '../../../../../src/context/context-graph';
import { createRules } from '../../../../../src/context/facts/rules';
import { accountTagOf } from '../../../../../src/context/identity/record-kind';
import { openContextGraph } from '../../../../../src/context/open-context-graph';
import type { Subject } from '../../../../../src/context/query/subject';
import { GRAPH_PART } from '../../../../../src/context/store/graph-part';
import type { GraphSchema } from '../../../../../src/context/store/schema';
import { describeOnEveryBackend } from '../../base/database/on-every-backend';
import { describeGraph, type TestGraph } from './graph-on-every-backend';

/** Two customers of one CRM, of whom each has a record 51. */
const NORTH = accountTagOf('north');
const SOUTH = accountTagOf('south');

const record = (object: 'contact' | 'account' | 'deal', value = '51') => ({
	kind: `crm:${object}`,
	value,
});
const inAccount = (account: string, object: 'contact' | 'deal' = 'contact') => ({
	kind: `crm-${account}:${object}`,
	value: '51',
});
const byId = (object: 'contact' | 'account' | 'deal'): Subject => ({
	identifiers: [record(object)],
});

/** What a CRM says of its record 51. */
function says(
	account: string | undefined,
	facts: Record<string, string>,
	type: 'contact' | 'account' | 'deal' = 'contact',
): FactsDraft {
	return {
		type,
		source: 'crm',
		...(account !== undefined && { account }),
		identifiers: [record(type)],
		facts: Object.entries(facts).map(([attribute, value]) => ({ attribute, value })),
		sourceRef: `${type}/51`,
	};
}

const DANA = { fullName: 'Dana Doe', email: 'dana@north.com' };
const ERIN = { fullName: 'Erin Ek', email: 'erin@south.com' };

async function collected<One>(all: AsyncIterable<One>): Promise<One[]> {
	const found: One[] = [];
	for await (const one of all) found.push(one);
	return found;
}

/** As a sync notes how far it has read. */
async function synced({ graph }: TestGraph, ...accounts: string[]): Promise<void> {
	for (const account of accounts) {
		await graph.saveSource({ source: 'crm', account, feed: 'contact', position: '' }, 0);
	}
}

describeGraph('two accounts of one CRM that have the same ids', (open) => {
	it('have people and deals of their own, and the same person once', async () => {
		const { graph } = open();
		const dana = await graph.upsertFacts(says(NORTH, DANA));
		const erin = await graph.upsertFacts(says(SOUTH, ERIN));
		const deals = [
			await graph.upsertFacts(says(NORTH, { name: 'North 2027', status: 'open' }, 'deal')),
			await graph.upsertFacts(says(SOUTH, { name: 'South 2027', status: 'won' }, 'deal')),
		];
		expect([dana, erin, ...deals].map(({ status }) => status)).toEqual(Array(4).fill('created'));
		const twice = { ...says(SOUTH, DANA), identifiers: [record('contact', '90')] };
		expect(await graph.upsertFacts(twice)).toMatchObject({
			status: 'resolved',
			entityId: dana.entityId,
		});
		expect((await graph.statistics()).entities).toMatchObject({ contact: 2, deal: 2 });
		expect(await graph.reviews({ limit: 10 })).toEqual([]);
	});

	it('block nobody by the deal of the other', async () => {
		const { graph } = open();
		for (const [account, person, status] of [
			[NORTH, DANA, 'open'],
			[SOUTH, ERIN, 'won'],
		] as const) {
			const from = { source: 'crm', account };
			await graph.upsertFacts(says(account, person));
			await graph.upsertFacts(says(account, { name: `Company of ${person.email}` }, 'account'));
			await graph.upsertFacts(says(account, { name: 'Renewal', status }, 'deal'));
			await graph.link(byId('contact'), 'works_at', byId('account'), from);
			await graph.link(byId('deal'), 'deal_of', byId('account'), from);
		}
		const blocks = async ({ email }: { email: string }) =>
			(await graph.checkAction({ email }, 'enroll')).blocks.map(({ code }) => code);
		expect(await blocks(DANA)).toEqual(['open_deal']);
		expect(await blocks(ERIN)).toEqual([]);
	});

	it('keep events and sequences with the same ids apart', async () => {
		const { graph } = open();
		const subject = { email: DANA.email };
		for (const account of [NORTH, SOUTH]) {
			const from = { source: 'crm', account };
			const event = { type: 'email.replied', externalId: '7' };
			expect((await graph.recordEvent(subject, event, from)).status).toBe('written');
			expect((await graph.recordEvent(subject, event, from)).status).toBe('known');
			const enrollment = { provider: 'crm', sequenceId: '3', status: 'finished' } as const;
			expect((await graph.recordEnrollment(subject, enrollment, from)).status).toBe('written');
			expect((await graph.recordEnrollment(subject, enrollment, from)).status).toBe('known');
		}
		const enrollments = await graph.enrollments({ subject, limit: 10 });
		expect(enrollments.map(({ account }) => account).toSorted()).toEqual([NORTH, SOUTH].toSorted());
		const codes = async (account: string) => {
			const into = { provider: 'crm', sequenceId: '3', account };
			const { blocks } = await graph.checkAction(subject, 'enroll', into);
			return blocks.map(({ code }) => code);
		};
		expect(await codes(NORTH)).toContain('already_enrolled');
		expect(await codes(accountTagOf('west'))).not.toContain('already_enrolled');
	});

	it('take back only what they said themselves of a person whom both have', async () => {
		const { graph } = open();
		const links = (name: string) => [
			{
				from: byId('contact'),
				relation: 'works_at' as const,
				to: { type: 'account' as const, domain: `${name}.com` },
			},
		];
		const whole = { sourceRef: 'contact/51' };
		await graph.replaceRecord({ ...says(NORTH, DANA), ...whole, links: links('north') });
		const both = { ...says(SOUTH, { ...DANA, title: 'CTO' }), ...whole, links: links('south') };
		await graph.replaceRecord(both);
		await graph.replaceRecord({ ...says(NORTH, DANA), ...whole, links: [] });
		const { contact, account } = await graph.getContext({ subject: { email: DANA.email } });
		expect(contact?.facts.title?.value).toBe('CTO');
		const south = await graph.resolve({ domain: 'south.com' });
		expect(account?.id).toBe(south.entityId);
		const gone = { source: 'crm', account: SOUTH, actor: 'sync', ...whole };
		expect(await graph.withdrawRecord(record('contact'), gone)).toMatchObject({
			entityId: contact?.id,
		});
		const left = await graph.getContext({ subject: byId('contact') });
		expect(left.contact?.facts.fullName?.value).toBe('Dana Doe');
		expect(left.contact?.facts.title).toBeUndefined();
	});
});

describeGraph('an id without an account', (open) => {
	it('finds the record of the only account that has it, and is told for it', async () => {
		const { graph } = open();
		const { entityId } = await graph.upsertFacts(says(NORTH, DANA));
		expect(await graph.resolve(byId('contact'))).toMatchObject({ status: 'resolved', entityId });
		const listed = await graph.upsertFacts({
			...says(undefined, { title: 'CTO' }),
			source: 'list',
		});
		expect(listed.entityId).toBe(entityId);
		const told = await collected(graph.export());
		expect(JSON.stringify(told)).not.toContain('"crm:contact"');
	});

	it('is a question where several accounts have it, unless something else tells', async () => {
		const { graph } = open();
		const dana = await graph.upsertFacts(says(NORTH, DANA));
		await graph.upsertFacts(says(SOUTH, ERIN));
		const asked = await graph.resolve(byId('contact'));
		expect(asked).toMatchObject({ status: 'needs_review', matchedBy: ['crm:contact'] });
		expect(asked.candidates.map(({ name }) => name).toSorted()).toEqual(['Dana Doe', 'Erin Ek']);
		expect(asked.reasons.join()).toContain(inAccount(NORTH).kind);
		const told = { ...byId('contact'), email: DANA.email };
		expect(await graph.resolve(told)).toMatchObject({ entityId: dana.entityId });
		const named = { identifiers: [inAccount(NORTH)] };
		expect(await graph.resolve(named)).toMatchObject({ entityId: dana.entityId });
		const event = { type: 'note' };
		await expect(graph.recordEvent(byId('contact'), event, { source: 'list' })).rejects.toThrow(
			RangeError,
		);
	});

	it('stays as it is where nobody knows whose it is', async () => {
		const { graph } = open();
		const { entityId } = await graph.upsertFacts({ ...says(undefined, DANA), source: 'list' });
		expect(await graph.resolve(byId('contact'))).toMatchObject({ status: 'resolved', entityId });
	});

	it('from before accounts were told apart gets the account beside it, if the record agrees', async () => {
		const { graph } = open();
		const dana = await graph.upsertFacts(says(undefined, { fullName: 'Dana Doe' }));
		const deal = await graph.upsertFacts(says(undefined, { name: 'Renewal' }, 'deal'));
		// Somebody else has the same number elsewhere.
		const erin = await graph.upsertFacts(says(SOUTH, ERIN));
		const other = await graph.upsertFacts(says(SOUTH, { name: 'South 2027' }, 'deal'));
		expect([erin.status, other.status]).toEqual(['created', 'created']);
		const now = await graph.upsertFacts(says(NORTH, { fullName: 'Dana Doe', title: 'CTO' }));
		expect(now).toMatchObject({ status: 'resolved', entityId: dana.entityId });
		const again = await graph.upsertFacts(says(NORTH, { name: 'renewal' }, 'deal'));
		expect(again).toMatchObject({ status: 'resolved', entityId: deal.entityId });
		for (const [kind, entityId] of [
			[inAccount(NORTH), dana.entityId],
			[inAccount(SOUTH), erin.entityId],
			[inAccount(NORTH, 'deal'), deal.entityId],
		] as const) {
			expect(await graph.resolve({ identifiers: [kind] })).toMatchObject({ entityId });
		}
	});

	it('takes back what a record said before accounts were told apart', async () => {
		const { graph } = open();
		const links: [] = [];
		const whole = { sourceRef: 'contact/51', links };
		await graph.replaceRecord({ ...says(undefined, { ...DANA, title: 'CTO' }), ...whole });
		const report = await graph.replaceRecord({ ...says(NORTH, DANA), ...whole });
		expect(report).toMatchObject({ status: 'resolved', withdrawn: ['title'], changed: [] });
	});

	it('is of the only account that was ever synced, also for what names nobody', async () => {
		const test = open();
		const { graph } = test;
		await synced(test, 'north');
		const { entityId } = await graph.upsertFacts(says(undefined, DANA));
		const event = { type: 'meeting.held', externalId: '7' };
		const from = (account: string) => ({ source: 'crm', account });
		const held = await graph.recordEvent(byId('contact'), event, from(NORTH));
		expect(held.entityId).toBe(entityId);
		const elsewhere = await graph.recordEvent(byId('contact'), event, from(SOUTH));
		expect(elsewhere.entityId).not.toBe(entityId);
	});

	it('of a record that is gone is withdrawn by the only account that was synced, and by no other', async () => {
		const test = open();
		const { graph } = test;
		await synced(test, 'north');
		await graph.upsertFacts(says(undefined, DANA));
		const gone = (account: string) => ({
			source: 'crm',
			account,
			actor: 'sync',
			sourceRef: 'contact/51',
		});
		expect(await graph.withdrawRecord(record('contact'), gone(SOUTH))).toBeUndefined();
		expect(await graph.withdrawRecord(record('contact'), gone(NORTH))).toBeDefined();
		expect(await graph.resolve(byId('contact'))).toMatchObject({ status: 'not_found' });
	});

	it('is on the suppression list for each account', async () => {
		const { graph } = open();
		await graph.upsertFacts(says(NORTH, { fullName: 'Dana Doe' }));
		const draft = { identifier: record('contact'), reason: 'competitor' };
		await graph.suppress(draft, { source: 'import' });
		const { allowed } = await graph.checkAction(byId('contact'), 'update');
		expect(allowed).toBe(false);
	});

	it('comes back whole from an export', async () => {
		const test = open();
		const { graph } = test;
		await graph.upsertFacts(says(NORTH, DANA));
		await graph.upsertFacts(says(SOUTH, ERIN));
		const from = { source: 'crm', account: NORTH };
		const enrollment = { provider: 'crm', sequenceId: '3', status: 'active' } as const;
		await graph.recordEnrollment({ email: DANA.email }, enrollment, from);
		const rows = await collected(graph.export());
		expect(await graph.import(rows)).toMatchObject({ created: 0, changed: 0, failed: 0 });
		expect(rows).toContainEqual(expect.objectContaining({ kind: 'enrollment', account: NORTH }));
	});
});

describeOnEveryBackend('an id without an account', ({ place }) => {
	it('in a store of an older version is found when this one has opened it', async () => {
		const older = await openStore(place());
		const part = { ...GRAPH_PART, migrations: GRAPH_PART.migrations.slice(0, 2) };
		const database = await older.open<GraphSchema>(part);
		await database.write(async (tables) => {
			const entity = { id: 'dana', type: 'contact' as const, head: 'dana', seq: 1 };
			await tables.insertInto('graph_entity').values(entity).execute();
			const seen = { source: 'crm', first_seen: '', last_seen: '', seq: 1 };
			const identifier = { ...record('contact'), entity_id: 'dana', ...seen };
			await tables.insertInto('graph_identifier').values(identifier).execute();
		});
		await older.close();
		const store = await openStore(place());
		const graph = await openContextGraph(store, {
			now: Date.now,
			rules: createRules(() => 'crm'),
			policy: DEFAULT_POLICY,
		});
		expect(await graph.resolve(byId('contact'))).toMatchObject({ entityId: 'dana' });
		await store.close();
	});
});
