import { outreach } from '../../../../sandbox/vendors/outreach/outreach.ts';
import { callerOf } from './caller';

describe('the emulated Outreach', () => {
	test('mints one token a minute, which opens it', async () => {
		const { call, clock } = callerOf(outreach);
		const mint = async () => await call('POST', '/oauth/token', { grant_type: 'refresh_token' });
		const { status, body } = await mint();
		expect(status).toBe(200);
		const { access_token: token } = body as { access_token: string };
		expect((await call('GET', '/api/v2/sequences', undefined, token)).status).toBe(200);
		expect((await mint()).status).toBe(429);
		clock.advance(60_000);
		expect((await mint()).status).toBe(200);
	});

	test('takes no body of another type than that of JSON:API', async () => {
		const { call } = callerOf(outreach);
		const data = { type: 'prospect', attributes: { emails: ['a@new.example'] } };
		expect(await call('POST', '/api/v2/prospects', { data })).toMatchObject({
			status: 415,
			body: { errors: [{ id: 'unsupportedMediaType' }] },
		});
	});
});
