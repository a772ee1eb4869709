import {
	type IncomingMessage,
	type RequestListener,
	type Server,
	type ServerResponse,
	createServer,
} from 'node:http';
import type { AddressInfo } from 'node:net';

import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { NetworkFailure, SendingRefused, TokenUnavailable } from '../../../src/gtm/http/http-port';
import { type Sending, send as sendRequest } from './send';

interface Received {
	method?: string;
	url?: string;
	headers: IncomingMessage['headers'];
	body: string;
}

let server: Server;
let received: Received[];
let answer: (request: Received, response: ServerResponse) => void;

const listener: RequestListener = (request, response) => {
	const parts: Buffer[] = [];
	request.on('data', (part: Buffer) => parts.push(part));
	request.on('end', () => {
		const { method, url, headers } = request;
		const seen = { method, url, headers, body: Buffer.concat(parts).toString() };
		received.push(seen);
		answer(seen, response);
	});
};

function reply(response: ServerResponse, status: number, body?: unknown, headers = {}) {
	response.writeHead(status, { 'content-type': 'application/json', ...headers });
	response.end(body === undefined ? undefined : JSON.stringify(body));
}

const baseUrl = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

beforeEach(async () => {
	received = [];
	answer = (_request, response) => reply(response, 200, { ok: true });
	server = createServer(listener);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterEach(async () => {
	server.closeAllConnections();
	await new Promise((resolve) => server.close(resolve));
});

interface ToServer extends Omit<Sending, 'request'> {
	request?: Partial<Sending['request']>;
}

/** Whether what is sent is a read, which goes over a connection that is kept. */
let isRead = false;

const send = async ({ request, ...rest }: ToServer = {}) =>
	await sendRequest({ ...rest, request: { url: `${baseUrl()}/contacts`, isRead, ...request } });

describe.each([
	['a request that n8n sends', false],
	['a read over a kept connection', true],
])('%s', (_name, reads) => {
	beforeAll(() => {
		isRead = reads;
	});
	it('tells a sandbox on this machine which execution asks', async () => {
		await send();
		expect(received[0]?.headers['x-n8n-execution']).toBe(
			'http://localhost/workflow/test-workflow/executions/test-execution',
		);
	});

	it('tells no other host, though it answers on the same wire', async () => {
		const elsewhere = createServer(listener);
		await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.2', resolve));
		const { port } = elsewhere.address() as AddressInfo;
		await send({ request: { url: `http://127.0.0.2:${port}/contacts` } });
		elsewhere.close();
		expect(received[0]?.headers).toHaveProperty('authorization', 'Bearer the-key');
		expect(received[0]?.headers).not.toHaveProperty('x-n8n-execution');
	});

	it('carries the credential, lists as repeated parameters, and no undefined ones', async () => {
		await send({ request: { query: { property: ['email', 'a&b'], limit: 5, after: undefined } } });
		expect(received[0]).toMatchObject({
			url: '/contacts?property=email&property=a%26b&limit=5',
			headers: { authorization: 'Bearer the-key', accept: 'application/json' },
		});
	});

	it.each([[{}], [[]], [{ name: 'Ünal', tags: [] }], [[{ id: 1 }]], ['text']])(
		'carries %j as JSON',
		async (body) => {
			await send({ request: { method: 'POST', body } });
			expect(received[0]).toMatchObject({ method: 'POST', body: JSON.stringify(body) });
			expect(received[0]?.headers['content-type']).toBe('application/json');
		},
	);

	it('carries URL parameters in the body as a form', async () => {
		const body = new URLSearchParams({ where: 'a & b = "c"', page: '0' });
		await send({ request: { method: 'POST', body } });
		expect(received[0]?.headers['content-type']).toMatch(/^application\/x-www-form-urlencoded/);
		expect(received[0]?.body).toBe('where=a+%26+b+%3D+%22c%22&page=0');
	});

	it('keeps the content type that the vendor wants', async () => {
		const headers = { 'content-type': 'application/vnd.api+json' };
		await send({ request: { method: 'PATCH', body: { data: {} }, headers } });
		expect(received[0]?.headers['content-type']).toBe('application/vnd.api+json');
		expect(received[0]?.body).toBe('{"data":{}}');
	});

	it('resolves with the status, the headers in lower case, and the parsed body', async () => {
		answer = (_request, response) =>
			reply(response, 201, { id: '7' }, { 'X-Limit': '9', 'Set-Cookie': ['a=1', 'b=2'] });
		const { answer: answered } = await send();
		expect(answered).toMatchObject({
			status: 201,
			body: { id: '7' },
			headers: { 'x-limit': '9', 'set-cookie': 'a=1, b=2' },
		});
	});

	it.each([204, 400, 402, 403, 404, 409, 422, 429, 451, 500, 503])(
		'resolves with status %i, sent once',
		async (status) => {
			answer = (_request, response) =>
				reply(response, status, status === 204 ? undefined : { error: 'no' }, {
					'Retry-After': '3',
				});
			const { answer: answered } = await send();
			expect(answered).toMatchObject({
				status,
				body: status === 204 ? undefined : { error: 'no' },
				headers: { 'retry-after': '3' },
			});
			expect(received).toHaveLength(1);
		},
	);

	it('resolves with a text that is no JSON', async () => {
		answer = (_request, response) => {
			response.writeHead(400, { 'content-type': 'text/plain' });
			response.end('No API key provided');
		};
		const { answer: answered } = await send();
		expect(answered).toMatchObject({ status: 400, body: 'No API key provided' });
	});

	it('resolves with 401 and its body, although n8n sees an error in it', async () => {
		answer = (_request, response) => reply(response, 401, { error: 'bad key' }, { 'X-Id': 'r-1' });
		const { answer: answered } = await send();
		expect(answered).toMatchObject({
			status: 401,
			body: { error: 'bad key' },
			headers: { 'x-id': 'r-1' },
		});
	});

	it('follows no redirect', async () => {
		answer = (_request, response) => reply(response, 302, undefined, { location: '/elsewhere' });
		const { answer: answered } = await send({ request: { method: 'POST', body: {} } });
		expect(answered).toMatchObject({ status: 302 });
		expect(received).toHaveLength(1);
	});
});

describe('a read', () => {
	/** Of each request, in order. */
	let ports: Array<number | undefined>;

	beforeEach(() => {
		isRead = true;
		ports = [];
		server.on('request', ({ socket }) => ports.push(socket.remotePort));
	});

	afterEach(() => {
		delete process.env.HTTPS_PROXY;
	});

	it('uses the connection of the one before it', async () => {
		await send();
		await send();
		expect(new Set(ports).size).toBe(1);
	});

	it('calls itself n8n, as n8n does', async () => {
		await send();
		await send({ request: { isRead: false } });
		const [kept, own] = received.map(({ headers }) => headers['user-agent']);
		expect(kept).toBe(own);
	});

	it('carries what a credential adds to the query beside its own', async () => {
		await send({ credentialType: 'testQueryKeyApi', request: { query: { q: ['a b', 'c'] } } });
		expect(received[0]?.url).toBe('/contacts?q=a%20b&q=c&api_key=the-key');
	});

	it('carries a user name and a password', async () => {
		await send({ credentialType: 'testBasicApi' });
		expect(received[0]?.headers.authorization).toBe(`Basic ${btoa('the-key:')}`);
	});

	it('is sent by n8n where an operator set a proxy, which n8n knows how to use', async () => {
		process.env.HTTPS_PROXY = 'http://127.0.0.1:1';
		await send();
		await send();
		expect(new Set(ports).size).toBe(2);
	});

	it('is sent by n8n where a request may renew the credential', async () => {
		const credential = { apiKey: 'the-key', sessionToken: '' };
		await send({ credential });
		await send({ credential });
		expect(new Set(ports).size).toBe(2);
	});

	it('is the only kind that is: a write has a connection of its own', async () => {
		await send();
		await send({ request: { method: 'POST', body: {}, isRead: false } });
		expect(new Set(ports).size).toBe(2);
	});
});

describe.each([
	['a request without an answer', false],
	['a read without an answer', true],
])('%s', (_name, reads) => {
	beforeAll(() => {
		isRead = reads;
	});

	it('was never sent if nobody listens', async () => {
		const { answer: failure } = await send({ request: { url: 'http://127.0.0.1:1/x' } });
		expect(failure).toBeInstanceOf(NetworkFailure);
		expect(failure).toMatchObject({ arrival: 'never_sent', code: 'ECONNREFUSED' });
	});

	it('was never sent if the host has no address', async () => {
		const { answer: failure } = await send({ request: { url: 'http://nowhere.invalid/x' } });
		expect(failure).toMatchObject({ name: 'NetworkFailure', arrival: 'never_sent' });
	});

	it('may have arrived if the time is over', async () => {
		answer = () => undefined;
		// Of a read the client keeps the time.
		const { answer: failure } = await send({ request: { timeoutMs: 100, isRead: false } });
		expect(failure).toMatchObject({
			name: 'NetworkFailure',
			arrival: 'unknown',
			code: 'ETIMEDOUT',
		});
	});

	it('may have arrived if the connection was cut, and is not sent again', async () => {
		answer = (_request, response) => response.destroy();
		const { answer: failure } = await send({ request: { method: 'POST', body: { a: 1 } } });
		expect(failure).toMatchObject({ arrival: 'unknown', code: 'ECONNRESET' });
		expect(received).toHaveLength(1);
	});
});

describe('a request with OAuth2', () => {
	beforeAll(() => {
		isRead = false;
	});

	const credentialOf = (token: string): ICredentialDataDecryptedObject => ({
		grantType: 'authorizationCode',
		authUrl: `${baseUrl()}/authorize`,
		accessTokenUrl: `${baseUrl()}/token`,
		clientId: 'client',
		clientSecret: 'client-secret',
		authentication: 'body',
		scope: '',
		oauthTokenData: { access_token: token, refresh_token: 'refresh-1', token_type: 'Bearer' },
	});

	it('has its token renewed by n8n, and is sent again with the new one', async () => {
		answer = ({ url, headers }, response) => {
			if (url === '/token') {
				reply(response, 200, {
					access_token: 'new',
					refresh_token: 'refresh-2',
					token_type: 'Bearer',
				});
			} else reply(response, headers.authorization === 'Bearer new' ? 200 : 401, { url });
		};
		const { answer: answered, credentials } = await send({
			credentialType: 'testOAuth2Api',
			credential: credentialOf('old'),
			request: { method: 'POST', body: { name: 'Dana' } },
		});
		expect(answered).toMatchObject({ status: 200, body: { url: '/contacts' } });
		expect(received.map(({ url, body }) => [url, url === '/token' ? '' : body])).toEqual([
			['/contacts', '{"name":"Dana"}'],
			['/token', ''],
			['/contacts', '{"name":"Dana"}'],
		]);
		expect(credentials.testOAuth2Api?.oauthTokenData).toMatchObject({ access_token: 'new' });
	});

	it('resolves with 401 if the new token is refused as well', async () => {
		answer = ({ url }, response) =>
			url === '/token'
				? reply(response, 200, { access_token: 'new', token_type: 'Bearer' })
				: reply(response, 401, { error: 'no scope' });
		const { answer: answered } = await send({
			credentialType: 'testOAuth2Api',
			credential: credentialOf('old'),
		});
		expect(answered).toMatchObject({ status: 401, body: { error: 'no scope' } });
	});

	it('may be sent later if the server of tokens mints no new one yet', async () => {
		answer = ({ url }, response) =>
			reply(response, url === '/token' ? 429 : 401, { message: 'one a minute' });
		const { answer: failure } = await send({
			credentialType: 'testOAuth2Api',
			credential: credentialOf('old'),
		});
		expect(failure).toBeInstanceOf(TokenUnavailable);
		expect(received.filter(({ url }) => url === '/contacts')).toHaveLength(1);
	});

	it('is refused with the next step if the token cannot be renewed', async () => {
		answer = ({ url }, response) =>
			url === '/token'
				? reply(response, 400, { error: 'invalid_grant' })
				: reply(response, 401, { error: 'expired' });
		const { answer: failure } = await send({
			credentialType: 'testOAuth2Api',
			credential: credentialOf('old'),
		});
		expect(failure).toBeInstanceOf(SendingRefused);
		expect(failure).toMatchObject({ code: 'credential_unusable' });
		expect((failure as Error).message).toContain('needs to be reconnected');
	});
});
