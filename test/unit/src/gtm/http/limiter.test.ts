import { FakeClock } from '../fake-clock';
import {
	type Claim,
	type Limiter,
	LimitExceeded,
	createLimiter,
} from '../../../../../src/gtm/http/limiter';
import type { LimitWindow } from '../../../../../src/gtm/http/vendor-profile';

const ALL: LimitWindow = { name: 'all', countsAll: true, capacity: 2, perMs: 1_000, kind: 'burst' };
const SEARCH: LimitWindow = { name: 'search', capacity: 1, perMs: 10_000, kind: 'burst' };
const TOKENS: LimitWindow = {
	name: 'tokens',
	countsAll: true,
	capacity: 100,
	perMs: 86_400_000,
	kind: 'quota',
};

const ANYTHING: Claim = { windows: [], cost: {} };
const A_SEARCH: Claim = { windows: ['search'], cost: {} };

let clock: FakeClock;

beforeEach(() => {
	clock = new FakeClock(0);
});

const patience = (ms: number, signal?: AbortSignal) => ({ until: clock.now() + ms, signal });

/** Asks for a place, keeps it for `ms`, and notes when it got it. */
async function occupy(limiter: Limiter, claim: Claim, log: string[], name: string, ms = 0) {
	const permit = await limiter.acquire(claim, patience(60_000));
	log.push(`${name}@${clock.now()}`);
	if (ms > 0) await clock.sleep(ms);
	permit.release();
}

describe('a limiter', () => {
	it('serves those that wait for the same window in the order in which they came', async () => {
		const limiter = createLimiter({ limits: [{ ...ALL, capacity: 1 }] }, clock);
		const log: string[] = [];
		const all = ['a', 'b', 'c', 'd'].map(
			async (name) => await occupy(limiter, ANYTHING, log, name),
		);
		await clock.until(Promise.all(all));
		expect(log.map((line) => line[0])).toEqual(['a', 'b', 'c', 'd']);
		expect(clock.sleeping).toBe(0);
	});

	it('does not let a wait for one window hold up requests that do not want it', async () => {
		const limiter = createLimiter({ limits: [{ ...ALL, capacity: 100 }, SEARCH] }, clock);
		const log: string[] = [];
		await clock.until(
			Promise.all([
				occupy(limiter, A_SEARCH, log, 'search 1'),
				occupy(limiter, A_SEARCH, log, 'search 2'),
				occupy(limiter, ANYTHING, log, 'read'),
			]),
		);
		expect(log.slice(0, 2)).toEqual(['search 1@0', 'read@0']);
		expect(log[2]).toMatch(/^search 2@10[05]00$/);
	});

	it('does not starve a request that needs two windows by those that need one', async () => {
		const limiter = createLimiter({ limits: [ALL, { ...SEARCH, perMs: 1_500 }] }, clock);
		const log: string[] = [];
		const searches = ['s1', 's2'].map(async (name) => await occupy(limiter, A_SEARCH, log, name));
		const reads = Array.from(
			{ length: 10 },
			async (_, index) => await occupy(limiter, ANYTHING, log, `r${index}`),
		);
		await clock.until(Promise.all([...searches, ...reads]));
		const second = log.findIndex((line) => line.startsWith('s2'));
		expect(second).toBeLessThanOrEqual(5);
	});

	it('bounds the concurrent requests', async () => {
		const limiter = createLimiter({ limits: [], concurrency: 2 }, clock);
		const log: string[] = [];
		const all = ['a', 'b', 'c', 'd'].map(
			async (name) => await occupy(limiter, ANYTHING, log, name, 100),
		);
		await clock.until(Promise.all(all));
		expect(log).toEqual(['a@0', 'b@0', 'c@100', 'd@100']);
	});

	it('tells how long a request waited', async () => {
		const limiter = createLimiter({ limits: [{ ...ALL, capacity: 1 }] }, clock);
		(await limiter.acquire(ANYTHING, patience(0))).release();
		const permit = await clock.until(limiter.acquire(ANYTHING, patience(5_000)));
		expect(permit.waitedMs).toBe(clock.now());
		expect(permit.waitedMs).toBeGreaterThanOrEqual(1_000);
	});

	it('gives up at once if a burst does not pass in time', async () => {
		const limiter = createLimiter({ limits: [{ ...ALL, capacity: 1, perMs: 60_000 }] }, clock);
		(await limiter.acquire(ANYTHING, patience(0))).release();
		const failure = limiter.acquire(ANYTHING, patience(5_000));
		await expect(failure).rejects.toMatchObject({ window: 'all', kind: 'burst' });
		expect(clock.now()).toBe(0);
	});

	it('gives up when its patience ends while others occupy all places', async () => {
		const limiter = createLimiter({ limits: [], concurrency: 1 }, clock);
		await limiter.acquire(ANYTHING, patience(0));
		const failure = limiter.acquire(ANYTHING, patience(5_000));
		await expect(clock.until(failure)).rejects.toBeInstanceOf(LimitExceeded);
		expect(clock.now()).toBe(5_000);
	});

	it('fails at once for a quota, by what a request costs of it', async () => {
		const limiter = createLimiter({ limits: [TOKENS] }, clock);
		const costing = (tokens: number) => ({ windows: [], cost: { tokens } });
		(await limiter.acquire(costing(80), patience(0))).release();
		await expect(limiter.acquire(costing(40), patience(1e9))).rejects.toMatchObject({
			window: 'tokens',
			kind: 'quota',
		});
		(await limiter.acquire(costing(20), patience(0))).release();
	});

	it('gives a place back that was not used', async () => {
		const limiter = createLimiter({ limits: [{ ...ALL, capacity: 1 }], concurrency: 1 }, clock);
		const permit = await limiter.acquire(ANYTHING, patience(0));
		permit.giveBack();
		permit.release();
		await limiter.acquire(ANYTHING, patience(0));
		await expect(limiter.acquire(ANYTHING, patience(0))).rejects.toBeInstanceOf(LimitExceeded);
	});

	it('lets those behind move up when someone leaves the queue', async () => {
		const limiter = createLimiter({ limits: [], concurrency: 1 }, clock);
		const first = await limiter.acquire(ANYTHING, patience(0));
		const leaving = new AbortController();
		const second = limiter.acquire(ANYTHING, patience(60_000, leaving.signal));
		const third = limiter.acquire(ANYTHING, patience(60_000));
		leaving.abort(new Error('cancelled'));
		await expect(second).rejects.toThrow('cancelled');
		first.release();
		await expect(third).resolves.toBeDefined();
		expect(clock.sleeping).toBe(0);
	});

	it('refuses who comes with an aborted signal', async () => {
		const limiter = createLimiter({ limits: [] }, clock);
		const signal = AbortSignal.abort(new Error('cancelled'));
		await expect(limiter.acquire(ANYTHING, patience(0, signal))).rejects.toThrow('cancelled');
	});

	it('holds all requests where no window is named', async () => {
		const limiter = createLimiter({ limits: [] }, clock);
		limiter.hold(ANYTHING, 3_000);
		const permit = await clock.until(limiter.acquire(ANYTHING, patience(5_000)));
		expect(permit.waitedMs).toBe(3_000);
	});
});
