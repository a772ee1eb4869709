import { SANDBOX_APP } from '../../../../sandbox/frame/oauth.ts';
import { outreach } from '../../../../sandbox/vendors/outreach/outreach.ts';
import { callerOf } from './caller';

describe('the emulated Outreach', () => {
	test('mints one token a minute', async () => {
		const { call, clock } = callerOf(outreach);
		const mint = async () =>
			await call('POST', '/oauth/token', {
				grant_type: 'refresh_token',
				refresh_token: 'refresh-unknown',
				client_id: SANDBOX_APP.clientId,
				client_secret: SANDBOX_APP.clientSecret,
			});
		expect((await mint()).status).toBe(400);
		expect((await mint()).status).toBe(429);
		clock.advance(60_000);
		expect((await mint()).status).toBe(400);
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
