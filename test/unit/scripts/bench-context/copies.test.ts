import { connectTo } from '../../../../scripts/bench-context/connect';
import { COPIED } from '../../../../scripts/bench-context/copied-tables';
import { openCopier } from '../../../../scripts/bench-context/copies';
import { factsOf, fill } from '../../../../scripts/bench-context/fill';
import { domainOf, emailOf, WRITTEN } from '../../../../scripts/bench-context/made-up';
import type { ContextAnswer } from '../../../../src/context/query/context-answer';
import { describeGraph } from '../../src/context/store/graph-on-every-backend';

const COMPANIES = { from: 0, to: 3, people: 2 };
const COPY = 7;

/** What an answer says, without the names by which a copy differs. */
function told({ contact, account, signals, committee }: ContextAnswer): string {
	const facts = [contact, account].map((side) =>
		Object.entries(side?.facts ?? {}).map(([name, { value, source }]) => [name, value, source]),
	);
	const kinds = signals.map(({ kind, summary }) => [kind, summary]);
	return JSON.stringify([facts, kinds, committee.map(({ name }) => name)])
		.replaceAll(`-${COPY}.example`, '.example')
		.replaceAll(` Works ${COPY}`, ' Works');
}

describeGraph('a copy of what was written', (open) => {
	const written = emailOf(1, 1);
	const copied = emailOf(COPY * WRITTEN + 1, 1);

	beforeEach(async () => {
		const { graph, place } = open();
		await fill(graph, { ...COMPANIES, atOnce: 1 }, () => undefined);
		const copier = await openCopier(place);
		await copier.add(COPY);
		await copier.close();
	});

	it('is answered with as what was written is', async () => {
		const { graph } = open();
		const [one, other] = await Promise.all([
			graph.getContext({ subject: { email: written } }),
			graph.getContext({ subject: { email: copied } }),
		]);
		expect(other).toMatchObject({ status: 'resolved', meta: { cut: one.meta.cut } });
		expect(other.account?.facts.domain?.value).toBe(domainOf(COPY * WRITTEN + 1));
		expect(told(other)).toBe(told(one));
	});

	it('is written to as what was written is', async () => {
		const { graph } = open();
		const identifiers = [{ kind: 'email', value: copied }];
		const facts = [{ attribute: 'title', value: 'CEO' }];
		const source = 'pdl';
		const report = await graph.upsertFacts({ type: 'contact', source, identifiers, facts });
		expect(report).toMatchObject({ status: 'resolved', ignored: [] });
		const explained = await graph.explain({ email: copied }, 'title');
		expect(explained?.observations).toHaveLength(2);
	});

	it('is as large as what was written, table by table', async () => {
		const { graph, place } = open();
		const { entities, facts } = await graph.statistics();
		expect(Object.values(entities).reduce((sum, count) => sum + count, 0)).toBe(2 * 9);
		expect(facts).toBe(2 * factsOf(COMPANIES));
		const sql = await connectTo(place);
		const others = ['graph_counter', 'graph_setting'];
		const tables = [...Object.keys(COPIED), 'graph_review', 'graph_merge', 'graph_retraction'];
		for (const table of tables.filter((name) => !others.includes(name))) {
			const rows = await sql.number(`select count(*) as number from ${table}`);
			const inCopies = Object.hasOwn(COPIED, table);
			expect([table, rows % 2 === 0, rows > 0]).toEqual([table, true, inCopies]);
		}
		await sql.close();
	});
});
