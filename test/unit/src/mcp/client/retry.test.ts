import {
	McpClientError,
	type McpClientErrorDetails,
} from '../../../../../src/mcp/client/client-error';
import { backoffMs, mayRepeat, parseRetryAfter } from '../../../../../src/mcp/client/retry';

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

describe('backoffMs', () => {
	const policy = { attemptsMax: 9, baseDelayMs: 100, maxDelayMs: 1_000 };

	it('doubles its ceiling with each failure, up to the maximum', () => {
		const ceilings = [1, 2, 3, 4, 5, 6].map((n) => backoffMs(failure({}), n, policy, () => 1));
		expect(ceilings).toEqual([100, 200, 400, 800, 1_000, 1_000]);
	});

	it('is anywhere between nothing and the ceiling', () => {
		expect(backoffMs(failure({}), 3, policy, () => 0)).toBe(0);
		expect(backoffMs(failure({}), 3, policy, () => 0.5)).toBe(200);
	});

	it('is what the server asks for, if that is not too long', () => {
		expect(backoffMs(failure({ retryAfterMs: 999 }), 1, policy, () => 1)).toBe(999);
		expect(backoffMs(failure({ retryAfterMs: 1_001 }), 1, policy, () => 1)).toBeUndefined();
	});
});

describe('parseRetryAfter', () => {
	const now = Date.parse('2026-01-01T00:00:00Z');

	it.each([
		{ header: '120', ms: 120_000 },
		{ header: ' 0 ', ms: 0 },
		{ header: 'Thu, 01 Jan 2026 00:00:30 GMT', ms: 30_000 },
		{ header: 'Wed, 31 Dec 2025 23:59:00 GMT', ms: 0 },
		{ header: 'soon', ms: undefined },
		{ header: '-5', ms: undefined },
		{ header: '1.5', ms: undefined },
		{ header: '', ms: undefined },
		{ header: null, ms: undefined },
	])('$header is $ms', ({ header, ms }) => {
		expect(parseRetryAfter(header, now)).toBe(ms);
	});
});
