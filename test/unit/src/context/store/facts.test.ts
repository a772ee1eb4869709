import fc from 'fast-check';

import { acmeIs, DANA, danaIs, describeGraph, type TestGraph } from './graph-on-every-backend';
import type { FactsDraft } from '../../../../../src/context/context-graph';

describeGraph('facts', (open) => {
	const valueOf = async ({ graph }: TestGraph, attribute: string, asOf?: string) => {
		const answer = await graph.getContext({ subject: DANA, ...(asOf && { asOf }) });
		return answer.contact?.facts[attribute]?.value;
	};

	it('are answered with their source, age and score', async () => {
		const test = open();
		await test.graph.upsertFacts(danaIs({ title: 'CTO' }));
		test.days(10);
		const { contact, status } = await test.graph.getContext({ subject: DANA });
		expect(status).toBe('resolved');
		expect(contact?.facts.title).toEqual({ value: 'CTO', source: 'crm', ageDays: 10, score: 0.69 });
		expect(contact?.facts.email?.value).toBe('dana@acme.com');
	});

	it('are counted one by one in the report', async () => {
		const { graph } = open();
		const first = await graph.upsertFacts(danaIs({ title: 'CTO', seniority: 'c_level' }));
		expect(first).toMatchObject({ status: 'created', changed: ['title', 'seniority'] });
		const again = await graph.upsertFacts(danaIs({ title: 'CTO', seniority: 'vp' }));
		expect(again).toMatchObject({ status: 'resolved', changed: ['seniority'], known: ['title'] });
		const vendor = await graph.upsertFacts(danaIs({ title: 'CEO' }, { source: 'vendor' }));
		expect(vendor).toMatchObject({ changed: [], recorded: ['title'], entityId: first.entityId });
	});

	it('change nothing when they are observed twice', async () => {
		const { graph } = open();
		const draft = danaIs({ title: 'CTO' }, { sourceRef: 'contact/12' });
		const dated: FactsDraft = {
			...draft,
			facts: [{ attribute: 'title', value: 'CTO', observedAt: '2026-10-01T00:00:00+02:00' }],
		};
		for (const one of [draft, dated]) {
			await graph.upsertFacts(one);
			const before = await graph.statistics();
			const again = await graph.upsertFacts(one);
			expect(again).toMatchObject({ changed: [], recorded: [], known: ['title'] });
			expect(await graph.statistics()).toEqual(before);
		}
	});

	it('are written once for one idempotency key, with the answer of the first time', async () => {
		const { graph } = open();
		const draft = danaIs({ title: 'CTO' }, { idempotencyKey: 'run 7' });
		const first = await graph.upsertFacts(draft);
		const again = await graph.upsertFacts({
			...draft,
			facts: [{ attribute: 'title', value: 'CEO' }],
		});
		expect(again).toEqual(first);
		expect((await graph.statistics()).observations).toBe(2);
	});

	it('say the same again after a day, to stay fresh', async () => {
		const test = open();
		await test.graph.upsertFacts(danaIs({ title: 'CTO' }));
		test.days(200);
		expect((await test.graph.getContext({ subject: DANA })).stale).toContain('contact.title');
		expect((await test.graph.upsertFacts(danaIs({ title: 'CTO' }))).recorded).toEqual(['title']);
		expect((await test.graph.getContext({ subject: DANA })).stale).toEqual([]);
	});

	it('contradict each other in the answer, and are told apart by explain', async () => {
		const test = open();
		await test.graph.upsertFacts(danaIs({ title: 'CTO' }));
		await test.graph.upsertFacts(danaIs({ title: 'CEO' }, { source: 'vendor' }));
		const { conflicts } = await test.graph.getContext({ subject: DANA });
		expect(conflicts).toEqual([
			{
				entity: 'contact',
				attribute: 'title',
				value: 'CTO',
				others: [{ value: 'CEO', source: 'vendor', observedAt: expect.any(String) }],
			},
		]);
		const explanation = await test.graph.explain(DANA, 'title');
		expect(explanation?.because).toMatch(
			/^crm of 2026-11-01 has the highest score, 0\.72: .*vendor/,
		);
		const standings = explanation?.observations.map(({ source, standing }) => [source, standing]);
		expect(new Map(standings as Array<[string, string]>)).toEqual(
			new Map([
				['crm', 'counts'],
				['vendor', 'contradicts'],
			]),
		);
	});

	it('that were retracted do not count any more, but did on the days before', async () => {
		const test = open();
		await test.graph.upsertFacts(danaIs({ title: 'CEO' }, { source: 'vendor' }));
		await test.graph.upsertFacts(danaIs({ title: 'CTO' }));
		const before = test.days(3);
		test.days(1);
		const explained = await test.graph.explain(DANA, 'title');
		const crm = explained?.observations.find(({ source }) => source === 'crm')?.id ?? '';
		const why = { reason: 'a typo', actor: 'maria' };
		expect(await test.graph.retract(crm, why)).toMatchObject({ status: 'written' });
		expect(await test.graph.retract(crm, why)).toMatchObject({ status: 'known' });
		expect(await test.graph.retract('999-0', why)).toBeUndefined();
		expect(await valueOf(test, 'title')).toBe('CEO');
		expect(await valueOf(test, 'title', before)).toBe('CTO');
		const { observations = [] } = (await test.graph.explain(DANA, 'title')) ?? {};
		const retracted = observations.find(({ source }) => source === 'crm');
		expect(retracted).toMatchObject({ standing: 'retracted', retraction: { reason: 'a typo' } });
	});

	it('that a person corrects count more than any source, until the person takes it back', async () => {
		const test = open();
		await test.graph.upsertFacts(danaIs({ title: 'CEO' }));
		const correction = { attribute: 'title', value: 'CFO', reason: 'she told me', actor: 'maria' };
		expect(await test.graph.correct(DANA, correction)).toMatchObject({ changed: ['title'] });
		test.days(2);
		await test.graph.upsertFacts(danaIs({ title: 'CEO' }, { source: 'vendor' }));
		expect(await valueOf(test, 'title')).toBe('CFO');
		expect((await test.graph.explain(DANA, 'title'))?.because).toMatch(
			/^A person asserted it \(maria/,
		);
		expect(await test.graph.correct({ email: 'nobody@acme.com' }, correction)).toBeUndefined();
	});

	it('begin and end to hold by themselves', async () => {
		const test = open();
		const ending = { attribute: 'title', value: 'CTO', heldTo: '2026-11-10T00:00:00Z' };
		await test.graph.upsertFacts(danaIs({ title: 'CEO' }, { source: 'vendor' }));
		await test.graph.upsertFacts({ ...danaIs({}), facts: [ending] });
		expect(await valueOf(test, 'title')).toBe('CTO');
		test.days(10);
		expect(await valueOf(test, 'title')).toBe('CEO');
	});

	it('of a past day are those that had been learned by then', async () => {
		const test = open();
		const [lead] = ['1999-01-01T00:00:00Z'];
		await test.graph.upsertFacts(danaIs({ title: 'CTO' }));
		const then = test.days(1);
		test.days(1);
		const late = { attribute: 'title', value: 'CIO', observedAt: '2026-11-01T10:00:00Z' };
		await test.graph.upsertFacts({ ...danaIs({}), facts: [late] });
		expect(await valueOf(test, 'title')).toBe('CIO');
		expect(await valueOf(test, 'title', then)).toBe('CTO');
		const before = await test.graph.getContext({ subject: DANA, asOf: lead });
		expect(before).toMatchObject({
			status: 'not_found',
			reasons: ['Nothing was known of it by then'],
		});
	});

	it('give the same picture in whatever order they come', async () => {
		const test = open();
		const fact = fc.record({
			attribute: fc.constantFrom('title', 'employees'),
			value: fc.constantFrom<string | number>('CTO', 'CEO', 12, 14),
			source: fc.constantFrom('crm', 'vendor', 'maria'),
			day: fc.integer({ min: 1, max: 28 }),
			method: fc.constantFrom('observed' as const, 'asserted' as const),
		});
		const orders = fc
			.array(fact, { minLength: 1, maxLength: 6 })
			.chain((all) =>
				fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
			);
		let count = 0;
		const pictureOf = async (
			facts: Array<{ day: number; source: string } & Record<string, unknown>>,
		) => {
			const email = `person${(count += 1)}@acme.com`;
			for (const { day, source, ...rest } of facts) {
				const observedAt = new Date(Date.UTC(2026, 9, day)).toISOString();
				const one = { ...rest, observedAt } as FactsDraft['facts'][number];
				const identifiers = [{ kind: 'email', value: email }];
				await test.graph.upsertFacts({ type: 'contact', identifiers, source, facts: [one] });
			}
			const { contact, conflicts } = await test.graph.getContext({ subject: { email } });
			return { ...contact?.facts, email: undefined, conflicts };
		};
		await fc.assert(
			fc.asyncProperty(orders, async ([one, other]) => {
				expect(await pictureOf(other)).toEqual(await pictureOf(one));
			}),
			{ numRuns: 4 },
		);
	});

	it('that were read from the graph are not taken in again', async () => {
		const { graph } = open();
		const derived = danaIs({ title: 'CTO' }, { derivedFromContext: true });
		await expect(graph.upsertFacts(derived)).rejects.toThrow('it is not a new observation');
		const own = danaIs({ title: 'CTO' }, { source: 'context' });
		await expect(graph.upsertFacts(own)).rejects.toThrow('source: was read from the context graph');
	});

	it.each<[string, Partial<FactsDraft>]>([
		['identifiers: nothing tells which contact is meant', { identifiers: [] }],
		[
			'(dana is not a valid email: it is not an email address)',
			{ identifiers: [{ kind: 'email', value: 'dana' }] },
		],
		['facts.0.attribute: is not the name', { facts: [{ attribute: '__proto__', value: 1 }] }],
		['facts.0.value: is empty', { facts: [{ attribute: 'title', value: null }] }],
		[
			'is not a time with a zone',
			{ facts: [{ attribute: 'a', value: 1, observedAt: '2026-01-01' }] },
		],
	])('are refused by name: %s', async (message, change) => {
		await expect(open().graph.upsertFacts(danaIs({}, change))).rejects.toThrow(message);
	});

	it('that cannot be are left out and named, and keep no other one back', async () => {
		const { graph } = open();
		const facts = [
			{ attribute: 'title', value: 'CTO', observedAt: '2027-01-01T00:00:00Z' },
			{ attribute: 'seniority', value: 'vp' },
		];
		const report = await graph.upsertFacts(danaIs({}, { facts }));
		expect(report.changed).toEqual(['seniority']);
		expect(report.ignored).toEqual([
			{ attribute: 'title', reason: 'observedAt (2027-01-01T00:00:00.000Z) is in the future' },
		]);
	});

	it('are found by identifiers of any spelling', async () => {
		const { graph } = open();
		const linkedinUrl = 'https://de.linkedin.com/in/Dana-Doe/?x=1';
		const { entityId } = await graph.upsertFacts(danaIs({ linkedinUrl }));
		for (const subject of [
			{ linkedin: 'in/dana-doe' },
			{ email: ' DANA@acme.com' },
			{ id: entityId },
		]) {
			expect((await graph.getContext({ subject })).contact?.id).toBe(entityId);
		}
	});

	it('are shared by all who have the store open, as soon as they are written', async () => {
		const test = open();
		const other = await test.another();
		await test.graph.upsertFacts(danaIs({ title: 'CTO' }));
		await other.upsertFacts(danaIs({ title: 'CEO' }));
		expect(await valueOf(test, 'title')).toBe('CEO');
	});

	it('go by the rules of the one who asks', async () => {
		const test = open();
		await test.graph.upsertFacts(acmeIs({ industry: 'software' }));
		const { contact, account } = await test.graph.getContext({ subject: { domain: 'acme.com' } });
		expect(contact).toBeUndefined();
		expect(account?.facts.industry?.value).toBe('software');
	});
});
