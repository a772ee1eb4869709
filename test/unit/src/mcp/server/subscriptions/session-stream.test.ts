import { declareResource, declareTemplate } from '../doubles/declarations';
import { legacy, MODERN, type LegacyOptions } from '../doubles/messages';
import { RecordedResponse } from '../doubles/recorded-response';
import { TestServer } from '../doubles/test-server';
import { serveHttp, type HttpRequest } from '../../../../../../src/mcp/server/endpoint';
import type { Principal } from '../../../../../../src/mcp/server/principal';
import { MOST_WATCHED } from '../../../../../../src/mcp/server/session-memory';
import { MOST_STREAMS_OF_ONE } from '../../../../../../src/mcp/server/subscriptions/subscriptions';

const DAY = 24 * 60 * 60 * 1000;
const dana: Principal = { kind: 'apiKey', label: 'Dana' };
const kim: Principal = { kind: 'apiKey', label: 'Kim' };

const http = (method: string, headers: Record<string, string> = {}): HttpRequest => ({
	method,
	headers: { accept: 'text/event-stream', ...headers },
	body: undefined,
});

async function open(server = new TestServer(), principal = dana) {
	const session = await server.openSession({}, principal);
	const stream = await server.send(http('GET', session), principal);
	const send = async (method: string, params: object, options: LegacyOptions = {}) =>
		await server.send(legacy(method, { ...params }, { ...session, ...options }), principal);
	const announce = (change: Parameters<typeof server.runtime.subscriptions.announce>[1]) =>
		server.runtime.subscriptions.announce('server', change);
	return { server, session, stream, send, announce };
}

describe('the stream of a session', () => {
	it('is open at once, unbuffered, and shows signs of life', async () => {
		const { server, stream } = await open();
		expect(stream).toMatchObject({ status: 200, streams: true, writableEnded: false });
		expect(stream.headers).toMatchObject({ 'X-Accel-Buffering': 'no' });
		expect(stream.text).toBe(': open\n\n');
		server.clock.advance(15_000);
		expect(stream.text).toContain(': keep-alive');
		expect(stream.messages).toEqual([]);
	});

	it('tells of changed lists', async () => {
		const { stream, announce } = await open();
		for (const kind of ['tools', 'prompts', 'resources'] as const) announce({ kind });
		expect(stream.messages).toEqual([
			{ jsonrpc: '2.0', method: 'notifications/tools/list_changed' },
			{ jsonrpc: '2.0', method: 'notifications/prompts/list_changed' },
			{ jsonrpc: '2.0', method: 'notifications/resources/list_changed' },
		]);
	});

	it('tells of updates of the resources that were subscribed to, until that is taken back', async () => {
		const { stream, send, announce } = await open();
		const uri = 'crm://pricing';
		announce({ kind: 'resource', uri });
		expect((await send('resources/subscribe', { uri })).result).toEqual({});
		announce({ kind: 'resource', uri });
		announce({ kind: 'resource', uri: 'crm://lead/1' });
		expect((await send('resources/unsubscribe', { uri })).result).toEqual({});
		announce({ kind: 'resource', uri });
		expect(stream.messages).toEqual([
			{ jsonrpc: '2.0', method: 'notifications/resources/updated', params: { uri } },
		]);
	});

	it('is heard in by the flow of a call that announces a change', async () => {
		const { server, stream, send } = await open();
		await send('tools/call', { name: 'qualify' });
		server.call.announce({ kind: 'tools' });
		expect(stream.messages).toHaveLength(1);
	});

	it('remembers what was subscribed to when it is opened anew, and ends the one before', async () => {
		const { server, session, stream, send, announce } = await open();
		await send('resources/subscribe', { uri: 'crm://lead/7' });
		const second = await server.send(http('GET', session), dana);
		announce({ kind: 'resource', uri: 'crm://lead/7' });
		expect(stream).toMatchObject({ writableEnded: true, messages: [] });
		expect(second.messages).toHaveLength(1);
		expect(server.runtime.subscriptions.count('server')).toBe(1);
	});

	it('hears nothing of other sessions and servers', async () => {
		const { server, stream, send } = await open();
		const other = await open(server, kim);
		await send('resources/subscribe', { uri: 'crm://pricing' });
		other.announce({ kind: 'resource', uri: 'crm://pricing' });
		server.runtime.subscriptions.announce('other', { kind: 'tools' });
		expect(stream.messages).toHaveLength(1);
		expect(other.stream.messages).toEqual([]);
	});

	it('ends without a trace when its client goes away', async () => {
		const { server, stream } = await open();
		stream.leave();
		expect(server.runtime.subscriptions.count('server')).toBe(0);
		expect(server.clock.waiting).toBe(0);
	});

	it('is not kept for a client that went away while it was let in', async () => {
		const server = new TestServer();
		const session = await server.openSession({}, dana);
		const response = new RecordedResponse();
		await serveHttp(http('GET', session), response, server.runtime, {
			repeat: server.clock.repeat,
			authenticate: async () => {
				response.leave();
				return dana;
			},
			report: (error) => server.reported.push(error),
		});
		expect(server.runtime.subscriptions.count('server')).toBe(0);
		expect(server.clock.waiting).toBe(0);
	});

	it('ends when the server is served no longer', async () => {
		const { server, stream } = await open();
		server.runtime.subscriptions.closeAll('server');
		expect(stream).toMatchObject({ writableEnded: true, messages: [] });
		expect(server.clock.waiting).toBe(0);
	});

	it('ends with the credentials of its caller', async () => {
		const server = new TestServer();
		const validUntil = server.clock.now() + 60_000;
		const { stream } = await open(server, { ...dana, validUntil });
		server.clock.advance(59_999);
		expect(stream.writableEnded).toBe(false);
		server.clock.advance(1);
		expect(stream.writableEnded).toBe(true);
	});

	it('ends with its session', async () => {
		const server = new TestServer();
		const session = await server.openSession({}, dana);
		server.clock.advance(7 * DAY - 1000);
		const stream = await server.send(http('GET', session), dana);
		server.clock.advance(1000);
		expect(stream.writableEnded).toBe(true);
		expect((await server.send(http('GET', session), dana)).status).toBe(404);
	});

	it('ends after a day, so that its caller shows again who it is', async () => {
		const { server, stream } = await open();
		server.clock.advance(DAY);
		expect(stream.writableEnded).toBe(true);
	});

	it('makes room, the oldest of its principal first, when that has too many', async () => {
		const server = new TestServer();
		const others = await open(server, kim);
		const first = await open(server);
		for (let n = 1; n < MOST_STREAMS_OF_ONE; n++) await open(server);
		expect(first.stream.writableEnded).toBe(false);
		await open(server);
		expect(first.stream.writableEnded).toBe(true);
		expect(others.stream.writableEnded).toBe(false);
	});
});

describe('a GET or DELETE', () => {
	it.each(['GET', 'DELETE'])('%s without a session is not allowed', async (method) => {
		const response = await new TestServer().send(http(method));
		expect(response).toMatchObject({ status: 405, headers: { Allow: 'POST' } });
		expect(response.error.message).toContain('Mcp-Session-Id');
	});

	it.each(['GET', 'DELETE'])('%s of the modern era is not allowed', async (method) => {
		const server = new TestServer();
		const session = await server.openSession();
		const headers = { ...session, 'mcp-protocol-version': MODERN };
		expect(await server.send(http(method, headers))).toMatchObject({
			status: 405,
			headers: { Allow: 'POST' },
		});
	});

	it('of a client that does not read streams is not allowed', async () => {
		const server = new TestServer();
		const session = await server.openSession();
		expect(
			await server.send(http('GET', { ...session, accept: 'application/json' })),
		).toMatchObject({ status: 405, headers: { Allow: 'POST, DELETE' } });
	});

	it.each(['GET', 'DELETE'])('%s of another principal finds no session', async (method) => {
		const { server, session, stream } = await open();
		expect((await server.send(http(method, session), kim)).error).toMatchObject({
			status: 404,
			code: -32001,
		});
		expect(stream.writableEnded).toBe(false);
	});

	it('DELETE ends the session and its stream, and no other', async () => {
		const { server, session, stream, send } = await open();
		const other = await open(server);
		expect(await server.send(http('DELETE', session), dana)).toMatchObject({
			status: 200,
			text: '',
		});
		expect(stream.writableEnded).toBe(true);
		expect((await send('ping', {})).status).toBe(404);
		expect((await server.send(http('GET', session), dana)).status).toBe(404);
		expect((await server.send(http('DELETE', session), dana)).status).toBe(404);
		expect(other.stream.writableEnded).toBe(false);
	});
});

describe('resources/subscribe', () => {
	it.each(['resources/subscribe', 'resources/unsubscribe'])(
		'needs a session to go to: %s',
		async (method) => {
			const { error } = await new TestServer().send(legacy(method, { uri: 'crm://pricing' }));
			expect(error).toMatchObject({ status: 200, code: -32600 });
		},
	);

	it.each([
		['is not there', 'crm://gone', undefined],
		['the principal may not read', 'crm://pricing', { resources: ['crm://other'] }],
	])('is refused for a resource that %s', async (_, uri, allowed) => {
		const { send } = await open(new TestServer(), { ...dana, ...(allowed ? { allowed } : {}) });
		expect((await send('resources/subscribe', { uri })).error).toMatchObject({
			code: -32002,
			data: { uri },
		});
	});

	it.each([
		['resource', { resources: [declareResource({ requiredScope: 'crm' })] }, 'crm://pricing'],
		['template', { templates: [declareTemplate({ requiredScope: 'crm' })] }, 'crm://lead/1'],
	])('is refused for a %s whose scope the token lacks', async (_, declared, uri) => {
		const token: Principal = { kind: 'jwt', label: 'Kim', scopes: [] };
		const { send } = await open(new TestServer(declared), token);
		expect((await send('resources/subscribe', { uri })).status).toBe(403);
	});

	it('is bounded for each session', async () => {
		const { send } = await open();
		for (let n = 0; n < MOST_WATCHED; n++) {
			const { result } = await send('resources/subscribe', { uri: `crm://lead/${n}` });
			expect(result).toEqual({});
		}
		const more = await send('resources/subscribe', { uri: 'crm://lead/more' });
		expect(more.error).toMatchObject({ code: -32600 });
		expect((await send('resources/subscribe', { uri: 'crm://lead/1' })).result).toEqual({});
		await send('resources/unsubscribe', { uri: 'crm://lead/1' });
		expect((await send('resources/subscribe', { uri: 'crm://lead/more' })).result).toEqual({});
	});
});
