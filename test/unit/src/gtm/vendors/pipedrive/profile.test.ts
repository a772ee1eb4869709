import { pipedriveProfile } from '../../../../../../src/gtm/vendors/pipedrive/profile';

const explain = (status: number, body: unknown, headers: Record<string, string> = {}) =>
	pipedriveProfile.explain({ status, headers, body });

const failed = (error: string, code?: string) => ({
	success: false,
	error,
	error_info: 'Info.',
	code,
});

describe('a refusal of Pipedrive', () => {
	it.each([
		[400, 'invalid'],
		[401, 'forbidden'],
		[402, 'forbidden'],
		[403, 'forbidden'],
		[404, 'not_found'],
		[410, 'not_found'],
		[422, 'invalid'],
		[500, 'upstream_error'],
	])('of status %i is %s, with its own words', (status, expected) => {
		const refusal = explain(status, failed('No', 'ERR_X'));
		expect(refusal).toMatchObject({ status: expected, code: 'ERR_X' });
		expect(refusal.message).toContain('No. Info.');
	});

	it('does not repeat an address', () => {
		const { message } = explain(400, failed('"dana@acme.com" is not valid'));
		expect(message).not.toContain('dana');
	});

	it('that is a web page of status 403 is the block after ignored limits', () => {
		const refusal = explain(403, '<html>Cloudflare</html>');
		expect(refusal).toMatchObject({ status: 'forbidden', code: 'blocked' });
		expect(refusal.transient).toBeUndefined();
		expect(refusal.message).toContain('process fewer items at once');
	});
});

describe('a 429 of Pipedrive', () => {
	it('of the two seconds says when to come back', () => {
		const headers = { 'x-ratelimit-reset': '2', 'x-daily-ratelimit-token-remaining': '900' };
		expect(explain(429, failed('over limit'), headers)).toMatchObject({
			status: 'rate_limited',
			retryAfterMs: 2_000,
		});
	});

	it.each(['x-daily-ratelimit-token-remaining', 'x-daily-requests-left'])(
		'of the day is told by %s',
		(name) => {
			expect(explain(429, failed('over limit'), { [name]: '0' })).toMatchObject({
				status: 'quota_exhausted',
				code: 'daily_budget',
			});
		},
	);
});

it('the headers of Pipedrive tell what is left of the two seconds and of the day', () => {
	const request = { method: 'GET', path: '/', effect: 'read' } as const;
	const headers = {
		'x-ratelimit-limit': '40',
		'x-ratelimit-remaining': '39',
		'x-ratelimit-reset': '2',
		'x-daily-ratelimit-token-limit': '60000',
		'x-daily-ratelimit-token-remaining': '59990',
	};
	expect(pipedriveProfile.readLimits?.({ status: 200, headers, body: undefined }, request)).toEqual(
		[
			{ window: 'burst', capacity: 40, remaining: 39, resetsInMs: 2_000 },
			{ window: 'tokens', capacity: 60_000, remaining: 59_990 },
		],
	);
	expect(
		pipedriveProfile.readLimits?.({ status: 200, headers: {}, body: undefined }, request),
	).toEqual([]);
});
