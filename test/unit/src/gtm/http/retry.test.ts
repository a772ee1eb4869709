import { mayRepeat } from '../../../../../src/gtm/http/retry-decision';

describe('a request that failed may be sent again', () => {
	const refused = (httpStatus: number, status: 'rate_limited' | 'upstream_error' | 'invalid') =>
		({ kind: 'refused', httpStatus, refusal: { status } }) as const;
	const neverSent = { kind: 'no_answer', arrival: 'never_sent' } as const;
	const perhapsArrived = { kind: 'no_answer', arrival: 'unknown' } as const;
	const locked = {
		kind: 'refused',
		httpStatus: 400,
		refusal: { status: 'invalid', transient: true },
	} as const;

	it.each([
		['it never left', neverSent, true, true],
		['it may have arrived', perhapsArrived, true, false],
		['a rate limit refused it', refused(429, 'rate_limited'), true, true],
		['an overloaded vendor failed', refused(503, 'rate_limited'), true, false],
		['the vendor failed', refused(500, 'upstream_error'), true, false],
		['it is wrong', refused(422, 'invalid'), false, false],
		['the answer makes no sense', refused(404, 'upstream_error'), false, false],
		['a record was locked', locked, true, false],
	])('because %s', (_why, failure, safe, unsafe) => {
		expect(mayRepeat('read', failure)).toBe(safe);
		expect(mayRepeat('idempotent', failure)).toBe(safe);
		expect(mayRepeat('unsafe', failure)).toBe(unsafe);
	});
});
