import type { EventEmitter } from 'node:events';
import { Agent, request as httpRequest, type IncomingMessage } from 'node:http';

import { TestServer } from './doubles/test-server';
import { Unauthenticated } from '../../../../../src/mcp/server/access/challenge';
import { checkHost, checkOrigin } from '../../../../../src/mcp/server/access/web-page-guard';
import { serveHttp } from '../../../../../src/mcp/server/endpoint';
import { Listener, type Mount } from '../../../../../src/mcp/server/listener';
import { ANONYMOUS } from '../../../../../src/mcp/server/principal';

const ping = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'ping' });

function mountOf({ runtime, clock }: TestServer): Mount {
	return {
		serve: async (request, response) =>
			await serveHttp(request, response, runtime, {
				repeat: clock.repeat,
				authenticate: async ({ headers }) => {
					if (headers.authorization === 'Bearer wrong') throw new Unauthenticated('No', 'Bearer');
					return ANONYMOUS;
				},
				report: (error) => {
					throw error;
				},
			}),
		guard: ({ headers }) => {
			checkHost(headers, []);
			checkOrigin(headers, ['app.example']);
		},
		allowOrigin: (origin) => {
			checkOrigin({ origin }, ['app.example']);
			return origin;
		},
		resourceMetadata: () => ({ resource: 'https://mcp.example.com/gtm' }),
	};
}

describe('the own port', () => {
	let listener: Listener;
	beforeEach(async () => {
		const limits = { largestBody: 128 * 1024, requestTimeoutMs: 1000 };
		listener = await Listener.open('127.0.0.1', 0, limits);
		listener.mount('/gtm', mountOf(new TestServer()));
	});
	afterEach(async () => await listener.close());

	const send = async (path: string, { headers, ...init }: RequestInit = {}) => {
		const response = await fetch(`http://127.0.0.1:${listener.port}${path}`, {
			method: 'POST',
			headers: { 'content-type': 'application/json', ...headers },
			...init,
		});
		const text = await response.text();
		return { status: response.status, headers: response.headers, text };
	};

	it('serves the server that is mounted at a path', async () => {
		const { status, text } = await send('/gtm?x=1', { body: ping });
		expect(status).toBe(200);
		expect(JSON.parse(text)).toEqual({ jsonrpc: '2.0', id: 1, result: {} });
	});

	it.each(['/', '/other', '/constructor', '/gtm/x', '/%zz'])(
		'knows no server at %s',
		async (path) => {
			const { status, text } = await send(path, { body: ping });
			expect(status).toBe(404);
			expect(JSON.parse(text)).toMatchObject({ id: null, error: { code: -32000 } });
		},
	);

	it.each([
		['/gtm', '/gtm/'],
		['lead/', '/lead'],
		['/vertrieb-ä', '/vertrieb-%C3%A4'],
		['a b', '/a%20b/'],
	])('serves %s at %s: one path, however it is written', async (path, asked) => {
		listener.mount(path, mountOf(new TestServer()));
		expect(listener.has(asked)).toBe(true);
		expect((await send(asked, { body: ping })).status).toBe(200);
	});

	it('outlives trouble of its own, and tells the servers', () => {
		const reported: unknown[] = [];
		listener.mount('/x', { ...mountOf(new TestServer()), report: (error) => reported.push(error) });
		const trouble = new Error('EMFILE');
		const { server } = listener as unknown as { server: EventEmitter };
		server.emit('error', trouble);
		server.emit('error', trouble);
		expect(reported).toEqual([trouble, trouble]);
	});

	it('knows a server no more that was taken down, unless another has its path', async () => {
		const [first, second] = [mountOf(new TestServer()), mountOf(new TestServer())];
		listener.mount('/x', first);
		listener.mount('/x', second);
		listener.unmount('/x', first);
		expect(listener.has('/x')).toBe(true);
		listener.unmount('/x', second);
		expect((await send('/x', { body: ping })).status).toBe(404);
		listener.unmount('/gtm', first);
		expect(listener.isUnused).toBe(false);
	});

	it.each([
		['GET', 'POST'],
		['DELETE', 'POST'],
		['PUT', 'POST, GET, DELETE'],
	])('answers %s of nobody with 405 and the methods that work', async (method, allow) => {
		const { status, headers } = await send('/gtm', { method });
		expect(status).toBe(405);
		expect(headers.get('allow')).toBe(allow);
	});

	it('answers the preflight of a page that may call', async () => {
		const { status, headers } = await send('/gtm', {
			method: 'OPTIONS',
			headers: {
				origin: 'https://app.example',
				'access-control-request-headers': 'authorization,mcp-session-id',
			},
		});
		expect(status).toBe(204);
		expect(headers.get('access-control-allow-origin')).toBe('https://app.example');
		expect(headers.get('access-control-allow-methods')).toContain('POST');
		expect(headers.get('access-control-allow-headers')).toBe('authorization,mcp-session-id');
	});

	it('lets such a page read the answer, its session and its challenge', async () => {
		const { status, headers } = await send('/gtm', {
			body: ping,
			headers: { origin: 'https://app.example' },
		});
		expect(status).toBe(200);
		expect(headers.get('access-control-allow-origin')).toBe('https://app.example');
		expect(headers.get('access-control-expose-headers')).toBe('Mcp-Session-Id, WWW-Authenticate');
		expect(headers.get('vary')).toBe('Origin');
	});

	it.each(['OPTIONS', 'POST'])(
		'refuses %s of a foreign page, which may not read why',
		async (method) => {
			const { status, headers } = await send('/gtm', {
				method,
				headers: { origin: 'https://evil.example' },
			});
			expect(status).toBe(403);
			expect(headers.get('access-control-allow-origin')).toBeNull();
		},
	);

	/** fetch sets Host by itself. */
	const raw = async (headers: Record<string, string>, body: string | Buffer) =>
		await new Promise<{ status: number | undefined; text: string }>((resolve, reject) => {
			const sent = httpRequest(
				{ port: listener.port, path: '/gtm', method: 'POST', headers },
				(response) => {
					let text = '';
					response.on('data', (chunk) => (text += String(chunk)));
					response.on('end', () => resolve({ status: response.statusCode, text }));
				},
			);
			sent.on('error', reject);
			sent.end(body);
		});

	it.each([
		['evil.example', 403],
		['evil.example:8808', 403],
		['localhost:8808', 200],
		['[::1]:8808', 200],
	])('called by the name %s answers %d', async (host, status) => {
		const headers = { host, 'content-type': 'application/json' };
		expect((await raw(headers, ping)).status).toBe(status);
	});

	it.each([
		['text beyond ASCII', '{"jsonrpc":"2.0","id":"Zoë 東京","method":"ping"}', 'Zoë 東京'],
		['a byte order mark', `\ufeff${ping}`, 1],
	])('reads a body with %s', async (_, body, id) => {
		const { status, text } = await raw({ 'content-type': 'application/json' }, body);
		expect(status).toBe(200);
		expect(JSON.parse(text)).toEqual({ jsonrpc: '2.0', id, result: {} });
	});

	it('puts a body together that comes in pieces, even of one character', async () => {
		const body = Buffer.from('{"jsonrpc":"2.0","id":"ë","method":"ping"}');
		const text = await new Promise<string>((resolve, reject) => {
			const headers = { 'content-type': 'application/json', 'transfer-encoding': 'chunked' };
			const options = { port: listener.port, path: '/gtm', method: 'POST', headers };
			const sent = httpRequest(options, (response) => {
				response.setEncoding('utf8').on('data', resolve);
			});
			sent.on('error', reject);
			for (const byte of body) sent.write(Buffer.from([byte]));
			sent.end();
		});
		expect(JSON.parse(text)).toEqual({ jsonrpc: '2.0', id: 'ë', result: {} });
	});

	it.each([
		['no JSON', '{"jsonrpc"'],
		['nothing', ''],
		['no UTF-8', Buffer.from([0x22, 0xff, 0xfe, 0x22])],
	])('answers a body that is %s with a parse error', async (_, body) => {
		const { status, text } = await raw({ 'content-type': 'application/json' }, body);
		expect(status).toBe(400);
		expect(JSON.parse(text)).toMatchObject({ id: null, error: { code: -32700 } });
	});

	it('answers a body that is too large with 413, while it is still being sent', async () => {
		const { status, text } = await raw(
			{ 'content-type': 'application/json' },
			Buffer.alloc(24 * 1024 * 1024, ' '),
		);
		expect(status).toBe(413);
		expect(JSON.parse(text)).toMatchObject({ id: null, error: { code: -32000 } });
		expect((await send('/gtm', { body: ping })).status).toBe(200);
	});

	it('answers a caller without a key before the body has come, which it does not read', async () => {
		const status = await new Promise((resolve, reject) => {
			const sent = httpRequest({
				port: listener.port,
				path: '/gtm',
				method: 'POST',
				headers: {
					'content-type': 'application/json',
					'content-length': '1000',
					authorization: 'Bearer wrong',
				},
			});
			sent.on('response', (response) => {
				resolve(response.statusCode);
				sent.destroy();
			});
			sent.on('error', reject);
			sent.write('{');
		});
		expect(status).toBe(401);
	});

	it('answers a body of too many values with 413, without reading them', async () => {
		const { status, text } = await raw(
			{ 'content-type': 'application/json' },
			`[${'0,'.repeat(16_000)}0]`,
		);
		expect(status).toBe(413);
		expect(text).toMatch(/more than 16,000 values. Send less at once/);
	});

	it('counts values, not the commas and brackets of texts', async () => {
		const params = { name: `${'[,"\\'.repeat(10_000)}` };
		const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'ping', params });
		expect((await raw({ 'content-type': 'application/json' }, body)).status).toBe(200);
	});

	it.each([
		['/.well-known/oauth-protected-resource', 404],
		['/.well-known/oauth-protected-resource/gtm', 200],
		['/.well-known/oauth-protected-resource/gtm/', 200],
		['/.well-known/oauth-protected-resource/other', 404],
		['/.well-known/oauth-authorization-server', 404],
	])('answers %s with %d', async (path, status) => {
		const response = await send(path, { method: 'GET' });
		expect(response.status).toBe(status);
		if (status === 200) {
			const resource = 'https://mcp.example.com/gtm';
			expect(JSON.parse(response.text)).toEqual({ resource });
		}
	});

	it('answers for the root with the metadata of the server at the root alone', async () => {
		listener.mount('/', {
			...mountOf(new TestServer()),
			resourceMetadata: () => ({ resource: 'https://mcp.example.com/' }),
		});
		const { text } = await send('/.well-known/oauth-protected-resource', { method: 'GET' });
		expect(JSON.parse(text)).toEqual({ resource: 'https://mcp.example.com/' });
	});

	it('gives no metadata of a server without tokens, or to a POST', async () => {
		const { resourceMetadata: _none, ...open } = mountOf(new TestServer());
		listener.mount('/open', open);
		const path = '/.well-known/oauth-protected-resource';
		expect((await send(`${path}/open`, { method: 'GET' })).status).toBe(404);
		expect((await send(path, { body: '{}' })).status).toBe(404);
	});

	it('that is retired gives its port back, and still answers what is under way', async () => {
		const retired = await Listener.open('127.0.0.1', 0);
		const { port } = retired;
		const server = new TestServer();
		retired.mount('/gtm', mountOf(server));
		const call = { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'qualify' } };
		const answering = fetch(`http://127.0.0.1:${port}/gtm`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(call),
		});
		while (server.started.length === 0) await new Promise(setImmediate);
		retired.retire();
		const next = await Listener.open('127.0.0.1', port);
		server.call.respond({ content: [] });
		expect(await (await answering).json()).toMatchObject({ id: 1, result: { content: [] } });
		await next.close();
		await retired.close();
	});

	it('that is retired sends who still has a connection to the version that is served', async () => {
		const retired = await Listener.open('127.0.0.1', 0);
		const { port } = retired;
		const server = new TestServer();
		retired.mount('/gtm', mountOf(server));
		const agent = new Agent({ keepAlive: true, maxSockets: 1 });
		const ask = async (body: object) =>
			await new Promise<IncomingMessage>((resolve, reject) => {
				const headers = { 'content-type': 'application/json' };
				httpRequest({ agent, port, path: '/gtm', method: 'POST', headers }, (response) => {
					response.resume();
					response.on('end', () => resolve(response));
				})
					.on('error', reject)
					.end(JSON.stringify({ jsonrpc: '2.0', id: 1, ...body }));
			});
		const first = ask({ method: 'tools/call', params: { name: 'qualify' } });
		while (server.started.length === 0) await new Promise(setImmediate);
		retired.retire();
		server.call.respond({ content: [] });
		expect((await first).statusCode).toBe(200);
		const { statusCode, headers } = await ask({ method: 'ping' });
		expect([statusCode, headers.connection]).toEqual([503, 'close']);
		agent.destroy();
		await retired.close();
	});

	it('cannot be had twice', async () => {
		await expect(Listener.open('127.0.0.1', listener.port)).rejects.toThrow('EADDRINUSE');
	});
});
