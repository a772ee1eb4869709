import {
	McpClientError,
	type McpClientErrorDetails,
} from '../../../../../src/mcp/client/client-error';
import { mayRepeat, waitBeforeRepeat } from '../../../../../src/mcp/client/retry';

const failure = (details: Partial<McpClientErrorDetails>) =>
	new McpClientError('call', 'x', { hint: '', retryable: true, ...details });

describe('mayRepeat', () => {
	it.each([
		{ delivery: 'notSent', unsafe: true, safe: true },
		{ delivery: 'refused', unsafe: true, safe: true },
		{ delivery: 'unknown', unsafe: false, safe: true },
		{ delivery: 'answered', unsafe: false, safe: true },
	] as const)('$delivery: unsafe $unsafe, safe $safe', ({ delivery, unsafe, safe }) => {
		expect(mayRepeat(failure({ delivery }), 'unsafe')).toBe(unsafe);
		expect(mayRepeat(failure({ delivery }), 'safe')).toBe(safe);
	});

	it('is never true where it would not help', () => {
		expect(mayRepeat(failure({ delivery: 'notSent', retryable: false }), 'safe')).toBe(false);
	});
});

describe('waitBeforeRepeat', () => {
	const policy = { attemptsMax: 9, baseDelayMs: 100, maxDelayMs: 1_000 };

	it('doubles its ceiling with each failure, up to the maximum', () => {
		const ceilings = [1, 2, 3, 4, 5, 6].map((n) =>
			waitBeforeRepeat(failure({}), n, policy, () => 1),
		);
		expect(ceilings).toEqual([100, 200, 400, 800, 1_000, 1_000]);
	});

	it('is anywhere between nothing and the ceiling', () => {
		expect(waitBeforeRepeat(failure({}), 3, policy, () => 0)).toBe(0);
		expect(waitBeforeRepeat(failure({}), 3, policy, () => 0.5)).toBe(200);
	});

	it('is what the server asks for and a little more, if that is not too long', () => {
		expect(waitBeforeRepeat(failure({ retryAfterMs: 999 }), 1, policy, () => 0)).toBe(999);
		expect(waitBeforeRepeat(failure({ retryAfterMs: 999 }), 1, policy, () => 0.5)).toBe(1_049);
		expect(waitBeforeRepeat(failure({ retryAfterMs: 1_001 }), 1, policy, () => 1)).toBeUndefined();
	});
});
