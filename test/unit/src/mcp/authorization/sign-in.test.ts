import {
	challengeOf,
	KEY,
	parametersOf,
	REDIRECT,
	RESOURCE,
	SignInBench,
	VERIFIER,
} from './sign-in-bench';
import { createGrantMemory } from '../../../../../src/mcp/authorization/grants';

const json = (body: string) => JSON.parse(body) as Record<string, unknown>;

describe('signing in with a key', () => {
	it('gives a client that registered a token for what the key may do', async () => {
		const bench = new SignInBench();
		bench.keys = [{ label: 'Dana', key: KEY, allowed: { tools: ['lead_*'] } }];
		const tokens = await bench.signIn();
		expect(tokens).toMatchObject({ status: 200, token_type: 'Bearer', expires_in: 3600 });
		expect(await bench.server.verify(tokens.access_token ?? '')).toEqual({
			kind: 'known',
			principal: {
				kind: 'apiKey',
				label: 'Dana',
				allowed: { tools: ['lead_*'] },
				scopes: [],
				validUntil: bench.now + 3_600_000,
			},
		});
		expect(bench.events).toEqual([
			{ what: 'signed in', label: 'Dana', client: 'Claude', address: '203.0.113.9' },
		]);
	});

	it('sends the code back with the state and the name of the server', async () => {
		const bench = new SignInBench();
		const answer = await bench.submit(await bench.open(await bench.register()));
		expect(answer.status).toBe(303);
		expect(answer.headers.Location?.startsWith(`${REDIRECT}?`)).toBe(true);
		expect(parametersOf(answer)).toEqual({
			code: expect.any(String),
			state: 'their state',
			iss: RESOURCE,
		});
	});

	it('tells the client of a person who cancels', async () => {
		const bench = new SignInBench();
		const page = await bench.open(await bench.register());
		const answer = await bench.submit(page, '', { decision: 'deny' });
		expect(parametersOf(answer)).toEqual({
			error: 'access_denied',
			state: 'their state',
			iss: RESOURCE,
		});
		expect(bench.recorded).toEqual(['declined']);
	});

	it('takes a client by its document, and fetches that once', async () => {
		const bench = new SignInBench();
		const clientId = 'https://client.example/oauth/client.json';
		bench.documents.set(clientId, () =>
			Response.json({ client_id: clientId, client_name: 'Helper', redirect_uris: [REDIRECT] }),
		);
		const code = await bench.code(clientId);
		expect(await bench.token(bench.redemption(clientId, code))).toMatchObject({ status: 200 });
		await bench.code(clientId);
		expect(bench.fetched).toEqual([clientId]);
	});

	it('takes a client that would rather prove itself by a key, as ChatGPT’s document says', async () => {
		const bench = new SignInBench();
		const clientId = 'https://client.example/oauth/client.json';
		const document = {
			client_id: clientId,
			redirect_uris: [REDIRECT],
			token_endpoint_auth_method: 'private_key_jwt',
			jwks_uri: 'https://client.example/jwks',
		};
		bench.documents.set(clientId, () => Response.json(document));
		const { client_id: _, ...form } = bench.redemption(clientId, await bench.code(clientId));
		const claims = Buffer.from(JSON.stringify({ sub: clientId })).toString('base64url');
		const client_assertion = `e30.${claims}.c2ln`;
		expect(await bench.token({ ...form, client_assertion })).toMatchObject({ status: 200 });
	});

	it('lets a program on the person’s machine choose its port', async () => {
		const bench = new SignInBench();
		const clientId = await bench.register({ redirect_uris: ['http://127.0.0.1/callback'] });
		const redirect = 'http://127.0.0.1:41234/callback';
		const code = await bench.code(clientId, { redirect_uri: redirect });
		const form = bench.redemption(clientId, code, { redirect_uri: redirect });
		expect(await bench.token(form)).toMatchObject({ status: 200 });
	});

	it('asks no client for the resource, but for no other one', async () => {
		const bench = new SignInBench();
		const clientId = await bench.register();
		const { resource: _, ...query } = bench.query(clientId);
		const page = await bench.ask('authorize', 'GET', { query });
		expect(page.status).toBe(200);
		expect((await bench.open(clientId, { resource: `${RESOURCE}/` })).status).toBe(200);
	});

	it('goes on after a restart, for as long as the grants are kept', async () => {
		const grants = createGrantMemory();
		const before = new SignInBench({ grants });
		const { access_token: token = '', refresh_token: refresh, clientId } = await before.signIn();
		const after = new SignInBench({ grants });
		expect(await after.server.verify(token)).toMatchObject({ kind: 'known' });
		expect(await after.renew(clientId, refresh)).toMatchObject({ status: 200 });
	});

	it('takes the client_id of HTTP Basic without a secret', async () => {
		const bench = new SignInBench();
		const clientId = await bench.register();
		const { client_id: _, ...form } = bench.redemption(clientId, await bench.code(clientId));
		const basic = Buffer.from(`${encodeURIComponent(clientId)}:`).toString('base64');
		expect(await bench.token(form, { authorization: `Basic ${basic}` })).toMatchObject({
			status: 200,
		});
	});
});

describe('a sign-in that goes on', () => {
	it('ends its token after an hour, and gives a new one', async () => {
		const bench = new SignInBench();
		const first = await bench.signIn();
		bench.now += 3_600_000;
		expect(await bench.server.verify(first.access_token ?? '')).toEqual({ kind: 'none' });
		const second = await bench.renew(first.clientId, first.refresh_token);
		expect(second).toMatchObject({ status: 200, expires_in: 3600 });
		expect(await bench.server.verify(second.access_token ?? '')).toMatchObject({ kind: 'known' });
		expect(second.refresh_token).not.toBe(first.refresh_token);
	});

	it('ends when nobody has renewed it for 30 days', async () => {
		const bench = new SignInBench();
		const { clientId, refresh_token: refresh } = await bench.signIn();
		bench.now += 30 * 86_400_000;
		expect(await bench.renew(clientId, refresh)).toMatchObject({
			status: 400,
			error: 'invalid_grant',
		});
	});

	it('tells a client whose registration is over to register anew', async () => {
		const bench = new SignInBench();
		const { refresh_token: refresh } = await bench.signIn();
		expect(await bench.renew('a-registration-of-long-ago', refresh)).toMatchObject({
			status: 401,
			error: 'invalid_client',
		});
	});

	it('ends with its key, at once', async () => {
		const bench = new SignInBench();
		const { clientId, access_token: token = '', refresh_token: refresh } = await bench.signIn();
		bench.keys = [{ label: 'Dana', key: 'another-key-of-danas-with-her-name' }];
		expect(await bench.server.verify(token)).toEqual({
			kind: 'refused',
			reason: 'The key of this sign-in was revoked',
		});
		expect(await bench.renew(clientId, refresh)).toMatchObject({ error: 'invalid_grant' });
		bench.keys = [{ label: 'Dana', key: KEY }];
		expect(await bench.renew(clientId, refresh)).toMatchObject({ error: 'invalid_grant' });
	});

	it('ends when its key expires', async () => {
		const bench = new SignInBench();
		bench.keys = [{ label: 'Dana', key: KEY, expires: '2026-11-30T08:30:00Z' }];
		const { access_token: token = '' } = await bench.signIn();
		expect(await bench.server.verify(token)).toMatchObject({
			principal: { validUntil: Date.parse('2026-11-30T08:30:00Z') },
		});
		bench.now = Date.parse('2026-11-30T08:30:00Z');
		expect(await bench.server.verify(token)).toMatchObject({ kind: 'refused' });
	});

	it('does what its key may do now, not what it could once', async () => {
		const bench = new SignInBench();
		const { access_token: token = '' } = await bench.signIn();
		bench.keys = [{ label: 'Dana (sales)', key: KEY, allowed: { tools: ['none'] } }];
		expect(await bench.server.verify(token)).toMatchObject({
			principal: { label: 'Dana (sales)', allowed: { tools: ['none'] } },
		});
	});

	it.each(['access_token', 'refresh_token'] as const)(
		'ends when its client hands back the %s',
		async (name) => {
			const bench = new SignInBench();
			const tokens = await bench.signIn();
			const form = { token: tokens[name] ?? '', client_id: tokens.clientId };
			expect((await bench.ask('revoke', 'POST', { form })).status).toBe(200);
			expect(await bench.server.verify(tokens.access_token ?? '')).toMatchObject({
				kind: 'refused',
			});
			expect(bench.recorded).toEqual(['signed in', 'revoked']);
		},
	);

	it('does not end because another client hands back its token', async () => {
		const bench = new SignInBench();
		const { access_token: token = '' } = await bench.signIn();
		const form = { token, client_id: await bench.register({ client_name: 'Other' }) };
		expect((await bench.ask('revoke', 'POST', { form })).status).toBe(200);
		expect(await bench.server.verify(token)).toMatchObject({ kind: 'known' });
	});
});

describe('scopes', () => {
	const scopes = [
		{ name: 'leads:write', opens: ['save_lead'] },
		{ name: 'mail:send', opens: ['send_mail'] },
	];

	it('are all asked for if the client names none, and given as the person ticks them', async () => {
		const bench = new SignInBench({ scopes });
		const clientId = await bench.register();
		const page = await bench.open(clientId);
		expect(page.body).toContain('leads:write');
		expect(page.body).toContain('for send_mail');
		const answer = await bench.submit(page, KEY, { scopes: ['mail:send', 'forged'] });
		const form = bench.redemption(clientId, parametersOf(answer).code ?? '');
		const tokens = await bench.token(form);
		expect(tokens.scope).toBe('mail:send');
		expect(await bench.server.verify(tokens.access_token ?? '')).toMatchObject({
			principal: { scopes: ['mail:send'] },
		});
	});

	it('are those that the client asks for, and no more by ticking', async () => {
		const bench = new SignInBench({ scopes });
		const page = await bench.open(await bench.register(), { scope: 'mail:send offline_access' });
		expect(page.body).not.toContain('leads:write');
	});

	it('are all asked for if the client knows none of them', async () => {
		const bench = new SignInBench({ scopes });
		const page = await bench.open(await bench.register(), { scope: 'openid offline_access' });
		expect(page.body).toContain('leads:write');
	});

	it('can become fewer on renewing, never more', async () => {
		const bench = new SignInBench({ scopes });
		const { clientId, refresh_token: refresh } = await bench.signIn({ scope: 'mail:send' });
		expect(await bench.renew(clientId, refresh, { scope: 'mail:send leads:write' })).toMatchObject({
			error: 'invalid_scope',
		});
		expect(await bench.renew(clientId, refresh, { scope: 'mail:send' })).toMatchObject({
			scope: 'mail:send',
		});
	});
});

describe('what the server tells of itself', () => {
	it('names endpoints, PKCE, issuer in answers and client documents', async () => {
		const { body } = await new SignInBench().ask('metadata', 'GET');
		expect(json(body)).toEqual({
			issuer: RESOURCE,
			authorization_endpoint: `${RESOURCE}/authorize`,
			token_endpoint: `${RESOURCE}/token`,
			registration_endpoint: `${RESOURCE}/register`,
			revocation_endpoint: `${RESOURCE}/revoke`,
			response_types_supported: ['code'],
			response_modes_supported: ['query'],
			grant_types_supported: ['authorization_code', 'refresh_token'],
			token_endpoint_auth_methods_supported: ['none'],
			revocation_endpoint_auth_methods_supported: ['none'],
			code_challenge_methods_supported: ['S256'],
			authorization_response_iss_parameter_supported: true,
			client_id_metadata_document_supported: true,
		});
	});

	it('says the same where OpenID looks, with what that needs', async () => {
		const bench = new SignInBench({ scopes: [{ name: 'mail:send', opens: [] }] });
		const { body } = await bench.ask('openidMetadata', 'GET');
		expect(json(body)).toMatchObject({
			issuer: RESOURCE,
			scopes_supported: ['mail:send'],
			jwks_uri: `${RESOURCE}/jwks`,
			subject_types_supported: ['public'],
		});
		expect(json((await bench.ask('jwks', 'GET')).body)).toEqual({ keys: [] });
	});

	it('may be read by web pages, as clients in a browser must', async () => {
		const bench = new SignInBench();
		const { headers } = await bench.ask('metadata', 'GET');
		expect(headers['Access-Control-Allow-Origin']).toBe('*');
		const preflight = await bench.ask('token', 'OPTIONS');
		expect(preflight.status).toBe(204);
		expect(preflight.headers['Access-Control-Allow-Methods']).toBe('POST, OPTIONS');
		expect((await bench.ask('token', 'GET')).status).toBe(405);
	});
});

it('refuses a challenge that is not S256', async () => {
	const bench = new SignInBench();
	const clientId = await bench.register();
	const tries: Array<Record<string, string>> = [
		{ code_challenge_method: 'plain', code_challenge: VERIFIER },
		{ code_challenge_method: '' },
		{ code_challenge: '' },
		{ code_challenge: challengeOf(VERIFIER).slice(1) },
	];
	for (const more of tries) {
		const answer = await bench.open(clientId, more);
		expect(parametersOf(answer)).toMatchObject({ error: 'invalid_request', iss: RESOURCE });
	}
});
