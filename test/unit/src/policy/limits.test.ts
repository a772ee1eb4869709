import { createConcurrencyCap } from '../../../../src/policy/concurrency';
import { createRateLimiter } from '../../../../src/policy/rate-limit';
import { createRepetitionGuard, repetitionMessage } from '../../../../src/policy/repetition';

let now = 0;
const clock = () => now;

beforeEach(() => {
	now = 1_000_000;
});

describe('a rate', () => {
	const rate = { perMinute: 60, burst: 3 };
	const dana = { key: 'dana', rate };

	it('lets a burst through, then one call a second, and says when to come back', () => {
		const { take } = createRateLimiter(clock);
		expect([1, 2, 3].map(() => take([dana]).allowed)).toEqual([true, true, true]);
		expect(take([dana])).toEqual({ allowed: false, key: 'dana', retryAfterMs: 1_000 });
		now += 400;
		expect(take([dana])).toEqual({ allowed: false, key: 'dana', retryAfterMs: 600 });
		now += 600;
		expect(take([dana])).toEqual({ allowed: true });
		expect(take([dana])).toMatchObject({ allowed: false });
	});

	it('that was told to come back gets through when it does', () => {
		const { take } = createRateLimiter(clock);
		const slow = { key: 'slow', rate: { perMinute: 7, burst: 1 } };
		for (let round = 0; round < 50; round += 1) {
			expect(take([slow])).toEqual({ allowed: true });
			const verdict = take([slow]);
			if (verdict.allowed) throw new Error('let through');
			now += verdict.retryAfterMs;
		}
	});

	it('holds in the long run, whatever the pattern', () => {
		const { take } = createRateLimiter(clock);
		let through = 0;
		for (let step = 0; step < 60_000; step += 1) {
			if (take([dana]).allowed) through += 1;
			now += 10;
		}
		expect(through).toBeGreaterThanOrEqual(600);
		expect(through).toBeLessThanOrEqual(603);
	});

	it('does not save up more than a burst', () => {
		const { take } = createRateLimiter(clock);
		take([dana]);
		now += 3_600_000;
		expect([1, 2, 3, 4].map(() => take([dana]).allowed)).toEqual([true, true, true, false]);
	});

	it('lets as many through at once as in a minute if no burst is named', () => {
		const { take } = createRateLimiter(clock);
		const calls = Array.from({ length: 61 }, () => take([{ key: 'x', rate: { perMinute: 60 } }]));
		expect(calls.filter(({ allowed }) => allowed)).toHaveLength(60);
	});

	it('is kept for each key by itself', () => {
		const { take } = createRateLimiter(clock);
		for (let count = 0; count < 4; count += 1) take([dana]);
		expect(take([{ key: 'kim', rate }])).toEqual({ allowed: true });
	});

	it('of several claims takes from all or from none', () => {
		const { take } = createRateLimiter(clock);
		const tool = { key: 'tool', rate: { perMinute: 6, burst: 1 } };
		expect(take([dana, tool])).toEqual({ allowed: true });
		expect(take([dana, tool])).toEqual({ allowed: false, key: 'tool', retryAfterMs: 10_000 });
		expect([1, 2, 3].map(() => take([dana]).allowed)).toEqual([true, true, false]);
	});

	it('survives a clock that is set back', () => {
		const { take } = createRateLimiter(clock);
		for (let count = 0; count < 3; count += 1) take([dana]);
		now -= 500_000;
		expect(take([dana])).toMatchObject({ allowed: false, retryAfterMs: 1_000 });
		now += 1_000;
		expect(take([dana])).toEqual({ allowed: true });
	});

	it.each([0, -5, Number.NaN])('of %p is taken for the slowest, not for none', (perMinute) => {
		const { take } = createRateLimiter(clock);
		const odd = { key: 'odd', rate: { perMinute } };
		expect(take([odd])).toEqual({ allowed: true });
		expect(take([odd])).toEqual({ allowed: false, key: 'odd', retryAfterMs: 60_000 });
	});

	it('of a stranger is forgotten first, so that strangers cannot fill the memory', () => {
		const { take } = createRateLimiter(clock, 100);
		for (let count = 0; count < 3; count += 1) take([dana]);
		for (let stranger = 0; stranger < 1_000; stranger += 1) {
			take([{ key: `stranger ${stranger}`, rate }]);
			expect(take([dana]).allowed).toBe(false);
		}
	});
});

describe('a cap on calls under way', () => {
	const server = { key: 'server', limit: 3 };
	const dana = { key: 'dana', limit: 1 };

	it('counts calls until they end', () => {
		const cap = createConcurrencyCap();
		const first = cap.enter([dana, server]);
		expect(cap.enter([dana, server])).toEqual({ entered: false, key: 'dana' });
		expect(cap.count('server')).toBe(1);
		if (first.entered) first.leave();
		expect(cap.enter([dana, server]).entered).toBe(true);
	});

	it('counts a call that ends twice once', () => {
		const cap = createConcurrencyCap();
		const entries = [1, 2, 3].map(() => cap.enter([server]));
		expect(cap.enter([server])).toEqual({ entered: false, key: 'server' });
		for (const entry of [entries[0], entries[0]]) if (entry?.entered) entry.leave();
		expect(cap.count('server')).toBe(2);
	});

	it('lets nobody in where its limit is not a number', () => {
		expect(createConcurrencyCap().enter([{ key: 'x', limit: Number.NaN }]).entered).toBe(false);
	});
});

describe('a repeated call', () => {
	const limit = { times: 3, windowMs: 60_000 };

	it('is let through as often as allowed, then when the window has moved on', () => {
		const guard = createRepetitionGuard(clock);
		for (let count = 0; count < 3; count += 1) {
			expect(guard.check('x', limit)).toEqual({ repeated: false });
			guard.count('x', limit);
			now += 10_000;
		}
		expect(guard.check('x', limit)).toEqual({ repeated: true, retryAfterMs: 30_000 });
		expect(guard.check('y', limit)).toEqual({ repeated: false });
		now += 30_000;
		expect(guard.check('x', limit)).toEqual({ repeated: false });
	});

	it('is explained to the model', () => {
		expect(repetitionMessage('qualify', limit)).toContain(
			'qualify was called 3 times with the same arguments within 60 seconds',
		);
	});

	it('among very many different ones takes no more memory than is set aside', () => {
		const guard = createRepetitionGuard(clock, 10);
		for (let count = 0; count < 3; count += 1) guard.count('x', limit);
		for (let count = 0; count < 10; count += 1) guard.count(`y${count}`, limit);
		expect(guard.check('x', limit)).toEqual({ repeated: false });
	});
});
