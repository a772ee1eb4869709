import { FakeClock } from '../fake-clock';
import { runBatch } from '../../../../../src/gtm/batch/run-batch';
import type { Outcome } from '../../../../../src/gtm/model/outcome';

const OPEN_MS = 30_000;
const PATIENCE_MS = 120_000;
const INPUTS = [1, 2, 3, 4, 5, 6];

const held: Outcome = {
	status: 'upstream_error',
	provider: 'acme',
	reason: { code: 'circuit_open', message: 'Acme failed several times in a row' },
	retry: { advised: true, afterMs: OPEN_MS },
};

/** A vendor that works but for the times between these milliseconds from the start. */
function openVendor(...outages: Array<{ from: number; to: number }>) {
	const clock = new FakeClock();
	const start = clock.now();
	const asked: Array<{ input: number; at: number }> = [];
	const operation = {
		provider: 'acme',
		portion: 1,
		run: async (inputs: readonly number[]): Promise<Outcome[]> => {
			await clock.sleep(1_000);
			const at = clock.now() - start;
			asked.push(...inputs.map((input) => ({ input, at })));
			if (outages.some(({ from, to }) => at >= from && at < to)) return inputs.map(() => held);
			return inputs.map(() => ({ status: 'created', provider: 'acme' }));
		},
	};
	const run = async (inputs = INPUTS, signal?: AbortSignal) =>
		await runBatch(inputs, operation, {
			concurrency: 2,
			outage: { clock, patienceMs: PATIENCE_MS },
			...(signal && { signal }),
		});
	return { clock, asked, run };
}

describe('a batch whose vendor is down for a while', () => {
	it('waits for it, and asks again what was held back', async () => {
		const { clock, asked, run } = openVendor({ from: 2_000, to: 50_000 });
		const { counts } = await clock.until(run());
		expect(counts).toEqual({ created: 6 });
		expect(asked.filter(({ at }) => at < 50_000).length).toBeLessThanOrEqual(6);
	});

	it('stops when it stays down, and says of the rest that it may be tried later', async () => {
		const { clock, asked, run } = openVendor({ from: 2_000, to: Number.POSITIVE_INFINITY });
		const { outcomes, counts } = await clock.until(run());
		expect(counts).toEqual({ created: 2, upstream_error: 4 });
		expect(outcomes.slice(2)).toEqual(
			outcomes
				.slice(2)
				.map(() => expect.objectContaining({ retry: expect.objectContaining({ advised: true }) })),
		);
		expect(outcomes.at(-1)?.reason).toMatchObject({ code: 'not_tried' });
		expect(asked.at(-1)?.at).toBeLessThanOrEqual(2_000 + PATIENCE_MS + OPEN_MS);
	});

	it('has patience anew for the next outage', async () => {
		const { clock, run } = openVendor({ from: 2_000, to: 60_000 }, { from: 66_000, to: 150_000 });
		const { counts } = await clock.until(run([...INPUTS, ...INPUTS]));
		expect(counts).toEqual({ created: 12 });
	});

	it('ends at once when the execution is cancelled, and loses nothing', async () => {
		const { clock, run } = openVendor({ from: 0, to: Number.POSITIVE_INFINITY });
		const execution = new AbortController();
		const running = run(INPUTS, execution.signal);
		await clock.advance(5_000);
		execution.abort();
		const { outcomes } = await running;
		expect(outcomes.map(({ reason }) => reason?.code)).toEqual(INPUTS.map(() => 'cancelled'));
		expect(clock.sleeping).toBe(0);
	});
});

it('a single input does not wait for a vendor that is down', async () => {
	const { clock, asked, run } = openVendor({ from: 0, to: Number.POSITIVE_INFINITY });
	const { outcomes } = await clock.until(run([1]));
	expect(outcomes).toEqual([held]);
	expect(asked).toEqual([{ input: 1, at: 1_000 }]);
});
