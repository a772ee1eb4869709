import { outreach } from '../../../../../../src/gtm/vendors/outreach/outreach';

describe('a refusal of Outreach', () => {
	test.each([
		[401, 'unauthorized', 'forbidden'],
		[422, 'validationError', 'invalid'],
		[415, 'unsupportedMediaType', 'invalid'],
	])('with status %i is explained in one vocabulary', (status, id, expected) => {
		const body = { errors: [{ id, title: 'Title', detail: 'Name cannot be blank.' }] };
		const refusal = outreach.profile.explain({ status, headers: {}, body });
		expect(refusal).toMatchObject({ status: expected, code: id });
		expect(refusal.message).toContain('Name cannot be blank.');
	});

	test('of a prospect who is in the sequence is a duplicate, by its words alone', () => {
		const errors = [{ id: 'validationError', detail: 'Prospect is already active.' }];
		const refusal = outreach.profile.explain({ status: 422, headers: {}, body: { errors } });
		expect(refusal.status).toBe('duplicate');
	});

	test('for too many requests is no exhausted quota while the headers show some left', () => {
		const headers = { 'x-ratelimit-remaining': '7000' };
		const refusal = outreach.profile.explain({ status: 429, headers, body: {} });
		expect(refusal.status).toBe('rate_limited');
	});
});

test.each([
	['Wed, 25 Nov 2026 11:00:00 GMT', 1_800_000],
	[String(Date.parse('2026-11-25T11:00:00Z') / 1000), 1_800_000],
	['soon', undefined],
])('a limit that is fresh at %s is so by the clock of Outreach', (reset, resetsInMs) => {
	const headers = {
		'x-ratelimit-limit': '10000',
		'x-ratelimit-remaining': '1',
		'x-ratelimit-reset': reset,
		date: 'Wed, 25 Nov 2026 10:30:00 GMT',
	};
	const answer = { status: 200, headers, body: {} };
	const request = { method: 'GET', path: '/', effect: 'read' } as const;
	const [reading] = outreach.profile.readLimits?.(answer, request) ?? [];
	expect(reading).toMatchObject({ window: 'hourly', capacity: 10_000, remaining: 1 });
	expect(reading?.resetsInMs).toBe(resetsInMs);
});
