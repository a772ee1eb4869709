import { DANA, danaIs, describeGraph, type TestGraph } from './graph-on-every-backend';

const WHY = { reason: 'the same person', actor: 'maria' };
const PRIVATE = { email: 'dana.doe@gmail.com' };

describeGraph('a merge', (open) => {
	async function twoOfDana({ graph }: TestGraph): Promise<void> {
		await graph.upsertFacts(danaIs({ fullName: 'Dana Doe', title: 'CTO' }));
		const identifiers = [{ kind: 'email', value: PRIVATE.email }];
		await graph.upsertFacts(
			danaIs({ title: 'CEO', city: 'Berlin' }, { identifiers, source: 'vendor' }),
		);
		await graph.recordEvent(PRIVATE, { type: 'note', summary: 'Met her' }, { source: 'crm' });
	}

	const picture = async ({ graph }: TestGraph, subject: object, asOf?: string) => {
		const {
			meta,
			mayContact: _,
			...answer
		} = await graph.getContext({ subject, ...(asOf && { asOf }) });
		return { ...answer, snapshot: meta.snapshot };
	};

	it('shows both as one, by the identifiers of either', async () => {
		const test = open();
		await twoOfDana(test);
		await test.graph.merge(DANA, PRIVATE, WHY);
		const one = await test.graph.getContext({ subject: DANA });
		const other = await test.graph.getContext({ subject: PRIVATE });
		expect(other.contact).toEqual(one.contact);
		expect(one.contact?.facts.city?.value).toBe('Berlin');
		expect(one.contact?.facts.title?.value).toBe('CTO');
		expect(one.conflicts).toMatchObject([{ attribute: 'email' }, { attribute: 'title' }]);
		expect(one.timeline.map(({ summary }) => summary)).toEqual(['Met her']);
		expect((await test.graph.search({ text: 'dana' })).found).toHaveLength(1);
	});

	it('is undone exactly, with all that was learned meanwhile where it was recorded', async () => {
		const test = open();
		await twoOfDana(test);
		const before = [await picture(test, DANA), await picture(test, PRIVATE)];
		const id = await test.graph.merge(PRIVATE, DANA, WHY);
		expect(await test.graph.undoMerge(id, 'maria')).toBe(true);
		expect([await picture(test, DANA), await picture(test, PRIVATE)]).toEqual(before);
		expect(await test.graph.undoMerge(id, 'maria')).toBe(false);
		expect((await test.graph.search({ text: 'dana' })).found).toHaveLength(2);
	});

	it('of three is undone one by one, in any order', async () => {
		const test = open();
		await twoOfDana(test);
		const third = { email: 'd@acme.com' };
		const identifiers = [{ kind: 'email', value: third.email }];
		await test.graph.upsertFacts(danaIs({ language: 'de' }, { identifiers }));
		const apart = [
			await picture(test, DANA),
			await picture(test, PRIVATE),
			await picture(test, third),
		];
		const first = await test.graph.merge(DANA, PRIVATE, WHY);
		const two = await picture(test, DANA);
		const second = await test.graph.merge(third, PRIVATE, WHY);
		expect((await picture(test, third)).contact?.facts.city?.value).toBe('Berlin');
		await test.graph.undoMerge(second, 'maria');
		expect(await picture(test, PRIVATE)).toEqual(two);
		const again = await test.graph.merge(third, PRIVATE, WHY);
		await test.graph.undoMerge(first, 'maria');
		expect(await picture(test, DANA)).toEqual(apart[0]);
		await test.graph.undoMerge(again, 'maria');
		expect([
			await picture(test, DANA),
			await picture(test, PRIVATE),
			await picture(test, third),
		]).toEqual(apart);
	});

	it('is not in the picture of a day before it', async () => {
		const test = open();
		await twoOfDana(test);
		const then = test.days(1);
		const before = await picture(test, PRIVATE, then);
		test.days(1);
		await test.graph.merge(DANA, PRIVATE, WHY);
		expect(await picture(test, PRIVATE, then)).toEqual(before);
		expect((await picture(test, DANA, then)).contact?.facts.city).toBeUndefined();
	});

	it('of one with itself, with another type or with nobody is refused', async () => {
		const test = open();
		await twoOfDana(test);
		const { graph } = test;
		await graph.upsertFacts(
			danaIs({ name: 'x' }, { type: 'account', identifiers: [{ kind: 'domain', value: 'x.com' }] }),
		);
		await expect(graph.merge(DANA, DANA, WHY)).rejects.toThrow('is one with the winner already');
		await expect(graph.merge(DANA, { domain: 'x.com' }, WHY)).rejects.toThrow('is of type account');
		await expect(graph.merge(DANA, { email: 'no@x.com' }, WHY)).rejects.toThrow('loser: no@x.com');
		await expect(graph.merge(DANA, PRIVATE, { ...WHY, actor: '' })).rejects.toThrow('actor');
	});
});
