import {
	KEY,
	parametersOf,
	REDIRECT,
	RESOURCE,
	sealedRequest,
	SignInBench,
	VERIFIER,
} from './sign-in-bench';
import { createGrantMemory } from '../../../../../src/mcp/authorization/grants';

describe('a code', () => {
	it('that is used twice ends the sign-in for both', async () => {
		const bench = new SignInBench();
		const { clientId, code, access_token: token = '', refresh_token } = await bench.signIn();
		expect(await bench.token(bench.redemption(clientId, code))).toMatchObject({
			status: 400,
			error: 'invalid_grant',
		});
		expect(await bench.server.verify(token)).toMatchObject({ kind: 'refused' });
		expect(await bench.renew(clientId, refresh_token)).toMatchObject({ error: 'invalid_grant' });
		expect(bench.recorded).toEqual(['signed in', 'code used twice']);
	});

	it('that two redeem at the same moment serves neither for long', async () => {
		const bench = new SignInBench();
		const clientId = await bench.register();
		const form = bench.redemption(clientId, await bench.code(clientId));
		const answers = await Promise.all([bench.token(form), bench.token(form)]);
		const given = answers.map(({ access_token: token }) => token ?? 'none');
		for (const token of given) {
			expect(await bench.server.verify(token)).not.toMatchObject({ kind: 'known' });
		}
	});

	it.each([
		['another verifier', { code_verifier: 'w'.repeat(43) }],
		['no verifier', { code_verifier: '' }],
		['a verifier that is too short', { code_verifier: 'v' }],
		['another redirect', { redirect_uri: 'https://claude.ai.evil.example/callback' }],
		['another resource', { resource: 'https://mcp.example.com/other' }],
	])('is refused with %s', async (_, more) => {
		const bench = new SignInBench();
		const clientId = await bench.register();
		const code = await bench.code(clientId);
		const { status, access_token: token } = await bench.token(
			bench.redemption(clientId, code, more),
		);
		expect([status, token]).toEqual([400, undefined]);
	});

	it('is refused to another client', async () => {
		const bench = new SignInBench();
		const code = await bench.code(await bench.register());
		const other = await bench.register({ client_name: 'Other' });
		expect(await bench.token(bench.redemption(other, code))).toMatchObject({
			error: 'invalid_grant',
		});
	});

	it('is over after a minute', async () => {
		const bench = new SignInBench();
		const clientId = await bench.register();
		const code = await bench.code(clientId);
		bench.now += 60_000;
		expect(await bench.token(bench.redemption(clientId, code))).toMatchObject({
			error: 'invalid_grant',
		});
	});

	it('is worth nothing once its key is withdrawn', async () => {
		const bench = new SignInBench();
		const clientId = await bench.register();
		const code = await bench.code(clientId);
		bench.keys = [];
		expect(await bench.token(bench.redemption(clientId, code))).toMatchObject({
			error: 'invalid_grant',
		});
	});
});

describe('a refresh token', () => {
	it('that is used twice ends the sign-in, also for who has the newer one', async () => {
		const bench = new SignInBench();
		const { clientId, refresh_token: first } = await bench.signIn();
		const { refresh_token: second, access_token: token = '' } = await bench.renew(clientId, first);
		expect(await bench.renew(clientId, first)).toMatchObject({ error: 'invalid_grant' });
		expect(await bench.renew(clientId, second)).toMatchObject({ error: 'invalid_grant' });
		expect(await bench.server.verify(token)).toMatchObject({ kind: 'refused' });
		expect(bench.recorded).toEqual(['signed in', 'refresh token used twice']);
	});

	it('is refused to another client, and stays good for its own', async () => {
		const bench = new SignInBench();
		const { clientId, refresh_token: refresh } = await bench.signIn();
		const other = await bench.register({ client_name: 'Other' });
		expect(await bench.renew(other, refresh)).toMatchObject({ error: 'invalid_grant' });
		expect(await bench.renew(clientId, refresh)).toMatchObject({ status: 200 });
	});

	it('is no access token, and an access token no refresh token', async () => {
		const bench = new SignInBench();
		const { clientId, access_token: access, refresh_token: refresh = '' } = await bench.signIn();
		expect(await bench.server.verify(refresh)).toEqual({ kind: 'none' });
		expect(await bench.renew(clientId, access)).toMatchObject({ error: 'invalid_grant' });
	});
});

describe('a token of another server of the same n8n', () => {
	const grants = createGrantMemory();
	const ours = new SignInBench({ grants });
	const other = new SignInBench({ grants, resource: 'https://mcp.example.com/other' });

	it('opens nothing here', async () => {
		const { access_token: token = '', refresh_token: refresh, clientId } = await other.signIn();
		expect(await ours.server.verify(token)).toEqual({
			kind: 'refused',
			reason: 'The access token is for another server',
		});
		expect(await ours.renew(clientId, refresh)).toMatchObject({ error: 'invalid_client' });
	});

	it('cannot be asked for here', async () => {
		const clientId = await ours.register();
		const answer = await ours.open(clientId, { resource: 'https://mcp.example.com/other' });
		expect(parametersOf(answer)).toMatchObject({
			error: 'invalid_target',
			iss: RESOURCE,
			state: 'their state',
		});
		expect(ours.recorded).toContain('refused resource');
	});

	it('cannot be had with a registration or a form of that one', async () => {
		const theirs = await other.register();
		expect((await ours.open(theirs)).status).toBe(401);
		const page = await other.open(theirs);
		ours.cookie = other.cookie;
		expect((await ours.submit(page)).status).toBe(403);
	});
});

describe('where answers are sent', () => {
	it.each([
		'https://claude.ai.evil.example/api/mcp/auth_callback',
		'https://claude.ai@evil.example/api/mcp/auth_callback',
		'https://сlaude.ai/api/mcp/auth_callback',
		'https://claude.ai/api/mcp/auth_callback/../../evil',
		`${REDIRECT}?next=https://evil.example`,
		`${REDIRECT}/`,
		'http://claude.ai/api/mcp/auth_callback',
		'javascript:alert(1)//claude.ai',
		'//claude.ai/api/mcp/auth_callback',
		'',
	])('is nowhere but where the client has said: not %s', async (redirect) => {
		const bench = new SignInBench();
		const clientId = await bench.register();
		const answer = await bench.open(clientId, { redirect_uri: redirect });
		expect(answer.status).toBe(400);
		expect(answer.headers.Location).toBeUndefined();
		expect(answer.body).toContain('This sign-in cannot go on');
	});

	it('is written down when somebody tried another place', async () => {
		const bench = new SignInBench();
		await bench.open(await bench.register(), { redirect_uri: 'https://evil.example/' });
		expect(bench.events).toEqual([
			{ what: 'refused redirect', client: 'Claude', address: '203.0.113.9' },
		]);
	});

	it('is not where a link to us can send a person unasked', async () => {
		const bench = new SignInBench();
		const clientId = await bench.register({ redirect_uris: ['https://evil.example/'] });
		const redirect = { redirect_uri: 'https://evil.example/' };
		const answer = await bench.open(clientId, { ...redirect, response_type: 'token' });
		expect([answer.status, answer.headers.Location]).toEqual([400, undefined]);
		expect(answer.body).toContain('Go back to evil.example');
		expect(parametersOf(answer)).toMatchObject({ error: 'unsupported_response_type' });
	});

	it('is at once the person’s own machine, where a program waits', async () => {
		const bench = new SignInBench();
		const uri = 'http://127.0.0.1:4000/callback';
		const clientId = await bench.register({ redirect_uris: [uri] });
		const answer = await bench.open(clientId, { redirect_uri: uri, prompt: 'none' });
		expect(answer.status).toBe(303);
		expect(parametersOf(answer)).toMatchObject({ error: 'interaction_required' });
	});

	it('is nowhere for parameters that are there twice', async () => {
		const bench = new SignInBench();
		const query = new URLSearchParams(bench.query(await bench.register()));
		query.append('redirect_uri', 'https://evil.example/');
		const answer = await bench.ask('authorize', 'GET', { query: query.toString() });
		expect([answer.status, answer.headers.Location]).toEqual([400, undefined]);
	});
});

describe('the form', () => {
	it('is refused without the cookie of the browser that it was shown in', async () => {
		const bench = new SignInBench();
		const page = await bench.open(await bench.register());
		bench.cookie = undefined;
		expect((await bench.submit(page)).status).toBe(403);
		bench.cookie = 'gtm-mcp-sign-in=AAAAAAAAAAAAAAAAAAAAAA';
		expect((await bench.submit(page)).status).toBe(403);
		expect(bench.recorded).toEqual(['forged form', 'forged form']);
	});

	it.each(['cross-site', 'same-site'])('is refused from a %s page', async (site) => {
		const bench = new SignInBench();
		const page = await bench.open(await bench.register());
		const answer = await bench.submit(page, KEY, { headers: { 'sec-fetch-site': site } });
		expect([answer.status, answer.headers.Location]).toEqual([403, undefined]);
	});

	it('is refused when it was changed, or a quarter of an hour is over', async () => {
		const bench = new SignInBench();
		const page = await bench.open(await bench.register());
		const changed = page.body.replace(sealedRequest(page.body), 'eyJ4IjoxfQ.AAAA');
		expect((await bench.submit({ ...page, body: changed })).status).toBe(403);
		bench.now += 15 * 60_000;
		expect((await bench.submit(page)).status).toBe(403);
	});

	it('can be sent from two tabs of one browser', async () => {
		const bench = new SignInBench();
		const clientId = await bench.register();
		const [first, second] = [await bench.open(clientId), await bench.open(clientId)];
		expect((await bench.submit(first)).status).toBe(303);
		expect((await bench.submit(second)).status).toBe(303);
	});
});

describe('wrong keys', () => {
	it('are told apart from right ones, shown again with the form, and written down', async () => {
		const bench = new SignInBench();
		const page = await bench.open(await bench.register());
		const answer = await bench.submit(page, 'not-a-key-of-anybody-at-all');
		expect(answer.status).toBe(403);
		expect(answer.body).toContain('This key is not known here');
		expect(answer.body).not.toContain('not-a-key-of-anybody');
		expect((await bench.submit(answer)).status).toBe(303);
		expect(bench.recorded).toEqual(['wrong key', 'signed in']);
	});

	it('are slowed down after five: then also the right one has to wait', async () => {
		const bench = new SignInBench();
		const page = await bench.open(await bench.register());
		const tries = Array.from({ length: 1000 }, (_, at) => `guess-${at}-of-a-key-of-length`);
		for (const key of tries) await bench.submit(page, key);
		expect(bench.recorded).toEqual([...Array<string>(5).fill('wrong key'), 'too many wrong keys']);
		const answer = await bench.submit(page);
		expect(answer.status).toBe(429);
		expect(answer.headers['Retry-After']).toBe('12');
		expect(answer.body).toContain('Wait 12 seconds');
		const elsewhere = await bench.submit(page, KEY, { address: '198.51.100.7' });
		expect(elsewhere.status).toBe(303);
		bench.now += 12_000;
		expect((await bench.submit(page)).status).toBe(303);
	});

	it('include one that has expired', async () => {
		const bench = new SignInBench();
		bench.keys = [{ label: 'Dana', key: KEY, expires: '2026-01-01' }];
		const answer = await bench.submit(await bench.open(await bench.register()));
		expect(answer.body).toContain('This key has expired');
		expect(bench.recorded).toEqual(['expired key']);
	});
});

describe('registering', () => {
	it('ten thousand times fills nothing, is slowed down, and is one line in the audit', async () => {
		const bench = new SignInBench();
		const json = { client_name: 'Flood', redirect_uris: [REDIRECT] };
		const statuses: number[] = [];
		for (let turn = 0; turn < 10_000; turn += 1) {
			statuses.push((await bench.ask('register', 'POST', { json })).status);
		}
		expect(statuses.filter((status) => status === 201)).toHaveLength(20);
		expect(statuses.filter((status) => status === 429)).toHaveLength(9_980);
		expect(bench.recorded).toEqual(['too many registrations']);
	});

	it.each([
		['no redirect', { redirect_uris: [] }],
		['a script as redirect', { redirect_uris: ['javascript:alert(1)'] }],
		['a page without encryption', { redirect_uris: ['http://evil.example/'] }],
		['a fragment', { redirect_uris: ['https://a.example/#x'] }],
		['eleven redirects', { redirect_uris: Array<string>(11).fill(REDIRECT) }],
		['one that is no text', { redirect_uris: [7] }],
	])('is refused with %s', async (_, metadata) => {
		const bench = new SignInBench();
		const { status, body } = await bench.ask('register', 'POST', { json: metadata });
		expect(status).toBe(400);
		expect(JSON.parse(body)).toMatchObject({ error: 'invalid_redirect_uri' });
	});

	it.each([[null], ['text'], [[]]])('is refused with %j in place of an object', async (json) => {
		const { status } = await new SignInBench().ask('register', 'POST', { json });
		expect(status).toBe(400);
	});

	it('is forgotten after a year, and not before', async () => {
		const bench = new SignInBench();
		const clientId = await bench.register();
		bench.now += 364 * 86_400_000;
		expect((await bench.open(clientId)).status).toBe(200);
		bench.now += 86_400_000;
		expect((await bench.open(clientId)).status).toBe(401);
	});

	it('cannot be forged', async () => {
		const bench = new SignInBench();
		const [content = '', signature = ''] = (await bench.register()).split('.');
		const forged = JSON.parse(Buffer.from(content, 'base64url').toString()) as { uris: string[] };
		forged.uris = ['https://evil.example/'];
		const body = Buffer.from(JSON.stringify(forged)).toString('base64url');
		const answer = await bench.open(`${body}.${signature}`, {
			redirect_uri: 'https://evil.example/',
		});
		expect([answer.status, answer.headers.Location]).toEqual([401, undefined]);
	});
});

it.each(['authorization_code', 'refresh_token', 'password', 'client_credentials'])(
	'gives nothing for a %s grant with made-up values',
	async (type) => {
		const bench = new SignInBench();
		const answer = await bench.token({
			grant_type: type,
			code: 'x.y',
			refresh_token: 'x.y',
			client_id: await bench.register(),
			code_verifier: VERIFIER,
		});
		expect([answer.status, answer.access_token]).toEqual([400, undefined]);
	},
);
