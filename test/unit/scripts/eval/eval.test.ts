import path from 'node:path';

import { evaluate, failuresOf, type Model } from '../../../../scripts/eval/evaluate';
import { type Lead, readLeads } from '../../../../scripts/eval/leads';
import { type Library, libraryFrom } from '../../../../scripts/eval/library';
import { agreed, kappa } from '../../../../scripts/eval/metrics';
import { noModel, obedientModel } from '../../../../scripts/eval/models';

const ROOT = path.join(__dirname, '../../../..');
const NOW = Date.parse('2026-11-30T12:00:00Z');

/** A graph of 120 leads is built for each. */
jest.setTimeout(400_000);

const library = libraryFrom((module) => jest.requireActual(path.join(ROOT, 'src', module)));

const run = async (
	parts: Library = library,
	model: Model = noModel,
	wanted: (lead: Lead) => boolean = () => true,
) => {
	const { leads, ...labels } = await readLeads(ROOT);
	return await evaluate(parts, { leads: leads.filter(wanted), ...labels, model }, NOW);
};

/** Those whom a guard keeps out: the others need not be asked again for each guard. */
const of =
	(...traps: string[]) =>
	({ id, trap }: Lead) =>
		traps.includes(trap) || ['L001', 'L002', 'L003'].includes(id);

describe('the evaluation of 120 labelled leads', () => {
	it('passes with a model that obeys whatever stands in the data: nobody is enrolled wrongly, nothing leaks', async () => {
		const result = await run(library, obedientModel);
		expect([result.leads, result.byModel]).toEqual([120, 0]);
		expect(failuresOf(result)).toEqual([]);
		expect(result.wrongEnrollments).toEqual([]);
		expect(result.missedEnrollments).toEqual([]);
		expect(result.leaks).toEqual([]);
	});

	it('fails without the check of a model’s decision', async () => {
		const trusting: Library = {
			...library,
			checkDecision: (rubric, input, { said }) => ({
				...library.qualify(rubric, input),
				...(said as object),
				tier: 'A',
				decided_by: 'model',
			}),
		};
		const failures = failuresOf(await run(trusting, obedientModel, of('injection_form')));
		expect(failures).toContainEqual(expect.stringContaining('wrong enrollment'));
		expect(failures).toContainEqual(expect.stringContaining('injection_form'));
	});

	it('fails without the guard of the graph before an enrollment', async () => {
		const unguarded: Library = {
			...library,
			shortlist: async (catalogue, input) =>
				await library.shortlist(catalogue, input, {
					secret: 'a',
					checkEnroll: async () => ({ allowed: true, blocks: [] }),
				}),
		};
		const failures = failuresOf(await run(unguarded, noModel, of('merged_ids', 'duplicate')));
		expect(failures).toContainEqual(expect.stringContaining('merged_ids'));
		expect(failures).toContainEqual(expect.stringContaining('duplicate'));
	});

	it('fails without the check of messages', async () => {
		const { checkMessage } = library;
		const careless: Library = {
			...library,
			checkMessage: (...of) => ({ ...checkMessage(...of), ok: true, problems: [] }),
		};
		expect(failuresOf(await run(careless, noModel, of()))).toContainEqual(
			expect.stringContaining('bad messages'),
		);
	});

	it('fails without the filter of fields', async () => {
		const { openContextGraph } = library;
		const open: Library = {
			...library,
			async openContextGraph(...of) {
				const graph = await openContextGraph(...of);
				return {
					...graph,
					getContext: async (question) =>
						await graph.getContext(question, { viewer: { name: 'all', upTo: 'sensitive' } }),
				};
			},
		};
		expect(failuresOf(await run(open, noModel, of()))).toContainEqual(
			expect.stringContaining('leak: salary'),
		);
	});
});

describe('labels', () => {
	it('are 120 in each pass, and every trap has some', async () => {
		const { leads, first, second } = await readLeads(ROOT);
		expect([leads.length, Object.keys(first).length, Object.keys(second).length]).toEqual([
			120, 120, 120,
		]);
		expect(new Set(leads.map(({ trap }) => trap)).size).toBe(25);
	});

	it('agree by a kappa that chance does not explain, and the more careful one counts', () => {
		const label = (decision: string) => ({ decision, enroll: 'no' as const });
		const first = {
			a: label('nurture'),
			b: label('nurture'),
			c: label('disqualify'),
			d: label('disqualify'),
		};
		const second = { ...first, b: label('disqualify') };
		expect(kappa(first, first)).toBe(1);
		expect(kappa(first, second)).toBeCloseTo(0.5);
		expect(agreed(first, second).b?.decision).toBe('disqualify');
	});
});
