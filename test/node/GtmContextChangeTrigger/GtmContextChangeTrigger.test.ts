import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { GtmContextChangeTrigger } from '../../../nodes/GtmContextChangeTrigger/GtmContextChangeTrigger.node';
import type { FactsDraft } from '../../../src/context/context-graph';
import { contextGraph } from '../../../src/n8n/context/process-graph';
import { useContextFolder } from '../GtmContext/context-folder';
import { toPoller } from '../harness/poll';

const DANA = { email: 'dana@acme.com' };

async function danaHas(facts: Record<string, string | number>): Promise<void> {
	const graph = await contextGraph();
	await graph.upsertFacts({
		type: 'contact',
		identifiers: [{ kind: 'email', value: DANA.email }],
		source: 'crm',
		facts: Object.entries(facts).map(([attribute, value]) => ({ attribute, value })),
	} satisfies FactsDraft);
}

const jsonOf = (items: Awaited<ReturnType<ReturnType<typeof toPoller>>>): IDataObject[] =>
	items?.[0]?.map(({ json }) => json) ?? [];

describe('GTM Context Trigger', () => {
	useContextFolder();

	/** A trigger that was polled once already: it knows where it begins. */
	async function started(parameters: INodeParameters) {
		const poll = toPoller(new GtmContextChangeTrigger());
		expect(await poll({ types: [], ...parameters })).toBeNull();
		return async () => jsonOf(await poll({ types: [], ...parameters }));
	}

	it('tells of each change once, from its first poll on', async () => {
		await danaHas({ title: 'CTO' });
		const poll = await started({ watch: 'changed' });
		expect(await poll()).toEqual([]);
		await danaHas({ title: 'CEO' });
		await danaHas({ title: 'CFO' });
		expect(await poll()).toMatchObject([
			{ kind: 'fact_changed', name: 'title', before: 'CTO', after: 'CEO' },
			{ kind: 'fact_changed', name: 'title', before: 'CEO', after: 'CFO' },
		]);
		expect(await poll()).toEqual([]);
	});

	it('misses nothing of a thousand changes, and tells nothing twice', async () => {
		const poll = await started({ watch: 'changed', types: ['contact'] });
		const graph = await contextGraph();
		for (let index = 0; index < 250; index += 1) {
			const identifiers = [{ kind: 'crm:contact', value: String(index) }];
			const facts = ['a', 'b', 'c'].map((attribute) => ({ attribute, value: index }));
			await graph.upsertFacts({ type: 'contact', identifiers, source: 'crm', facts });
		}
		const ids = (await poll()).map(({ id }) => id);
		expect(new Set(ids).size).toBe(1_000);
		expect(ids).toHaveLength(1_000);
		expect(await poll()).toEqual([]);
	});

	it('tells of signals only', async () => {
		const poll = await started({ watch: 'signal' });
		const graph = await contextGraph();
		await danaHas({ title: 'CTO' });
		const signal = { kind: 'hiring' };
		await graph.recordEvent(DANA, { type: 'news', summary: 'Ten jobs', signal }, { source: 'web' });
		expect(await poll()).toMatchObject([{ kind: 'signal', name: 'hiring', after: 'Ten jobs' }]);
	});

	it('tells when a threshold is crossed', async () => {
		const poll = await started({
			watch: 'threshold',
			attribute: 'score',
			threshold: 70,
			direction: 'up',
		});
		for (const score of [50, 75, 80, 60, 71]) await danaHas({ score });
		expect((await poll()).map(({ before, after }) => [before, after])).toEqual([
			[50, 75],
			[60, 71],
		]);
	});

	it('tells who enters and who leaves a filter', async () => {
		const filter = { watch: 'filter', attribute: 'lifecycle', comparison: 'is', value: 'customer' };
		const enters = await started({ ...filter, movement: 'entered' });
		const leaves = await started({ ...filter, movement: 'left' });
		for (const lifecycle of ['lead', 'customer', 'churned']) await danaHas({ lifecycle });
		expect((await enters()).map(({ after }) => after)).toEqual(['customer']);
		expect((await leaves()).map(({ after }) => after)).toEqual(['churned']);
	});

	it('tells of contradictions', async () => {
		const poll = await started({ watch: 'conflict' });
		await danaHas({ title: 'CTO' });
		const graph = await contextGraph();
		const identifiers = [{ kind: 'email', value: DANA.email }];
		const facts = [{ attribute: 'title', value: 'CEO' }];
		await graph.upsertFacts({ type: 'contact', identifiers, source: 'web', facts });
		expect(await poll()).toMatchObject([{ kind: 'conflict', name: 'title' }]);
	});

	it('shows what there was when it is run by hand', async () => {
		await danaHas({ title: 'CTO' });
		const items = jsonOf(
			await toPoller(new GtmContextChangeTrigger(), 'manual')({ watch: 'changed', types: [] }),
		);
		expect(items.map(({ kind }) => kind)).toEqual([
			'entity_created',
			'fact_changed',
			'fact_changed',
		]);
	});

	it('shows what is watched, however much else happened before it', async () => {
		const graph = await contextGraph();
		for (let index = 0; index < 200; index += 1) {
			const identifiers = [{ kind: 'crm:contact', value: String(index) }];
			const facts = ['a', 'b', 'c'].map((attribute) => ({ attribute, value: index }));
			await graph.upsertFacts({ type: 'contact', identifiers, source: 'crm', facts });
		}
		await danaHas({ score: 50 });
		await danaHas({ score: 75 });
		const watch = { watch: 'threshold', attribute: 'score', threshold: 70, direction: 'up' };
		const shown = jsonOf(
			await toPoller(new GtmContextChangeTrigger(), 'manual')({ ...watch, types: [] }),
		);
		expect(shown).toMatchObject([{ before: 50, after: 75 }]);
	});

	it('names the parameter that is missing', async () => {
		const poll = toPoller(new GtmContextChangeTrigger());
		await expect(poll({ watch: 'threshold', attribute: '', types: [] })).rejects.toThrow(
			'Attribute is empty',
		);
	});
});
