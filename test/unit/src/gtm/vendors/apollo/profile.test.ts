import { limitsOf, readLimits } from '../../../../../../src/gtm/vendors/apollo/limits';
import { apolloProfile } from '../../../../../../src/gtm/vendors/apollo/profile';
import { skipped } from '../../../../../../src/gtm/vendors/apollo/skip-reasons';

const explain = (status: number, body: unknown, headers = {}) =>
	apolloProfile.explain({ status, headers, body });

test.each([
	[401, 'Invalid API key.', 'forbidden', 'invalid_key'],
	[403, { error: 'No.', error_code: 'API_INACCESSIBLE' }, 'forbidden', 'API_INACCESSIBLE'],
	// The report refuses a key so.
	[422, { error: 'No.', error_code: 'API_INACCESSIBLE' }, 'forbidden', 'API_INACCESSIBLE'],
	[403, { message: 'only available to users on paid plans' }, 'forbidden', 'paid_plan_only'],
	[422, { error: 'Oops! This contact does not exist in Apollo.' }, 'not_found', 'not_found'],
	[404, { error: 'Contact not found' }, 'not_found', 'http_404'],
	[422, { error: "Required parameter 'domain' missing" }, 'invalid', 'unprocessable'],
	[422, { error: 'You have insufficient credits' }, 'quota_exhausted', 'out_of_credits'],
	[429, { message: '… is 200 times per minute.' }, 'rate_limited', 'limit_per_minute'],
	[429, { message: '… is 600 times per hour.' }, 'quota_exhausted', 'limit_per_hour'],
	[429, { message: '… is 6000 times per day.' }, 'quota_exhausted', 'limit_per_day'],
	[429, { error: 'We are already processing the request' }, 'rate_limited', 'sequence_busy'],
	[500, undefined, 'upstream_error', 'http_500'],
	[502, '<html><body>Bad Gateway</body></html>', 'upstream_error', 'http_502'],
])('%d %j is %s', (status, body, expected, code) => {
	expect(explain(status, body)).toMatchObject({ status: expected, code });
});

test('a proxy’s page is not put into the message', () => {
	expect(explain(502, '<html>secret</html>').message).not.toContain('<html>');
});

test('what the vendor says of the wait goes before our guess', () => {
	const body = { message: '… is 200 times per minute.' };
	expect(explain(429, body).retryAfterMs).toBe(60_000);
	expect(explain(429, body, { 'retry-after': '7' }).retryAfterMs).toBeUndefined();
});

test('headers are read for the endpoint that answered', () => {
	const headers = {
		'x-rate-limit-minute': '1000',
		'x-minute-requests-left': '998',
		'x-rate-limit-hourly': '6000',
		'x-24-hour-requests-left': '12',
	};
	const response = { status: 200, headers, body: undefined };
	expect(readLimits(response, { limits: limitsOf('people/match') })).toEqual([
		{ window: 'people/match per minute', capacity: 1000, remaining: 998 },
		{ window: 'people/match per hour', capacity: 6000 },
		{ window: 'people/match per day', remaining: 12 },
	]);
	expect(readLimits(response, {})).toEqual([]);
});

test('a refusal tells when the window that is used up is fresh again', () => {
	const headers = {
		'x-minute-requests-left': '0',
		'x-hourly-requests-left': '7',
		'retry-after': '35',
	};
	const response = { status: 429, headers, body: undefined };
	expect(readLimits(response, { limits: limitsOf('contacts/show') })).toEqual([
		{ window: 'contacts/show per minute', remaining: 0, resetsInMs: 35_000 },
		{ window: 'contacts/show per hour', remaining: 7 },
	]);
});

test('a reason to skip that is not known is told as it is', () => {
	expect(skipped('apollo', 'contacts_on_the_moon')).toMatchObject({
		status: 'skipped',
		reason: { code: 'contacts_on_the_moon', message: expect.stringContaining('on_the_moon') },
	});
});
