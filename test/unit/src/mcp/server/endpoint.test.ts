import { RecordedResponse } from './doubles/recorded-response';
import { legacy, modern, MODERN, post } from './doubles/messages';
import { TestServer } from './doubles/test-server';
import { Unauthenticated } from '../../../../../src/mcp/server/access/challenge';
import { serveHttp } from '../../../../../src/mcp/server/endpoint';

const ping = { jsonrpc: '2.0', id: 1, method: 'ping' };

describe('the endpoint, to a client of the legacy era', () => {
	it('answers the handshake in the version that was asked for', async () => {
		const response = await new TestServer().send(
			legacy('initialize', { protocolVersion: '2025-06-18' }),
		);
		expect(response.result).toEqual({
			protocolVersion: '2025-06-18',
			capabilities: {
				tools: { listChanged: true },
				resources: { subscribe: true, listChanged: true },
				prompts: { listChanged: true },
				completions: {},
				logging: {},
			},
			serverInfo: { name: 'Acme GTM', version: '1.0.0' },
			instructions: 'Qualify first.',
		});
		expect(response.headers['Mcp-Session-Id']).toMatch(/^[\w-]+\.[\w-]+$/);
	});

	it('never offers the modern version in a handshake', async () => {
		const response = await new TestServer().send(legacy('initialize', { protocolVersion: MODERN }));
		expect(response.result.protocolVersion).toBe('2025-11-25');
	});

	it('declares only what it has', async () => {
		const bare = new TestServer({ resources: [], templates: [], prompts: [] });
		const { capabilities } = (await bare.send(legacy('initialize', {}))).result;
		expect(capabilities).toEqual({ tools: { listChanged: true }, logging: {} });
	});

	it.each([
		['ping', {}],
		['logging/setLevel', { level: 'warning' }],
	])('acknowledges %s', async (method, params) => {
		expect((await new TestServer().send(legacy(method, params))).result).toEqual({});
	});

	it.each([
		['resources/subscribe', {}],
		['resources/unsubscribe', { uri: 5 }],
		['logging/setLevel', { level: 'loud' }],
	])('refuses a malformed %s', async (method, params) => {
		const { error } = await new TestServer().send(legacy(method, params));
		expect(error).toMatchObject({ status: 200, code: -32602 });
	});

	it('accepts notifications and unknown responses without an answer', async () => {
		const server = new TestServer();
		for (const body of [
			{ jsonrpc: '2.0', method: 'notifications/initialized' },
			{ jsonrpc: '2.0', id: 9, result: {} },
		]) {
			expect(await server.send(post(body))).toMatchObject({ status: 202, text: '' });
		}
	});

	it.each(['server/discover', 'tasks/get', 'subscriptions/listen', 'constructor'])(
		'answers the unknown method %s in band',
		async (method) => {
			const { error } = await new TestServer().send(legacy(method));
			expect(error).toMatchObject({ status: 200, code: -32601 });
		},
	);

	it('refuses a version that nobody speaks', async () => {
		const request = legacy('ping', {}, { 'mcp-protocol-version': '1999-01-01' });
		expect((await new TestServer().send(request)).error).toMatchObject({
			status: 400,
			code: -32000,
		});
	});

	it('refuses a second request under an id that is under way, and only in the same session', async () => {
		const server = new TestServer();
		const session = await server.openSession();
		const call = { name: 'qualify', arguments: {} };
		await server.send(legacy('tools/call', call, { id: 7, ...session }));
		const again = await server.send(legacy('tools/call', call, { id: 7, ...session }));
		expect(again.error).toMatchObject({ status: 400, code: -32600 });
		const listed = await server.send(legacy('tools/list', {}, { id: 7, ...session }));
		expect(listed.error).toMatchObject({ status: 400, code: -32600 });
		const other = await server.openSession();
		await server.send(legacy('tools/call', call, { id: 7, ...other }));
		await server.send(legacy('tools/call', call, { id: 7 }));
		expect(server.started).toHaveLength(3);
		server.started[0]?.respond({ content: [] });
		expect((await server.send(legacy('tools/list', {}, { id: 7, ...session }))).status).toBe(200);
	});

	it('tells the text 7 from the number 7 as an id', async () => {
		const server = new TestServer();
		const session = await server.openSession();
		await server.send(legacy('tools/call', { name: 'qualify' }, { id: 7, ...session }));
		await server.send(legacy('tools/call', { name: 'qualify' }, { id: '7', ...session }));
		expect(server.started).toHaveLength(2);
	});
});

describe('the endpoint, to a client of the modern era', () => {
	it('answers discovery with its version, capabilities and itself', async () => {
		const { result } = await new TestServer().send(modern('server/discover'));
		expect(result).toEqual({
			resultType: 'complete',
			supportedVersions: [MODERN],
			capabilities: {
				tools: { listChanged: true },
				resources: { subscribe: true, listChanged: true },
				prompts: { listChanged: true },
				completions: {},
				logging: {},
				extensions: { 'io.modelcontextprotocol/tasks': {} },
			},
			instructions: 'Qualify first.',
			ttlMs: 60_000,
			cacheScope: 'private',
			_meta: { 'io.modelcontextprotocol/serverInfo': { name: 'Acme GTM', version: '1.0.0' } },
		});
	});

	it.each(['ping', 'initialize', 'logging/setLevel', 'resources/subscribe', '__proto__'])(
		'answers %s with 404 and -32601',
		async (method) => {
			const { error } = await new TestServer().send(modern(method));
			expect(error).toMatchObject({ status: 404, code: -32601 });
		},
	);

	it('refuses a header that contradicts the body', async () => {
		const request = modern('tools/list', {}, { headers: { 'mcp-method': 'tools/call' } });
		expect((await new TestServer().send(request)).error).toMatchObject({
			status: 400,
			code: -32020,
		});
	});

	it.each([
		['protocolVersion', undefined],
		['protocolVersion', 20260728],
		['clientCapabilities', undefined],
		['clientCapabilities', []],
	])('refuses a request whose _meta has the %s %p', async (member, value) => {
		const meta = { [`io.modelcontextprotocol/${member}`]: value };
		const { error } = await new TestServer().send(modern('tools/list', {}, { meta }));
		expect(error).toMatchObject({ status: 400, code: -32602 });
		expect(error.message).toContain(member);
	});

	it('refuses a log level that there is not', async () => {
		const meta = { 'io.modelcontextprotocol/logLevel': 'loud' };
		const { error } = await new TestServer().send(modern('tools/list', {}, { meta }));
		expect(error).toMatchObject({ status: 200, code: -32602 });
	});

	it('refuses a request that only its header makes modern', async () => {
		const request = legacy('tools/list', {}, { 'mcp-protocol-version': MODERN });
		expect((await new TestServer().send(request)).error).toMatchObject({
			status: 400,
			code: -32602,
		});
	});

	it('names the versions it speaks to one that asks for another', async () => {
		const request = modern(
			'tools/list',
			{},
			{
				meta: { 'io.modelcontextprotocol/protocolVersion': '2027-01-01' },
				headers: { 'mcp-protocol-version': '2027-01-01' },
			},
		);
		expect((await new TestServer().send(request)).error).toMatchObject({
			status: 400,
			code: -32022,
			data: { supported: [MODERN], requested: '2027-01-01' },
		});
	});

	it('accepts a notification, whatever it says', async () => {
		const { body } = modern('notifications/cancelled', { requestId: 1 });
		const { id: _id, ...notification } = body as Record<string, unknown>;
		expect(await new TestServer().send(post(notification))).toMatchObject({
			status: 202,
			text: '',
		});
	});
});

describe('the endpoint refuses', () => {
	it.each(['PUT', 'OPTIONS'])('%s, naming the methods that work', async (method) => {
		const response = await new TestServer().send({ ...legacy('ping'), method });
		expect(response).toMatchObject({ status: 405, headers: { Allow: 'POST, GET, DELETE' } });
	});

	it.each(['text/plain', 'application/jsonx', '', undefined])('a body of type %p', async (type) => {
		const request = post(ping, { 'content-type': type });
		expect((await new TestServer().send(request)).status).toBe(415);
	});

	it('no body of JSON in a named character set', async () => {
		const request = post(ping, { 'content-type': 'Application/JSON; charset=utf-8' });
		expect((await new TestServer().send(request)).status).toBe(200);
	});

	it('a message of too many values that somebody else has read, and of a length that is too large', async () => {
		const server = new TestServer();
		const body = Array.from({ length: 16_001 }, () => 0);
		expect((await server.send(post(body))).error).toMatchObject({ status: 413 });
		const long = { 'content-length': String(5 * 1024 * 1024) };
		const { error } = await server.send(post(ping, long));
		expect(error).toMatchObject({ status: 413, code: -32000 });
	});

	it('who is not let in, with the challenge, before anything else is looked at', async () => {
		const server = new TestServer();
		const response = new RecordedResponse();
		await serveHttp({ ...post(ping), method: 'GET' }, response, server.runtime, {
			repeat: server.clock.repeat,
			authenticate: async () =>
				await Promise.reject(new Unauthenticated('No', 'Bearer realm="mcp"')),
			report: () => undefined,
		});
		expect(response.headers['WWW-Authenticate']).toBe('Bearer realm="mcp"');
		expect(response.error).toMatchObject({ status: 401, code: -32000 });
		expect(response.answer.id).toBe(1);
		expect(server.clock.waiting).toBe(0);
	});

	it.each([
		['nothing', undefined],
		['text', 'ping'],
		['a null id', { ...ping, id: null }],
		['a method that is no text', { ...ping, method: 5 }],
		['params that are a list', { ...ping, params: [] }],
		['an id that is no finite number', JSON.parse('{"jsonrpc":"2.0","id":1e999,"method":"ping"}')],
	])('a body with %s, under no id', async (_, body) => {
		const response = await new TestServer().send(post(body));
		expect(response.error).toMatchObject({ status: 400, code: -32600 });
	});

	it('what is nested deeper than 64 levels', async () => {
		const nest = (depth: number): unknown => (depth === 0 ? 1 : [nest(depth - 1)]);
		const server = new TestServer();
		const deep = await server.send(legacy('ping', { deep: nest(63) }));
		expect(deep.error).toMatchObject({ status: 400, code: -32600 });
		expect((await server.send(legacy('ping', { deep: nest(62) }))).status).toBe(200);
	});
});

describe('a batch', () => {
	const notification = { jsonrpc: '2.0', method: 'notifications/initialized' };

	it('is answered together when its last answer is there, in any order', async () => {
		const server = new TestServer();
		const call = { ...ping, id: 'a', method: 'tools/call', params: { name: 'qualify' } };
		const response = await server.send(post([call, notification, { ...ping, id: 'b' }]));
		expect(response.writableEnded).toBe(false);
		server.call.respond({ content: [] });
		expect(response).toMatchObject({ status: 200, writableEnded: true });
		expect(response.messages.map(({ id }) => id).sort()).toEqual(['a', 'b']);
	});

	it('that is mixed gets an error for what cannot be read, and answers for the rest', async () => {
		const response = await new TestServer().send(post([ping, 5, [], { ...ping, id: null }]));
		expect(response.status).toBe(200);
		expect(response.messages.map(({ id, error }) => [id, error?.code])).toEqual([
			[1, undefined],
			[null, -32600],
			[null, -32600],
			[null, -32600],
		]);
	});

	it('cannot open a session, whose id would get lost, and answers the rest', async () => {
		const initialize = { ...ping, id: 'i', method: 'initialize', params: {} };
		const response = await new TestServer().send(post([initialize, ping]));
		expect(response.status).toBe(200);
		expect(response.headers).not.toHaveProperty('Mcp-Session-Id');
		expect(response.messages).toEqual([
			{ jsonrpc: '2.0', id: 'i', error: { code: -32600, message: expect.any(String) } },
			{ jsonrpc: '2.0', id: 1, result: {} },
		]);
	});

	it('of notifications alone has no answer', async () => {
		const response = await new TestServer().send(post([notification, notification]));
		expect(response).toMatchObject({ status: 202, text: '' });
	});

	it.each([
		['is empty', []],
		['has more than 50 messages', Array.from({ length: 51 }, () => ping)],
		['has messages of the modern era, which knows none', [ping, modern('tools/list').body]],
	])('is refused if it %s', async (_, batch) => {
		const response = await new TestServer().send(post(batch));
		expect(response.error).toMatchObject({ status: 400, code: -32600 });
		expect(response.answer.id).toBeNull();
	});

	it('becomes a stream for all as soon as something precedes an answer', async () => {
		const server = new TestServer();
		const params = { name: 'qualify', _meta: { progressToken: 'p' } };
		const call = { ...ping, id: 'a', method: 'tools/call', params };
		const response = await server.send(post([call, ping]));
		server.call.reportProgress({ progress: 1 });
		server.call.respond({ content: [] });
		expect(response.messages.map(({ id, method }) => id ?? method)).toEqual([
			'notifications/progress',
			1,
			'a',
		]);
		expect(response.writableEnded).toBe(true);
	});

	it('waits for a request that is cancelled no longer, and gives it no answer', async () => {
		const server = new TestServer();
		const session = await server.openSession();
		const call = { ...ping, id: 'a', method: 'tools/call', params: { name: 'qualify' } };
		const response = await server.send(post([call, ping], session));
		const cancel = {
			jsonrpc: '2.0',
			method: 'notifications/cancelled',
			params: { requestId: 'a' },
		};
		await server.send(post(cancel, session));
		expect(response.messages.map(({ id }) => id)).toEqual([1]);
	});
});

describe('a mistake of our own', () => {
	it('is reported, and hidden from the client', async () => {
		const server = new TestServer();
		Object.defineProperty(server.runtime, 'catalog', {
			get: () => {
				throw new Error('secret detail');
			},
		});
		const response = await server.send(legacy('tools/list'));
		expect(response.error).toMatchObject({ status: 500, code: -32603 });
		expect(response.text).not.toContain('secret detail');
		expect(server.reported).toEqual([new Error('secret detail')]);
	});
});
