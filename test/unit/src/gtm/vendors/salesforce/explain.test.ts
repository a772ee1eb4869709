import type { HttpResponse } from '../../../../../../src/gtm/http/http-port';
import { explain } from '../../../../../../src/gtm/vendors/salesforce/explain';
import { salesforceProfile } from '../../../../../../src/gtm/vendors/salesforce/profile';

const answered = (status: number, body: unknown): HttpResponse => ({ status, headers: {}, body });
const error = (errorCode: string, message = 'said', fields?: string[]) => [
	{ errorCode, message, ...(fields && { fields }) },
];

describe('an error of Salesforce', () => {
	test.each([
		[400, 'REQUIRED_FIELD_MISSING', 'invalid'],
		[400, 'FIELD_CUSTOM_VALIDATION_EXCEPTION', 'invalid'],
		[400, 'MALFORMED_QUERY', 'invalid'],
		[400, 'INVALID_FIELD_FOR_INSERT_UPDATE', 'forbidden'],
		[400, 'INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY', 'forbidden'],
		[401, 'INVALID_SESSION_ID', 'forbidden'],
		[403, 'API_DISABLED_FOR_ORG', 'forbidden'],
		[403, 'REQUEST_LIMIT_EXCEEDED', 'quota_exhausted'],
		[404, 'NOT_FOUND', 'not_found'],
		[404, 'ENTITY_IS_DELETED', 'not_found'],
		[400, 'STORAGE_LIMIT_EXCEEDED', 'quota_exhausted'],
		[400, 'QUERY_TIMEOUT', 'upstream_error'],
		[500, 'UNKNOWN_EXCEPTION', 'upstream_error'],
		[503, 'SERVER_UNAVAILABLE', 'upstream_error'],
	])('%i %s is %s under its own code', (status, code, expected) => {
		expect(explain(answered(status, error(code)))).toMatchObject({ status: expected, code });
	});

	test('names the fields that the message leaves out', () => {
		const { message } = explain(
			answered(400, error('STRING_TOO_LONG', 'data value too large', ['Title'])),
		);
		expect(message).toBe('data value too large. Fields: Title.');
	});

	test('a locked row passes', () => {
		expect(explain(answered(400, error('UNABLE_TO_LOCK_ROW')))).toMatchObject({
			status: 'upstream_error',
			transient: true,
		});
	});

	test('too many long requests at once pass, while the day’s requests do not', () => {
		const busy = error(
			'REQUEST_LIMIT_EXCEEDED',
			'ConcurrentRequests (Concurrent API Requests) Limit exceeded.',
		);
		expect(explain(answered(403, busy))).toMatchObject({
			status: 'rate_limited',
			retryAfterMs: 5_000,
		});
		const over = explain(
			answered(403, error('REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.')),
		);
		expect(over.retryAfterMs).toBeUndefined();
	});

	test('a taken value names the record that has it', () => {
		const said =
			'duplicate value found: External_Id__c duplicates value on record with id: 0035g00000AbCdE';
		expect(explain(answered(400, error('DUPLICATE_VALUE', said)))).toMatchObject({
			status: 'duplicate',
			existingId: '0035g00000AbCdE',
		});
	});

	test('several records of one external id are a duplicate', () => {
		const paths = [
			'/services/data/v64.0/sobjects/Contact/003A',
			'/services/data/v64.0/sobjects/Contact/003B',
		];
		expect(explain(answered(300, paths))).toMatchObject({
			status: 'duplicate',
			code: 'MULTIPLE_MATCHES',
			existingId: '003A',
		});
	});

	test('a login that failed says why', () => {
		const body = { error: 'invalid_client', error_description: 'invalid client credentials' };
		expect(explain(answered(400, body))).toMatchObject({
			status: 'forbidden',
			code: 'invalid_client',
			message: expect.stringContaining('invalid client credentials') as string,
		});
	});

	test.each([undefined, '<html>maintenance</html>', [], [null], {}])(
		'an answer of %j is told by its status',
		(body) => {
			expect(explain(answered(503, body))).toMatchObject({
				status: 'upstream_error',
				code: 'http_503',
			});
		},
	);
});

describe('a record that a duplicate rule blocks', () => {
	const match = (type: string, Id: string) => ({
		entityType: type,
		matchRecords: [{ matchConfidence: 100, record: { attributes: { type }, Id } }],
	});
	const blocked = (matchResults: object[]) =>
		explain(
			answered(400, [
				{
					errorCode: 'DUPLICATES_DETECTED',
					message: 'Use one of these records?',
					duplicateResult: {
						duplicateRule: 'Our_Rule',
						duplicateRuleEntityType: 'Contact',
						matchResults,
					},
				},
			]),
		);

	test('is a duplicate of the record of its own object, also if a lead matches first', () => {
		const refusal = blocked([match('Lead', '00Q1'), match('Contact', '0031')]);
		expect(refusal).toMatchObject({ status: 'duplicate', existingId: '0031' });
		expect(refusal.message).toMatch(/Our_Rule.*Lead 00Q1, Contact 0031/);
	});

	test('has no id if only records of other objects match, for that is no contact’s id', () => {
		const refusal = blocked([match('Lead', '00Q1')]);
		expect(refusal.existingId).toBeUndefined();
		expect(refusal.message).toContain('Lead 00Q1');
	});

	test('is a duplicate also if Salesforce does not say of what', () => {
		expect(
			explain(answered(400, error('DUPLICATES_DETECTED', 'Use one of these records?'))),
		).toMatchObject({
			status: 'duplicate',
			message: expect.stringContaining('Use one of these records?') as string,
		});
	});
});

describe('the header of limits', () => {
	const read = (header: string) =>
		salesforceProfile.readLimits?.(
			{ status: 200, headers: { 'sforce-limit-info': header }, body: undefined },
			{ method: 'GET', path: '/', effect: 'read' },
		);

	test('tells what the whole org has left of the day', () => {
		expect(read('api-usage=99990/100000; per-app-api-usage=17/250(appName=sample)')).toEqual([
			{ window: 'daily', capacity: 100_000, remaining: 10 },
		]);
	});

	test('may say that more was used than there is', () => {
		expect(read('api-usage=15010/15000')).toEqual([
			{ window: 'daily', capacity: 15_000, remaining: 0 },
		]);
	});

	test.each(['', 'per-app-api-usage=17/250(appName=sample)', 'nonsense'])(
		'%j tells nothing',
		(header) => {
			expect(read(header)).toEqual([]);
		},
	);
});
