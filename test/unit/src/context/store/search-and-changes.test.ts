import { acmeIs, DANA, danaIs, describeGraph } from './graph-on-every-backend';

const BY_CRM = { source: 'crm' };

describeGraph('search', (open) => {
	it('finds by beginnings of words, without regard to case and accents', async () => {
		const { graph } = open();
		await graph.upsertFacts(danaIs({ fullName: 'Jürgen Müller', title: 'Head of Sales' }));
		await graph.upsertFacts(acmeIs({ name: 'Müller & Söhne' }));
		const names = async (text: string) =>
			(await graph.search({ text })).found.map(({ name }) => name);
		expect(await names('mull')).toEqual(['Jürgen Müller', 'Müller & Söhne']);
		expect(await names('SALES jurg')).toEqual(['Jürgen Müller']);
		expect(await names('dana@acme.com')).toEqual(['Jürgen Müller']);
		expect(await names('nobody')).toEqual([]);
		await expect(graph.search({ text: '…' })).rejects.toThrow('has no word to look for');
	});

	it('forgets words that no longer count', async () => {
		const { graph } = open();
		const identifiers = [{ kind: 'crm:account', value: '1' }];
		await graph.upsertFacts(acmeIs({ name: 'Oldname' }, { identifiers }));
		await graph.upsertFacts(acmeIs({ name: 'Newname' }, { identifiers }));
		expect((await graph.search({ text: 'oldname' })).found).toEqual([]);
		expect((await graph.search({ text: 'newname' })).found).toHaveLength(1);
	});

	it('filters by values, and pages', async () => {
		const { graph } = open();
		for (const [index, employees] of [5, 50, 500].entries()) {
			const domain = [{ kind: 'domain', value: `c${index}.com` }];
			await graph.upsertFacts(
				acmeIs({ employees, industry: index ? 'Software' : 'retail' }, { identifiers: domain }),
			);
		}
		const count = async (filters: Parameters<typeof graph.search>[0]['filters']) =>
			(await graph.search({ filters })).found.length;
		expect(await count([{ attribute: 'employees', comparison: 'at_least', value: 50 }])).toBe(2);
		expect(await count([{ attribute: 'industry', comparison: 'is', value: 'software' }])).toBe(2);
		expect(await count([{ attribute: 'industry', comparison: 'is_not', value: 'software' }])).toBe(
			1,
		);
		expect(await count([{ attribute: 'country', comparison: 'unknown' }])).toBe(3);
		const first = await graph.search({ type: 'account', limit: 2 });
		const second = await graph.search({ type: 'account', limit: 2, after: first.after });
		expect([...first.found, ...second.found].map(({ facts }) => facts.employees)).toEqual([
			5, 50, 500,
		]);
		expect(second.after).toBeUndefined();
		const uncompared = [{ attribute: 'description', comparison: 'is' as const, value: 'x' }];
		await expect(count(uncompared)).rejects.toThrow('description cannot be compared');
	});
});

describeGraph('changes', (open) => {
	it('can be read from the last one back, with the name of what changed', async () => {
		const { graph } = open();
		await graph.upsertFacts(acmeIs({ name: 'Acme' }));
		await graph.upsertFacts(danaIs({ fullName: 'Dana Fields', title: 'CTO' }));
		const forward = await graph.changesSince({ limit: 100 });
		const back = await graph.lastChanges({ limit: 100 });
		expect(back.map(({ entity: _, ...change }) => change).toReversed()).toEqual(forward.changes);
		expect(new Set(back.map(({ entity }) => entity))).toEqual(new Set(['Dana Fields', 'Acme']));
		expect(await graph.lastChanges({ limit: 2 })).toEqual(back.slice(0, 2));
	});

	it('come once each, in order, from any number of readers and pages', async () => {
		const { graph } = open();
		await graph.upsertFacts(danaIs({ title: 'CTO' }));
		const now = await graph.changesSince({ cursor: 'now', limit: 5 });
		expect(now.changes).toEqual([]);
		await graph.upsertFacts(danaIs({ title: 'CEO', seniority: 'c_level' }));
		const event = { type: 'visit', externalId: 'v1', signal: { kind: 'visit' } };
		await graph.recordEvent(DANA, event, BY_CRM);
		await graph.recordEvent(DANA, event, BY_CRM);
		const seen = [];
		for (let cursor = now.cursor, more = true; more;) {
			const page = await graph.changesSince({ cursor, limit: 1 });
			({ cursor, more } = page);
			seen.push(
				...page.changes.map(({ kind, name, before, after }) => ({ kind, name, before, after })),
			);
		}
		expect(seen).toEqual([
			{ kind: 'fact_changed', name: 'title', before: 'CTO', after: 'CEO' },
			{ kind: 'fact_changed', name: 'seniority', before: undefined, after: 'c_level' },
			{ kind: 'event', name: 'visit', before: undefined, after: undefined },
			{ kind: 'signal', name: 'visit', before: undefined, after: undefined },
		]);
		const all = await graph.changesSince({ limit: 100, kinds: ['entity_created'] });
		expect(all.changes).toHaveLength(1);
		const again = await graph.changesSince({ cursor: all.cursor, limit: 100 });
		expect(again).toMatchObject({ changes: [], cursor: all.cursor, more: false });
		await expect(graph.changesSince({ cursor: 'x', limit: 1 })).rejects.toThrow('never handed out');
	});

	it('tell a new conflict once', async () => {
		const { graph } = open();
		await graph.upsertFacts(danaIs({ title: 'CTO' }));
		await graph.upsertFacts(danaIs({ title: 'CEO' }, { source: 'vendor' }));
		await graph.upsertFacts(danaIs({ title: 'CFO' }, { source: 'elsewhere' }));
		const { changes } = await graph.changesSince({ limit: 100, kinds: ['conflict'] });
		expect(changes.map(({ name }) => name)).toEqual(['title']);
	});
});
