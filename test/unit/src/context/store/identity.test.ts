import { danaIs, describeGraph, type TestGraph } from './graph-on-every-backend';

const email = (value: string) => ({ kind: 'email', value });
const id = (value: string) => ({ kind: 'crm:contact', value });

describeGraph('who is who in the graph', (open) => {
	const write = async (
		{ graph }: TestGraph,
		identifiers: Array<{ kind: string; value: string }>,
		facts: Record<string, string> = {},
	) => await graph.upsertFacts(danaIs(facts, { identifiers }));

	const openReviews = async ({ graph }: TestGraph) => await graph.reviews({ limit: 50 });

	it('is one as soon as something strong ties two together, and two again when that is undone', async () => {
		const test = open();
		const work = await write(test, [email('dana@acme.com')], { fullName: 'Dana Doe' });
		const page = await write(test, [{ kind: 'linkedin', value: 'in/dana-doe' }], { title: 'CTO' });
		expect(page.status).toBe('created');
		const both = await write(test, [
			email('dana@acme.com'),
			{ kind: 'linkedin', value: 'in/dana-doe' },
		]);
		expect(both).toMatchObject({ status: 'resolved', entityId: work.entityId });
		const { contact } = await test.graph.getContext({ subject: { email: 'dana@acme.com' } });
		expect(contact?.facts.title?.value).toBe('CTO');
		expect((await test.graph.statistics()).merges).toBe(1);
	});

	it('keeps two records of one system apart, and asks once', async () => {
		const test = open();
		await write(test, [id('1'), email('dana@acme.com')], { fullName: 'Dana Doe' });
		const second = await write(test, [id('2'), email('dana@acme.com')], { fullName: 'Dana Doe' });
		expect(second.status).toBe('needs_review');
		expect(
			await write(test, [id('2'), email('dana@acme.com')], { fullName: 'Dana Doe' }),
		).toMatchObject({
			entityId: second.entityId,
		});
		const reviews = await openReviews(test);
		expect(reviews).toHaveLength(1);
		expect(reviews[0]?.reasons).toContain(
			'Both have the email dana@acme.com, but two of those who have it differ in crm:contact: 1 and 2',
		);
		const { statistics } = test.graph;
		expect((await statistics()).entities.contact).toBe(2);
	});

	it('does not take a family with one address for one person', async () => {
		const test = open();
		const mary = await write(test, [email('thedoes@gmail.com')], { fullName: 'Mary Doe' });
		const mark = await write(test, [email('thedoes@gmail.com')], { fullName: 'Mark Doe' });
		expect(mark.entityId).not.toBe(mary.entityId);
		expect(await write(test, [email('thedoes@gmail.com')], { fullName: 'Mark Doe' })).toMatchObject(
			{
				entityId: mark.entityId,
			},
		);
		expect(await test.graph.resolve({ email: 'thedoes@gmail.com' })).toMatchObject({
			status: 'needs_review',
			candidates: [{ name: 'Mary Doe' }, { name: 'Mark Doe' }],
		});
	});

	it('does not make somebody new each time that it is in doubt', async () => {
		const test = open();
		await write(test, [email('thedoes@gmail.com')], { fullName: 'Mary Doe' });
		await write(test, [email('thedoes@gmail.com')], { fullName: 'Mark Doe' });
		const first = await write(test, [email('thedoes@gmail.com')], { title: 'CTO' });
		const again = await write(test, [email('thedoes@gmail.com')], { title: 'CEO' });
		expect([first.status, again.entityId]).toEqual(['needs_review', first.entityId]);
		expect((await test.graph.statistics()).entities.contact).toBe(3);
	});

	it('takes a shared mailbox for itself, and for none of the people who read it', async () => {
		const test = open();
		const dana = await write(test, [id('1'), email('info@acme.com')], { fullName: 'Dana Doe' });
		const walter = await write(test, [id('2'), email('info@acme.com')], { fullName: 'Walter Roe' });
		const mailbox = await write(test, [email('info@acme.com')], { title: 'Front desk' });
		expect(new Set([dana.entityId, walter.entityId, mailbox.entityId]).size).toBe(3);
		expect((await write(test, [email('info@acme.com')])).entityId).toBe(mailbox.entityId);
		expect(await openReviews(test)).toEqual([]);
	});

	it('asks about a person of the same name at the same company, and never again once that was refused', async () => {
		const test = open();
		const facts = { fullName: 'Dana Doe', accountName: 'Acme Inc.' };
		await write(test, [email('dana@acme.com')], facts);
		await write(test, [email('dana.doe@gmail.com')], facts);
		const [review] = await openReviews(test);
		expect(review?.reasons).toEqual([
			'The names are alike (100 %)',
			"The companies' names are alike (100 %)",
		]);
		const answer = await test.graph.getContext({ subject: { email: 'dana@acme.com' } });
		expect(answer.reasons).toEqual([expect.stringContaining('waits in the review queue')]);
		expect(answer.mayContact.allowed).toBe(true);
		await test.graph.decideReview(review?.id ?? '', 'refuse', 'maria');
		await write(test, [email('dana.doe@gmail.com')], { ...facts, title: 'CTO' });
		expect(await openReviews(test)).toEqual([]);
	});

	it('does not merge by itself what a person has separated', async () => {
		const test = open();
		const tie = [email('dana@acme.com'), { kind: 'linkedin', value: 'in/dana-doe' }];
		await write(test, [email('dana@acme.com')], { fullName: 'Dana Doe' });
		await write(test, [{ kind: 'linkedin', value: 'in/dana-doe' }], { title: 'CTO' });
		await write(test, tie);
		const { changes } = await test.graph.changesSince({ limit: 100 });
		const merged = changes.filter(({ kind }) => kind === 'merged');
		expect(merged).toHaveLength(1);
		await test.graph.undoMerge(merged[0]?.after as string, 'maria');
		await write(test, tie);
		expect((await test.graph.statistics()).merges).toBe(0);
	});
});
