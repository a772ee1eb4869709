import { RollingWindow } from '../../../../../src/gtm/http/rolling-window';

const windowOf = (capacity: number, perMs: number) =>
	new RollingWindow({ name: 'all', capacity, perMs, kind: 'burst' });

/** A generator of numbers from 0 to 1, the same in each run (mulberry32). */
function randomOf(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

describe('a limit window', () => {
	it.each([1, 2, 3, 4, 5])(
		'is never exceeded, wherever the vendor lets it begin (seed %i)',
		(seed) => {
			const random = randomOf(seed);
			const window = windowOf(7, 1_000);
			const sent: number[] = [];
			let now = 0;
			for (let count = 0; count < 500; count += 1) {
				now += Math.floor(random() * 200);
				now += Math.ceil(window.waitMs(1, now));
				expect(window.waitMs(1, now)).toBe(0);
				window.take(1, now);
				sent.push(now);
			}
			for (const [index, time] of sent.entries()) {
				const eighthBefore = sent[index - 7];
				if (eighthBefore !== undefined) expect(time - eighthBefore).toBeGreaterThanOrEqual(1_000);
			}
		},
	);

	it('lets through nearly all that it may', () => {
		const window = windowOf(100, 10_000);
		let now = 0;
		for (let count = 0; count < 1_000; count += 1) {
			now += Math.ceil(window.waitMs(1, now));
			window.take(1, now);
		}
		expect(now).toBeLessThanOrEqual(9 * 10_500);
	});

	it('counts what a request costs, and lets one through that costs more than there ever is', () => {
		const window = windowOf(100, 1_000);
		window.take(60, 0);
		expect(window.waitMs(40, 0)).toBe(0);
		expect(window.waitMs(41, 0)).toBeGreaterThanOrEqual(1_000);
		expect(window.waitMs(500, 0)).toBeGreaterThanOrEqual(1_000);
		expect(window.waitMs(500, 1_050)).toBe(0);
	});

	it('forgets a request that was never sent', () => {
		const window = windowOf(1, 1_000);
		window.take(1, 0);
		window.giveBack(1);
		expect(window.waitMs(1, 0)).toBe(0);
	});
});

describe('what the vendor says of a window', () => {
	it('counts requests that others sent', () => {
		const window = windowOf(10, 1_000);
		window.take(1, 0);
		window.settle(1);
		window.correct({ window: 'all', remaining: 0 }, 100);
		expect(window.waitMs(1, 100)).toBeGreaterThan(0);
		expect(window.waitMs(1, 1_150)).toBe(0);
	});

	it('ends the window when it says so, and not before', () => {
		const window = windowOf(10, 60_000);
		window.correct({ window: 'all', remaining: 0, resetsInMs: 5_000 }, 0);
		expect(window.waitMs(1, 0)).toBe(5_000);
		expect(window.waitMs(1, 4_999)).toBe(1);
		expect(window.waitMs(1, 5_000)).toBe(0);
	});

	it('frees what it has forgotten already', () => {
		const window = windowOf(2, 60_000);
		window.take(1, 0);
		window.take(1, 0);
		window.settle(2);
		window.correct({ window: 'all', remaining: 2 }, 1_000);
		expect(window.waitMs(1, 1_000)).toBe(0);
	});

	it('does not free concurrent requests, which it may not have counted', () => {
		const window = windowOf(2, 60_000);
		window.take(1, 0);
		window.take(1, 0);
		window.settle(1);
		window.correct({ window: 'all', remaining: 1 }, 1_000);
		expect(window.waitMs(1, 1_000)).toBeGreaterThan(0);
	});

	it('makes it larger or smaller', () => {
		const window = windowOf(10, 1_000);
		window.correct({ window: 'all', capacity: 2, remaining: 2 }, 0);
		expect(window.waitMs(2, 0)).toBe(0);
		window.take(2, 0);
		expect(window.waitMs(1, 0)).toBeGreaterThan(0);
		window.settle(2);
		window.correct({ window: 'all', remaining: 40 }, 0);
		expect(window.waitMs(40, 0)).toBe(0);
	});

	it('is not taken for an end of all requests if it says that there is no capacity', () => {
		const window = windowOf(10, 1_000);
		window.correct({ window: 'all', capacity: 0, remaining: 0 }, 0);
		expect(window.waitMs(1, 0)).toBeGreaterThan(0);
		expect(window.waitMs(1, 1_100)).toBe(0);
	});

	it.each([NaN, -1, Infinity])('is ignored if it is %p', (remaining) => {
		const window = windowOf(10, 1_000);
		window.correct({ window: 'all', capacity: remaining, remaining, resetsInMs: remaining }, 0);
		expect(window.waitMs(10, 0)).toBe(0);
		expect(window.waitMs(11, 0)).toBe(0);
		window.take(10, 0);
		expect(window.waitMs(1, 0)).toBeGreaterThan(0);
	});
});
