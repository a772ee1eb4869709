import { setImmediate as turn } from 'node:timers/promises';

import { summarizeBatch } from '../../../../../src/gtm/batch/batch-summary';
import {
	type BatchOperation,
	type BatchProgress,
	runBatch,
} from '../../../../../src/gtm/batch/run-batch';
import type { Outcome, OutcomeStatus } from '../../../../../src/gtm/model/outcome';

const outcomeOf = (record: number, status: OutcomeStatus = 'created'): Outcome<number> => ({
	status,
	provider: 'acme',
	record,
});

function operationOf(
	about: Partial<BatchOperation<number, number>> = {},
): BatchOperation<number, number> & { calls: number[][] } {
	const calls: number[][] = [];
	const { run = async (inputs) => inputs.map((input) => outcomeOf(input)), ...rest } = about;
	return {
		provider: 'acme',
		portion: 2,
		...rest,
		calls,
		async run(inputs) {
			calls.push([...inputs]);
			return await run(inputs);
		},
	};
}

const INPUTS = [1, 2, 3, 4, 5];

describe('a batch', () => {
	it('runs in portions, and answers in the order of its inputs', async () => {
		const operation = operationOf({
			// The first portion is the last to end.
			async run(inputs) {
				for (let wait = 0; wait < 10 - 2 * (inputs[0] ?? 0); wait += 1) await turn();
				return inputs.map((input) => outcomeOf(input));
			},
		});
		const { outcomes, counts, unexpected } = await runBatch(INPUTS, operation, { concurrency: 3 });
		expect(operation.calls).toEqual([[1, 2], [3, 4], [5]]);
		expect(outcomes.map(({ record }) => record)).toEqual(INPUTS);
		expect(counts).toEqual({ created: 5 });
		expect(unexpected).toEqual([]);
	});

	it('keeps inputs apart that may not share a call', async () => {
		const operation = operationOf({ groupOf: (input) => (input % 2 === 0 ? 'even' : 'odd') });
		const { outcomes } = await runBatch(INPUTS, operation, { concurrency: 1 });
		expect(operation.calls).toEqual([[1, 3], [5], [2, 4]]);
		expect(outcomes.map(({ record }) => record)).toEqual(INPUTS);
	});

	it('begins what may be about one thing in its order, each after the end of the one before', async () => {
		const underWay = new Set<number>();
		const begun: number[] = [];
		const operation = operationOf({
			portion: 1,
			// 1, 3 and 5 are about one thing.
			mayBeOne: (one, other) => one % 2 === 1 && other % 2 === 1,
			async run([input = 0]) {
				expect([...underWay].filter((other) => (other * input) % 2 === 1)).toEqual([]);
				underWay.add(input);
				begun.push(input);
				for (let wait = 0; wait < 10 - 2 * input; wait += 1) await turn();
				underWay.delete(input);
				return [outcomeOf(input)];
			},
		});
		const { outcomes } = await runBatch(INPUTS, operation, { concurrency: 4 });
		expect(begun).toEqual([1, 2, 4, 3, 5]);
		expect(outcomes.map(({ record }) => record)).toEqual(INPUTS);
	});

	it('that is cancelled does not wait for what will not begin', async () => {
		const cancel = new AbortController();
		const operation = operationOf({
			portion: 1,
			mayBeOne: () => true,
			async run([input = 0]) {
				await turn();
				cancel.abort();
				return [outcomeOf(input)];
			},
		});
		const { signal } = cancel;
		const { outcomes } = await runBatch(INPUTS, operation, { concurrency: 4, signal });
		expect(outcomes.map(({ reason }) => reason?.code)).toEqual([
			undefined,
			...Array.from({ length: 4 }, () => 'cancelled'),
		]);
	});

	it('has no more calls under way than it may', async () => {
		let underWay = 0;
		let most = 0;
		const operation = operationOf({
			portion: 1,
			async run(inputs) {
				underWay += 1;
				most = Math.max(most, underWay);
				await turn();
				underWay -= 1;
				return inputs.map((input) => outcomeOf(input));
			},
		});
		await runBatch(INPUTS, operation, { concurrency: 2 });
		expect(most).toBe(2);
	});

	it('tells how far it is', async () => {
		const told: BatchProgress[] = [];
		const progress = (one: BatchProgress) => told.push(one);
		await runBatch(INPUTS, operationOf(), { concurrency: 1, progress });
		expect(told.map(({ done, total }) => [done, total])).toEqual([
			[2, 5],
			[4, 5],
			[5, 5],
		]);
		expect(told.at(-1)?.counts).toEqual({ created: 5 });
	});

	it('of nothing is nothing', async () => {
		const operation = operationOf();
		const result = await runBatch([], operation, { concurrency: 3 });
		expect(result).toEqual({ outcomes: [], counts: {}, unexpected: [] });
		expect(operation.calls).toEqual([]);
	});
});

describe('a batch that does not go well', () => {
	it('goes on after an error of ours, and loses no input', async () => {
		const operation = operationOf({
			async run(inputs) {
				if (inputs.includes(3)) throw new TypeError('dana@acme.com is no function');
				return inputs.map((input) => outcomeOf(input));
			},
		});
		const { outcomes, counts, unexpected } = await runBatch(INPUTS, operation, { concurrency: 1 });
		expect(counts).toEqual({ created: 3, upstream_error: 2 });
		expect(outcomes[2]?.reason?.code).toBe('unexpected_error');
		expect(JSON.stringify(outcomes)).not.toContain('dana');
		expect(unexpected).toEqual([expect.any(TypeError)]);
	});

	it.each([1, 3])('does not guess whose outcome is whose if %i came for 2', async (count) => {
		const operation = operationOf({
			run: async () => Array.from({ length: count }, (_, index) => outcomeOf(index)),
		});
		const { outcomes, unexpected } = await runBatch([1, 2], operation, { concurrency: 1 });
		expect(outcomes.map(({ status }) => status)).toEqual(['upstream_error', 'upstream_error']);
		expect(unexpected).toEqual([new RangeError(`${count} outcomes for 2 inputs`)]);
	});

	it('ends what is under way when it is cancelled, and says of the rest that it was not tried', async () => {
		const execution = new AbortController();
		const operation = operationOf({
			async run(inputs) {
				if (inputs.includes(3)) execution.abort();
				return inputs.map((input) => outcomeOf(input));
			},
		});
		const settings = { concurrency: 1, signal: execution.signal };
		const { outcomes, counts } = await runBatch(INPUTS, operation, settings);
		expect(counts).toEqual({ created: 4, upstream_error: 1 });
		expect(outcomes[4]).toMatchObject({ reason: { code: 'cancelled' }, retry: { advised: true } });
	});

	it('does not go on without credits', async () => {
		const operation = operationOf({
			run: async (inputs) =>
				inputs.map((input) => outcomeOf(input, input > 2 ? 'quota_exhausted' : 'created')),
		});
		const { outcomes, counts } = await runBatch(INPUTS, operation, { concurrency: 1 });
		expect(operation.calls).toHaveLength(2);
		expect(counts).toEqual({ created: 2, quota_exhausted: 3 });
		expect(outcomes[4]?.reason?.code).toBe('not_tried');
	});
});

it('a summary adds up costs by vendor and unit, and names the most frequent reasons', () => {
	const failed = (code: string, advised: boolean): Outcome => ({
		status: 'upstream_error',
		provider: 'apollo',
		reason: { code, message: code },
		retry: { advised },
	});
	const summary = summarizeBatch([
		{ status: 'found', provider: 'apollo', cost: { amount: 1, unit: 'credit' } },
		{ status: 'found', provider: 'apollo', cost: { amount: 8, unit: 'credit' } },
		{
			status: 'found',
			provider: 'hunter',
			cost: { amount: 0, unit: 'credit' },
			remembered: { at: '2026-11-25T09:00:00.000Z', saved: { amount: 1, unit: 'credit' } },
		},
		failed('a', false),
		failed('b', true),
		failed('b', true),
	]);
	expect(summary).toEqual({
		total: 6,
		succeeded: 3,
		counts: { found: 3, upstream_error: 3 },
		cost: { 'apollo credit': 9 },
		remembered: 1,
		retryable: 2,
		reasons: [
			{ code: 'b', count: 2 },
			{ code: 'a', count: 1 },
		],
	});
});
