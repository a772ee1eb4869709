import { acmeIs, DANA, danaIs, describeGraph, type TestGraph } from './graph-on-every-backend';

const ACME = { domain: 'acme.com' };
const BY_CRM = { source: 'crm' };

describeGraph('the context of a prospect', (open) => {
	/** Dana at Acme, with a deal, a sequence, signals and a colleague. */
	async function aWorld({ graph, days }: TestGraph): Promise<void> {
		await graph.upsertFacts(
			danaIs(
				{ firstName: 'Dana', lastName: 'Doe', title: 'CTO', phone: '+49 30 1234567' },
				{ credits: 2, tokens: 900 },
			),
		);
		await graph.upsertFacts(
			acmeIs(
				{ name: 'Acme Robotics', industry: 'robotics', employees: 240 },
				{ source: 'vendor', credits: 1, tokens: 1_200 },
			),
		);
		await graph.link(DANA, 'works_at', ACME, BY_CRM);
		const bob = { identifiers: [{ kind: 'email', value: 'bob@acme.com' }] };
		await graph.upsertFacts(danaIs({ fullName: 'Bob Roe', title: 'CFO' }, bob));
		await graph.link({ email: 'bob@acme.com' }, 'works_at', ACME, { ...BY_CRM, role: 'blocker' });
		const deal = (id: string) => ({
			type: 'deal' as const,
			identifiers: [{ kind: 'crm:deal', value: id }],
		});
		for (const [id, status] of [
			['d1', 'open'],
			['d2', 'lost'],
		] as const) {
			await graph.upsertFacts(
				danaIs({ name: `Deal ${id}`, status, ownerEmail: 'tom@us.com' }, deal(id)),
			);
			await graph.link(deal(id), 'deal_of', ACME, BY_CRM);
		}
		await graph.recordEnrollment(
			DANA,
			{ provider: 'outreach', sequenceId: 's1', sequenceName: 'Spring', status: 'active' },
			{ source: 'outbound' },
		);
		const funding = { kind: 'funding', strength: 0.8 };
		await graph.recordEvent(
			ACME,
			{ type: 'news', summary: 'Series B', signal: funding },
			{ source: 'vendor' },
		);
		await graph.recordEvent(DANA, { type: 'email.sent', summary: 'Hello' }, { source: 'outbound' });
		days(1);
		await graph.recordEvent(
			DANA,
			{ type: 'email.replied', summary: 'Not now' },
			{ source: 'outbound' },
		);
	}

	it('has what happened to a company before anything else was known of it, however it was named', async () => {
		const { graph } = open();
		const byDomain = { identifiers: [{ kind: 'domain', value: 'acme.com' }] };
		const funding = { kind: 'funding', strength: 0.8 };
		const happened = { type: 'news', summary: 'Series B', signal: funding };
		await graph.recordEvent(byDomain, happened, { source: 'vendor' });
		await graph.upsertFacts(acmeIs({ name: 'Acme Robotics' }));
		const { account, contact, signals } = await graph.getContext({ subject: ACME });
		expect(contact).toBeUndefined();
		expect(account?.facts.name?.value).toBe('Acme Robotics');
		expect(signals).toMatchObject([{ summary: 'Series B', of: 'account' }]);
	});

	it('has the person, the company, deals, sequences, signals, colleagues and what happened', async () => {
		const test = open();
		await aWorld(test);
		const answer = await test.graph.getContext({ subject: DANA, budget: 5_000 });
		expect(answer.contact?.facts.title?.value).toBe('CTO');
		expect(answer.account?.facts.name?.value).toBe('Acme Robotics');
		expect(answer.openDeals.map(({ name }) => name)).toEqual(['Deal d1']);
		expect(answer.closedDeals.map(({ name }) => name)).toEqual(['Deal d2']);
		expect(answer.enrollments).toMatchObject([{ sequenceName: 'Spring', status: 'active' }]);
		expect(answer.signals).toMatchObject([{ kind: 'funding', of: 'account', strength: 0.79 }]);
		expect(answer.timeline.map(({ summary }) => summary)).toEqual(['Not now', 'Hello']);
		expect(answer.committee).toMatchObject([{ name: 'Bob Roe', title: 'CFO', role: 'blocker' }]);
	});

	it('tells whether one may write to the person now, and what would have to change', async () => {
		const test = open();
		await aWorld(test);
		test.days(1);
		expect((await test.graph.getContext({ subject: DANA })).mayContact).toEqual({
			allowed: true,
			blocks: [],
		});
		const verdict = await test.graph.checkAction(DANA, 'enroll', { sequenceId: 's2' });
		expect(verdict.blocks.map(({ code }) => code)).toEqual(['open_deal', 'active_elsewhere']);
		expect(verdict.blocks[0]?.unblock).toContain('tom@us.com');
		await test.graph.upsertFacts(danaIs({ optedOut: true }));
		const { mayContact } = await test.graph.getContext({ subject: DANA });
		expect(mayContact.blocks.map(({ code }) => code)).toEqual(['opted_out']);
	});

	it('names what the intent wants and nobody knows', async () => {
		const test = open();
		await aWorld(test);
		const { missing } = await test.graph.getContext({ subject: DANA, intent: 'call_prep' });
		expect(missing).toEqual([
			{ entity: 'contact', attribute: 'timezone' },
			{ entity: 'account', attribute: 'description' },
		]);
	});

	it('fits the budget, and says what was cut; what forbids or is missing is never cut', async () => {
		const test = open();
		await aWorld(test);
		for (let index = 0; index < 30; index += 1) {
			const summary = `Visited page ${index} of the documentation of the product`;
			await test.graph.recordEvent(ACME, { type: 'page.visited', summary }, BY_CRM);
		}
		await test.graph.suppress(
			{ identifier: { kind: 'domain', value: 'acme.com' }, reason: 'competitor' },
			BY_CRM,
		);
		const { meta, suppression, openDeals, missing } = await test.graph.getContext({
			subject: DANA,
			budget: 900,
		});
		expect(meta.tokens).toBeLessThanOrEqual(900);
		expect(meta.cut[0]).toEqual({ section: 'account.timeline', shown: expect.any(Number), of: 30 });
		expect(suppression).toMatchObject([{ kind: 'domain', reason: 'competitor' }]);
		expect(openDeals).toHaveLength(1);
		expect(missing.length).toBeGreaterThan(0);
		const tiny = await test.graph.getContext({ subject: DANA, budget: 100 });
		expect(tiny.meta.overBudget).toBe(true);
		expect(tiny.suppression).toHaveLength(1);
	});

	it('says what it saved: calls, credits and tokens of the sources', async () => {
		const test = open();
		await aWorld(test);
		const { meta } = await test.graph.getContext({ subject: DANA });
		expect(meta.saved.calls).toBeGreaterThanOrEqual(4);
		expect(meta.saved.credits).toBe(3);
		expect(meta.saved.tokens).toBe(2_100 - meta.tokens);
	});

	it('counts as saved only what is shown: not each write, and not what was cut', async () => {
		const test = open();
		await aWorld(test);
		const whole = await test.graph.getContext({ subject: DANA, budget: 5_000 });
		for (const attribute of ['city', 'language', 'timezone']) {
			await test.graph.upsertFacts(danaIs({ [attribute]: 'x' }));
		}
		const written = await test.graph.getContext({ subject: DANA, budget: 5_000 });
		expect(written.meta.saved.calls).toBe(whole.meta.saved.calls);
		const little = { subject: DANA, budget: 5_000, fields: ['title'], include: [] };
		const { meta } = await test.graph.getContext(little);
		expect(meta.saved.calls).toBeLessThan(whole.meta.saved.calls);
	});

	it('shows each viewer what they may see, and says what is withheld', async () => {
		const test = open();
		await aWorld(test);
		const business = { viewer: { name: 'agent', upTo: 'personal' as const } };
		const { contact, meta } = await test.graph.getContext({ subject: DANA }, business);
		expect(contact?.facts.phone).toBeUndefined();
		expect(meta.withheld).toEqual(['contact.phone']);
		const narrow = { viewer: { name: 'agent', fields: ['contact.title', 'name'] } };
		const seen = await test.graph.getContext({ subject: DANA }, narrow);
		expect(Object.keys(seen.contact?.facts ?? {})).toEqual(['title']);
		expect(Object.keys(seen.account?.facts ?? {})).toEqual(['name']);
		const licensed = { viewer: { name: 'trainer', withoutLicences: ['vendor'] } };
		const trained = await test.graph.getContext({ subject: DANA }, licensed);
		expect(Object.keys(trained.account?.facts ?? {})).not.toContain('name');
		expect(await test.graph.explain(DANA, 'phone', business)).toBeUndefined();
		const found = await test.graph.search({ text: 'acme rob' }, licensed);
		expect(found.found[0]?.name).not.toBe('Acme Robotics');
	});

	it('has only the fields and parts that are asked for', async () => {
		const test = open();
		await aWorld(test);
		const answer = await test.graph.getContext({
			subject: DANA,
			fields: ['title'],
			include: ['signals'],
		});
		expect(Object.keys(answer.contact?.facts ?? {})).toEqual(['title']);
		expect(answer.signals).toHaveLength(1);
		expect([answer.timeline, answer.committee, answer.closedDeals]).toEqual([[], [], []]);
		expect(answer.openDeals).toHaveLength(1);
	});

	it('leaves out what is older than asked for', async () => {
		const test = open();
		await aWorld(test);
		test.days(100);
		const { contact } = await test.graph.getContext({ subject: DANA, maxAgeDays: 30 });
		expect(contact?.facts).toEqual({});
	});

	it('finds the company of a person by the domain of the address', async () => {
		const { graph } = open();
		await graph.upsertFacts(acmeIs({ name: 'Acme' }));
		await graph.upsertFacts(danaIs({ title: 'CTO' }));
		const { account } = await graph.getContext({ subject: DANA });
		expect(account?.facts.name?.value).toBe('Acme');
	});

	it('of a company has its people and deals', async () => {
		const test = open();
		await aWorld(test);
		const { contact, account, committee, openDeals } = await test.graph.getContext({
			subject: ACME,
		});
		expect(contact).toBeUndefined();
		expect(account?.facts.name?.value).toBe('Acme Robotics');
		expect(committee.map(({ name }) => name)).toEqual(['Dana Doe', 'Bob Roe']);
		expect(openDeals).toHaveLength(1);
	});

	it('of somebody who is not known says so, and whether they are suppressed', async () => {
		const { graph } = open();
		await graph.suppress(
			{ identifier: { kind: 'email', value: 'no@acme.com' }, reason: 'unsubscribed' },
			BY_CRM,
		);
		const answer = await graph.getContext({ subject: { email: 'No@acme.com' } });
		expect(answer).toMatchObject({
			status: 'not_found',
			reasons: ['Nothing is known by this email'],
			suppression: [{ kind: 'email', reason: 'unsubscribed' }],
		});
		expect(answer.mayContact.blocks.map(({ code }) => code)).toEqual(['suppressed']);
		await expect(graph.getContext({ subject: { email: 'no' } })).rejects.toThrow(
			'email: no cannot',
		);
		await expect(graph.getContext({ subject: {} })).rejects.toThrow('has no identifier');
	});

	it('of a past day has what had been learned by then of everything', async () => {
		const test = open();
		await aWorld(test);
		const then = test.days(1);
		test.days(30);
		await test.graph.recordEnrollment(
			DANA,
			{ provider: 'outreach', sequenceId: 's1', status: 'replied' },
			{ source: 'outbound' },
		);
		await test.graph.link(DANA, 'works_at', ACME, { ...BY_CRM, heldTo: test.now() });
		const identifier = { kind: 'email', value: DANA.email };
		await test.graph.suppress({ identifier, reason: 'unsubscribed' }, BY_CRM);
		await test.graph.recordEvent(DANA, { type: 'call.made' }, BY_CRM);
		const past = await test.graph.getContext({ subject: DANA, asOf: then, budget: 5_000 });
		expect(past.enrollments).toMatchObject([{ status: 'active' }]);
		expect(past.suppression).toEqual([]);
		expect(past.timeline.map(({ type }) => type)).toEqual(['email.replied', 'email.sent']);
		expect(past.account?.facts.name?.value).toBe('Acme Robotics');
		const today = await test.graph.getContext({ subject: DANA });
		expect(today.suppression).toHaveLength(1);
		await test.graph.release(identifier, 'everywhere', BY_CRM);
		expect((await test.graph.getContext({ subject: DANA })).suppression).toEqual([]);
	});

	it('has the same snapshot until something changes', async () => {
		const test = open();
		await aWorld(test);
		const snapshot = async () => (await test.graph.getContext({ subject: DANA })).meta.snapshot;
		const before = await snapshot();
		expect(await snapshot()).toBe(before);
		await test.graph.upsertFacts(danaIs({ title: 'CEO' }));
		expect(await snapshot()).not.toBe(before);
	});

	it('lists past decisions about others alike, with what came of them', async () => {
		const { graph } = open();
		const decide = async (email: string, features: Record<string, string>, verdict: string) => {
			const decision = { kind: 'qualify', verdict, features, actor: 'agent', reasons: ['fits'] };
			return await graph.recordDecision({ email }, decision);
		};
		const alike = { tier: 'A', industry: 'robotics' };
		const won = await decide('a@one.com', alike, 'route_sales');
		await decide('b@two.com', { tier: 'C' }, 'nurture');
		await decide(DANA.email, alike, 'route_sales');
		expect(await graph.recordOutcome(won.id, { outcome: 'replied' })).toBe(true);
		expect(await graph.recordOutcome(won.id, { outcome: 'won', detail: '12k' })).toBe(true);
		expect(await graph.recordOutcome('none', { outcome: 'won' })).toBe(false);
		const { precedents } = await graph.getContext({ subject: DANA, intent: 'qualify' });
		expect(precedents).toEqual([
			{
				kind: 'qualify',
				verdict: 'route_sales',
				at: expect.any(String),
				like: ['tier: a', 'industry: robotics'],
				outcome: 'won',
			},
		]);
	});

	it('keeps in a session what an agent read and did, by names only', async () => {
		const { graph } = open();
		const caller = { session: { id: 'chat 1', agent: 'Claude' } };
		await graph.upsertFacts(danaIs({ title: 'CTO' }), caller);
		await graph.getContext({ subject: DANA }, caller);
		await graph.checkAction(DANA, 'email', {}, caller);
		const session = await graph.session('chat 1');
		expect(session?.agent).toBe('Claude');
		expect(session?.entries.map(({ action, operation }) => `${action} ${operation}`)).toEqual([
			'wrote upsert_facts',
			'read get_context',
			'read check_action',
		]);
		expect(session?.entries[1]?.detail.attributes).toEqual(['email', 'title']);
		expect(JSON.stringify(session)).not.toContain('CTO');
		expect(await graph.session('another')).toBeUndefined();
	});
});
