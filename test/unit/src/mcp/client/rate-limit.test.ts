import { RateLimiter } from '../../../../../src/mcp/client/rate-limit';
import { ManualClock } from './manual-clock';

const policy = { requestsPerMinute: 60, burst: 3 };

function limiter() {
	const clock = new ManualClock();
	const rates = new RateLimiter(clock);
	const reserve = (principal = 'a', waitMaxMs = Infinity) =>
		rates.reserve(principal, policy, waitMaxMs);
	return { clock, reserve };
}

it('lets a burst go at once, and spaces what follows', () => {
	const { reserve } = limiter();
	expect([1, 2, 3, 4, 5].map(() => reserve())).toEqual([0, 0, 0, 1_000, 2_000]);
});

it('fills up again with time, but not above the burst', () => {
	const { clock, reserve } = limiter();
	[1, 2, 3].forEach(() => reserve());
	clock.advance(2_000);
	expect([reserve(), reserve(), reserve()]).toEqual([0, 0, 1_000]);
	clock.advance(600_000);
	expect([1, 2, 3, 4].map(() => reserve())).toEqual([0, 0, 0, 1_000]);
});

it('takes nothing from who would have to wait too long', () => {
	const { reserve } = limiter();
	[1, 2, 3].forEach(() => reserve());
	expect(reserve('a', 999)).toBeUndefined();
	expect(reserve()).toBe(1_000);
});

it('counts each principal for itself', () => {
	const { reserve } = limiter();
	[1, 2, 3].forEach(() => reserve('a'));
	expect(reserve('b')).toBe(0);
});
