import { BACK, CHALLENGE, VERIFIER } from './oauth-browser';
import { type Name, SERVERS } from './oauth-servers';

describe.each(Object.keys(SERVERS) as Name[])('the OAuth2 server of the emulated %s', (name) => {
	const { open, query, path, answered, renewed, client, code, refresh } = SERVERS[name];

	/** With tokens of a user who said yes. */
	async function signedIn() {
		const browser = open();
		const { body } = await browser.redeem(await browser.consent(query));
		return { ...browser, body };
	}

	test('sends the browser back with a code and the state', async () => {
		const { status, headers } = await open().ask(query);
		expect(status).toBe(302);
		const back = new URL(headers.location ?? '');
		expect(`${back.origin}${back.pathname}`).toBe(BACK);
		expect(back.searchParams.get('state')).toBe('state-1');
		expect(back.searchParams.get('code')).toMatch(/.+/);
	});

	test('asks for an app, and for a way back', async () => {
		const { ask } = open();
		expect((await ask({ ...query, client_id: '' })).body).toMatchObject(client);
		expect((await ask({ ...query, redirect_uri: 'nowhere' })).status).toBe(400);
	});

	test('gives a token for the code, which opens the API and must not be stored', async () => {
		const browser = open();
		const { status, headers, body } = await browser.redeem(await browser.consent(query));
		expect(status).toBe(200);
		expect(headers).toMatchObject({ 'cache-control': 'no-store' });
		expect(body).toMatchObject({ ...answered, refresh_token: expect.any(String) });
		expect((await browser.get(path, body.access_token)).status).toBe(200);
		expect((await browser.get(path, 'access-stolen')).status).toBe(401);
	});

	test('takes a code once, in its first five minutes, and from the app that asked', async () => {
		const { clock, consent, redeem } = open();
		const first = await consent(query);
		expect((await redeem(first, { client_secret: 'wrong' })).body).toMatchObject(client);
		expect((await redeem(first, { client_id: 'another-app' })).body).toMatchObject(code);
		expect((await redeem(first, { redirect_uri: 'https://other.test/' })).status).toBe(400);
		expect((await redeem(first)).status).toBe(200);
		expect(await redeem(first)).toMatchObject({ status: 400, body: code });
		const second = await consent(query);
		clock.advance(5 * 60_000);
		expect(await redeem(second)).toMatchObject({ status: 400, body: code });
	});

	test('takes the code only with the verifier of its challenge, if it has one', async () => {
		const { ask, consent, redeem } = open();
		const challenge = { code_challenge: CHALLENGE, code_challenge_method: 'S256' };
		const bound = await consent({ ...query, ...challenge });
		expect((await redeem(bound)).status).toBe(400);
		expect((await redeem(bound, { code_verifier: 'another' })).status).toBe(400);
		expect((await redeem(bound, { code_verifier: VERIFIER })).status).toBe(200);
		const plain = { ...query, code_challenge: VERIFIER, code_challenge_method: 'plain' };
		expect((await ask(plain)).status).toBe(400);
	});

	test('renews a token that has expired by time or by hand, as often as it is asked', async () => {
		const { body, clock, get, renew, sandbox } = await signedIn();
		clock.advance(3 * 3_600_000);
		expect((await get(path, body.access_token)).status).toBe(401);
		const second = await renew(body.refresh_token);
		expect(second.body).toMatchObject(renewed);
		expect('refresh_token' in second.body).toBe('refresh_token' in renewed);
		expect((await get(path, second.body.access_token)).status).toBe(200);
		expect(sandbox.vendor(name).grants.expireAccessTokens()).toBeGreaterThan(0);
		expect((await get(path, second.body.access_token)).status).toBe(401);
		const third = await renew(body.refresh_token);
		expect((await get(path, third.body.access_token)).status).toBe(200);
	});

	test('refuses what it does not know, and all that was allowed before it was withdrawn', async () => {
		const { body, get, post, renew, sandbox } = await signedIn();
		expect(await renew('refresh-stolen')).toMatchObject({ status: 400, body: refresh });
		expect((await renew(body.refresh_token, { client_secret: 'x' })).body).toMatchObject(client);
		const stolen = await renew(body.refresh_token, { client_id: 'another-app' });
		expect(stolen.body).toMatchObject(refresh);
		const password = { grant_type: 'password', client_id: 'sandbox-client' };
		expect((await post({ ...password, client_secret: 'sandbox-secret' })).body).toMatchObject({
			error: 'unsupported_grant_type',
		});
		sandbox.vendor(name).grants.revoke();
		expect((await get(path, body.access_token)).status).toBe(401);
		expect(await renew(body.refresh_token)).toMatchObject({ status: 400, body: refresh });
	});

	test('forgets its tokens with a reset, and leaves none in the log', async () => {
		const { body, get, renew, sandbox } = await signedIn();
		await renew(body.refresh_token);
		const log = JSON.stringify(sandbox.log.list());
		expect(log).toContain('grant_type=authorization_code');
		expect(log).not.toMatch(/sandbox-secret|(access|code|refresh)-[\da-f]{8}-/);
		sandbox.reset();
		expect((await get(path, body.access_token)).status).toBe(401);
	});
});
