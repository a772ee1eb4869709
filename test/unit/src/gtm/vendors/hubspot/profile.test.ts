import type { HttpResponse } from '../../../../../../src/gtm/http/http-port';
import type { VendorRequest } from '../../../../../../src/gtm/http/vendor-request';
import { hubspotProfile } from '../../../../../../src/gtm/vendors/hubspot/profile';

const { explain, readLimits, requestIdOf } = hubspotProfile;

const answered = (status: number, body: unknown = {}, headers = {}): HttpResponse => ({
	status,
	headers,
	body,
});

describe('a refusal of HubSpot', () => {
	test.each([
		[400, 'VALIDATION_ERROR', 'invalid'],
		[401, 'INVALID_AUTHENTICATION', 'forbidden'],
		[403, 'MISSING_SCOPES', 'forbidden'],
		[404, 'OBJECT_NOT_FOUND', 'not_found'],
		[409, 'CONFLICT', 'duplicate'],
		[415, 'UNSUPPORTED', 'invalid'],
		[500, 'INTERNAL_ERROR', 'upstream_error'],
		[502, 'BAD_GATEWAY', 'upstream_error'],
	])('%i %s is %s under its own category', (status, category, expected) => {
		expect(explain(answered(status, { category, message: 'said' }))).toMatchObject({
			status: expected,
			code: category,
		});
	});

	test('gives the details that the message leaves out, each once, and five at most', () => {
		const errors = ['a', 'b', 'b', 'c', 'd', 'e', 'f'].map((name) => ({
			message: `wrong ${name}`,
		}));
		const { message } = explain(answered(400, { message: 'Invalid: wrong a', errors }));
		expect(message).toBe('Invalid: wrong a wrong b wrong c wrong d wrong e wrong f');
	});

	test('names the scopes that are missing', () => {
		const errors = [{ message: 'm', context: { requiredGranularScopes: ['crm.lists.write'] } }];
		expect(explain(answered(403, { message: 'No.', errors })).message).toMatch(
			/: crm\.lists\.write\.$/,
		);
	});

	test('names the contact that has the email already', () => {
		const message = 'Contact already exists. Existing ID: 4211';
		expect(explain(answered(409, { message }))).toMatchObject({ existingId: '4211' });
		expect(explain(answered(409, { message: 'Conflict' }))).not.toHaveProperty('existingId');
	});

	test('of a locked record passes', () => {
		expect(explain(answered(423, { message: 'locked' }))).toMatchObject({
			status: 'upstream_error',
			transient: true,
		});
	});

	test.each([
		['SECONDLY', 'rate_limited', 1_000],
		['TEN_SECONDLY_ROLLING', 'rate_limited', 10_000],
		['DAILY', 'quota_exhausted', undefined],
	])('429 of the policy %s is %s', (policyName, status, retryAfterMs) => {
		const refusal = explain(answered(429, { message: 'Too many.', policyName }));
		expect([refusal.status, refusal.retryAfterMs]).toEqual([status, retryAfterMs]);
	});

	test.each([undefined, '<html>', [], null])('with a body of %j is told by its status', (body) => {
		expect(explain(answered(503, body))).toMatchObject({
			status: 'upstream_error',
			code: 'http_503',
		});
	});
});

describe('what HubSpot says of its limits', () => {
	const request: VendorRequest = { method: 'GET', path: '/', effect: 'read' };

	test('is read for the ten seconds and the day', () => {
		const headers = {
			'x-hubspot-ratelimit-max': '190',
			'x-hubspot-ratelimit-remaining': '0',
			'x-hubspot-ratelimit-daily': '650000',
			'x-hubspot-ratelimit-daily-remaining': '649000',
		};
		expect(readLimits?.(answered(200, {}, headers), request)).toEqual([
			{ window: 'interval', capacity: 190, remaining: 0 },
			{ window: 'daily', capacity: 650_000, remaining: 649_000 },
		]);
	});

	test('is nothing in the answer of a search', () => {
		expect(readLimits?.(answered(200), request)).toEqual([]);
	});
});

test('a request is named by the body of a refusal, else by the header', () => {
	const headers = { 'x-hubspot-correlation-id': 'of-the-header' };
	expect(requestIdOf?.(answered(400, { correlationId: 'of-the-body' }, headers))).toBe(
		'of-the-body',
	);
	expect(requestIdOf?.(answered(200, {}, headers))).toBe('of-the-header');
});
