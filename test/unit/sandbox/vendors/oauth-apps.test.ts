import { answerControl } from '../../../../sandbox/frame/control.ts';
import { BACK } from './oauth-browser';
import { type Name, SERVERS } from './oauth-servers';

const bearing = (id: string, secret: string) => ({
	authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`,
});

describe('how an app shows itself', () => {
	test.each(['salesforce', 'pipedrive', 'outreach', 'ga4'] as const)(
		'at %s may be in a Basic header',
		async (name) => {
			const { consent, post } = SERVERS[name].open();
			const form = { grant_type: 'authorization_code', redirect_uri: BACK };
			const code = await consent(SERVERS[name].query);
			const wrong = await post({ ...form, code }, bearing('sandbox-client', 'wrong'));
			expect(wrong.body).toMatchObject(SERVERS[name].client);
			const right = await post({ ...form, code }, bearing('sandbox-client', 'sandbox-secret'));
			expect(right.status).toBe(200);
		},
	);

	test('at HubSpot is the body only', async () => {
		const { consent, post } = SERVERS.hubspot.open();
		const code = await consent(SERVERS.hubspot.query);
		const form = { grant_type: 'authorization_code', redirect_uri: BACK, code };
		const { body } = await post(form, bearing('sandbox-client', 'sandbox-secret'));
		expect(body).toMatchObject(SERVERS.hubspot.client);
	});
});

describe('what a token may do', () => {
	async function tokenFor(name: Name, query: Readonly<Record<string, string>>) {
		const browser = SERVERS[name].open();
		const { body } = await browser.redeem(await browser.consent(query));
		return { ...browser, body };
	}

	test('is what was asked for: a scope for all of a resource is one for each verb', async () => {
		const { body, get } = await tokenFor('outreach', { scope: 'sequences.all' });
		expect((await get('/api/v2/sequences', body.access_token)).status).toBe(200);
		expect(await get('/api/v2/prospects', body.access_token)).toMatchObject({
			status: 403,
			body: { errors: [{ id: 'unauthorizedOauthScope' }] },
		});
	});

	test('is nothing at Google without the scope of the API', async () => {
		const { query, path } = SERVERS.ga4;
		const { body, get } = await tokenFor('ga4', { ...query, scope: 'openid' });
		expect((await get(path, body.access_token)).status).toBe(403);
	});

	test('is what the app may do at Pipedrive, which asks for no scopes', async () => {
		const { body, get } = await tokenFor('pipedrive', {});
		for (const path of ['/api/v2/persons', '/api/v2/deals', '/v1/users']) {
			expect((await get(path, body.access_token)).status).toBe(200);
		}
	});

	test.each([
		['ga4', { ...SERVERS.ga4.query, access_type: 'online' }],
		['ga4', { ...SERVERS.ga4.query, prompt: 'none' }],
		['salesforce', { scope: 'api' }],
	] as const)('at %s ends with it if it was not asked to stay: %j', async (name, query) => {
		const { body, get } = await tokenFor(name, query);
		expect(body).not.toHaveProperty('refresh_token');
		expect((await get(SERVERS[name].path, body.access_token)).status).toBe(200);
	});
});

test('Salesforce gives an app a token of its own for its ID and secret', async () => {
	const { get, post } = SERVERS.salesforce.open();
	const form = { grant_type: 'client_credentials', client_id: 'sandbox-client' };
	const refused = await post({ ...form, client_secret: 'wrong' });
	expect(refused).toMatchObject({ status: 400, body: SERVERS.salesforce.client });
	const { body } = await post({ ...form, client_secret: 'sandbox-secret' });
	expect(body).toMatchObject({ scope: 'api', token_type: 'Bearer' });
	expect(body).not.toHaveProperty('refresh_token');
	expect((await get(SERVERS.salesforce.path, body.access_token)).status).toBe(200);
});

test('the sandbox ends tokens when it is told to, and says how many there were', async () => {
	const { query, path } = SERVERS.hubspot;
	const { consent, get, redeem, renew, sandbox } = SERVERS.hubspot.open();
	const { body } = await redeem(await consent(query));
	const expire = (what: string) =>
		answerControl(
			sandbox,
			{
				method: 'POST',
				url: '/_sandbox/oauth/expire',
				headers: {},
				text: JSON.stringify({ vendor: 'hubspot', what }),
			},
			'http://127.0.0.1:4010',
		);
	expect(expire('access_tokens')).toMatchObject({ text: expect.stringContaining('"ended": 1') });
	expect((await get(path, body.access_token)).status).toBe(401);
	expect((await renew(body.refresh_token)).status).toBe(200);
	expect(expire('everything')).toMatchObject({ status: 200 });
	expect((await renew(body.refresh_token)).body).toMatchObject(SERVERS.hubspot.refresh);
	expect(expire('nothing')).toMatchObject({ status: 400 });
});
