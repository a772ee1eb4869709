import { smartlead } from '../../../../../../src/gtm/vendors/smartlead/smartlead';

describe('an answer', () => {
	test('tells of the limit of the minute, by the clock of Smartlead', () => {
		const headers = {
			'x-ratelimit-limit': '120',
			'x-ratelimit-remaining': '0',
			'x-ratelimit-reset': String(Date.parse('2026-11-25T10:00:30Z') / 1000),
			date: 'Wed, 25 Nov 2026 10:00:00 GMT',
		};
		expect(
			smartlead.profile.readLimits?.(
				{ status: 200, headers, body: {} },
				{ method: 'GET', path: '/', effect: 'read' },
			),
		).toEqual([{ window: 'minute', capacity: 120, remaining: 0, resetsInMs: 30_000 }]);
	});

	test.each([
		[429, { error: { code: 'RATE_LIMIT_EXCEEDED', retry_after: 30 } }, 'rate_limited', 30_000],
		[404, { ok: false, error: 'Campaign not found' }, 'not_found', undefined],
		[403, '<html>error 1010</html>', 'forbidden', undefined],
		[422, { message: '"email" is required' }, 'invalid', undefined],
	])('with status %i is explained in one vocabulary', (status, body, expected, retryAfterMs) => {
		const refusal = smartlead.profile.explain({ status, headers: {}, body });
		expect(refusal.status).toBe(expected);
		expect(refusal.retryAfterMs).toBe(retryAfterMs);
		expect(refusal.message).not.toContain('<');
	});
});
