import { toCanonical } from '../../../../../../src/gtm/model/mapping';
import { personMapping } from '../../../../../../src/gtm/vendors/pdl/person.mapping';
import { pdlProfile } from '../../../../../../src/gtm/vendors/pdl/profile';

const REQUEST = {
	method: 'GET',
	path: '/v5/person/enrich',
	effect: 'unsafe',
	limits: ['person/enrich'],
} as const;

const read = (headers: Record<string, string>) =>
	pdlProfile.readLimits?.({ status: 200, headers, body: undefined }, REQUEST);

test.each(['99', '{"minute": 99}', "{'minute': 99}"])(
	'what is left is read from %s',
	(remaining) => {
		const headers = {
			'x-ratelimit-limit': '{"minute": 1000}',
			'x-ratelimit-remaining': remaining,
			'x-ratelimit-reset': '2026-11-25T10:01:00',
			date: 'Wed, 25 Nov 2026 10:00:45 GMT',
		};
		expect(read(headers)).toEqual([
			{ window: 'person/enrich', capacity: 1000, remaining: 99, resetsInMs: 15_000 },
		]);
	},
);

test('headers that are missing or make no sense say nothing', () => {
	expect(read({})).toEqual([]);
	expect(read({ 'x-ratelimit-remaining': 'many', 'x-ratelimit-reset': 'soon' })).toEqual([]);
});

test.each([
	[400, 'invalid_request_error', 'invalid'],
	[401, 'authentication_error', 'forbidden'],
	[402, 'payment_required', 'quota_exhausted'],
	[405, 'invalid_request_error', 'invalid'],
	[429, 'rate_limit_error', 'rate_limited'],
	[500, 'api_error', 'upstream_error'],
])('%d is %s: %s', (status, type, expected) => {
	const body = { status, error: { type, message: 'Something.' } };
	const refusal = pdlProfile.explain({ status, headers: {}, body });
	expect(refusal).toMatchObject({ status: expected, code: type });
	expect(refusal.message).toMatch(/^People Data Labs: Something\./);
});

test('an error without a body is explained by its status', () => {
	const refusal = pdlProfile.explain({ status: 402, headers: {}, body: undefined });
	expect(refusal).toMatchObject({ status: 'quota_exhausted', code: 'http_402' });
});

test('Retry-After goes before the end of the minute', () => {
	const explain = (headers: Record<string, string>) =>
		pdlProfile.explain({ status: 429, headers, body: undefined }).retryAfterMs;
	expect(explain({ 'retry-after': '3' })).toBeUndefined();
	expect(explain({})).toBe(60_000);
});

describe('a person', () => {
	const read = (record: Record<string, unknown>) => toCanonical(personMapping, record);

	test.each([
		[['manager', 'vp'], 'vp'],
		['cxo', 'c_suite'],
		[['unpaid'], 'intern'],
	])('of the levels %j is %s', (levels, expected) => {
		expect(read({ job_title_levels: levels }).values.seniority).toBe(expected);
	});

	test('keeps what did not fit under the vendor’s names', () => {
		const { values, notes } = read({ job_title_levels: ['wizard'], interests: ['chess'] });
		expect(values).toEqual({ custom: { job_title_levels: ['wizard'], interests: ['chess'] } });
		expect(notes).toHaveLength(1);
	});

	test('has the words of the vendor for departments, but for those that have another here', () => {
		expect(read({ job_title_role: 'human_resources' }).values.department).toBe('hr');
		expect(read({ job_title_role: 'trades' }).values.department).toBe('trades');
	});
});
