import { openStoreLedger } from '../../../../../src/gtm/ledger/store/store-ledger';
import { createSeal } from '../../../../../src/base/sealed-value';
import { DANA, danaIs, describeGraph, type TestGraph } from './graph-on-every-backend';

const SECRET = Buffer.from('a secret of the tests');
const BY_LIST = { source: 'suppression-list' };
const EMAIL = { kind: 'email', value: 'Dana@Acme.com' } as const;

/** The list as the nodes ask it. */
function listOf(test: TestGraph) {
	const ledger = openStoreLedger({
		store: async () => await Promise.resolve(test.store),
		now: () => Date.parse(test.now()),
		secret: SECRET,
	});
	return ledger.suppressions;
}

describeGraph('the list of suppressions', (open) => {
	const seal = createSeal(SECRET);

	it('is one for the graph and the nodes: what one writes the other has', async () => {
		const test = open();
		const list = listOf(test);
		const graph = await test.use({ seal });
		await graph.suppress({ identifier: EMAIL, reason: 'unsubscribed' }, BY_LIST);
		expect(await list.find({ email: 'dana@acme.com' })).toMatchObject({
			kind: 'email',
			reason: 'unsubscribed',
		});
		expect(await list.list({ limit: 5 })).toMatchObject([{ value: 'dana@acme.com' }]);
		await list.remove([EMAIL]);
		expect((await graph.checkAction(DANA, 'create')).allowed).toBe(true);
		await list.add([{ kind: 'linkedin', value: 'in/dana-doe', reason: 'asked' }]);
		const { blocks } = await graph.checkAction({ linkedin: 'in/dana-doe' }, 'create');
		expect(blocks.map(({ code }) => code)).toEqual(['suppressed']);
	});

	it('has rows of an import for the nodes, and tells which were wrong', async () => {
		const test = open();
		const { graph } = test;
		await graph.suppress({ identifier: EMAIL, reason: 'asked' }, BY_LIST);
		const row = (value: string, reason = 'asked') => ({
			kind: 'suppression',
			identifier: { kind: 'email', value },
			reason,
			source: 'suppression-list',
		});
		const rows = [
			row('dana@acme.com'),
			row('dana@acme.com', 'customer'),
			row('nonsense'),
			row('mo@acme.com'),
			{ kind: 'suppression', identifier: EMAIL, source: 'x' },
		];
		const report = await graph.import(rows);
		expect(report).toMatchObject({
			rows: 5,
			created: 1,
			changed: 1,
			unchanged: 1,
			failed: 2,
			errors: [{ row: 3 }, { row: 5 }],
		});
		expect(await listOf(test).find({ email: 'mo@acme.com' })).toMatchObject({ reason: 'asked' });
		expect(await listOf(test).find({ email: 'dana@acme.com' })).toMatchObject({
			reason: 'customer',
		});
	});

	it('takes thousands of rows in a few writes', async () => {
		const test = open();
		const rows = Array.from({ length: 2_000 }, (_, index) => ({
			kind: 'suppression',
			identifier: { kind: 'email', value: `p${index}@acme.com` },
			reason: 'bought list',
			source: 'import',
		}));
		expect(await test.graph.import(rows)).toMatchObject({ rows: 2_000, created: 2_000 });
		// One write is one step of the order of all writes.
		expect((await test.graph.statistics()).seq).toBeLessThanOrEqual(5);
		expect(await listOf(test).find({ email: 'p1999@acme.com' })).toBeDefined();
	});

	it('tells watchers of those who are known, each once', async () => {
		const { graph } = open();
		await graph.upsertFacts(danaIs({ title: 'CTO' }));
		const { cursor } = await graph.changesSince({ limit: 100 });
		const drafts = [
			{ identifier: EMAIL, reason: 'asked' },
			{ identifier: { kind: 'email', value: 'mo@acme.com' }, reason: 'asked' },
		];
		expect(await graph.suppressAll(drafts, BY_LIST)).toEqual(['created', 'created']);
		expect(await graph.suppressAll(drafts, BY_LIST)).toEqual(['unchanged', 'unchanged']);
		const { changes } = await graph.changesSince({ cursor, limit: 100 });
		expect(changes).toMatchObject([{ kind: 'suppressed', after: 'asked' }]);
	});

	it('adds all or none', async () => {
		const { graph } = open();
		const bad = { identifier: { kind: 'domain', value: 'nonsense' }, reason: 'x' };
		const both = [{ identifier: EMAIL, reason: 'asked' }, bad];
		await expect(graph.suppressAll(both, BY_LIST)).rejects.toThrow('domain: nonsense');
		expect((await graph.checkAction(DANA, 'create')).allowed).toBe(true);
	});

	it('keeps nobody readable who was forgotten, and goes on holding', async () => {
		const test = open();
		const graph = await test.use({ seal });
		await graph.upsertFacts(danaIs({ title: 'CTO' }));
		await graph.suppress({ identifier: EMAIL, reason: 'asked' }, BY_LIST);
		await graph.forget(DANA, 'maria');
		const list = listOf(test);
		const [entry] = await list.list({ limit: 5 });
		expect(entry).toMatchObject({ kind: 'email', reason: 'asked' });
		expect(entry).not.toHaveProperty('value');
		expect(await list.find({ email: 'dana@acme.com' })).toBeDefined();
	});
});
