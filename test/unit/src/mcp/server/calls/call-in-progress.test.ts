import { declareTool } from '../doubles/declarations';
import { legacy, modern, post, type LegacyOptions } from '../doubles/messages';
import { FORM } from '../doubles/questions';
import { RecordedResponse } from '../doubles/recorded-response';
import { settle, TestServer } from '../doubles/test-server';
import type { LogLevel } from '../../../../../../src/mcp/bus/live-call';
import { serveHttp } from '../../../../../../src/mcp/server/endpoint';
import { ANONYMOUS } from '../../../../../../src/mcp/server/principal';

const call = (meta: object = {}, headers: LegacyOptions = {}) =>
	legacy('tools/call', { name: 'qualify', _meta: meta }, headers);
const cancel = (requestId: unknown, headers: Record<string, string> = {}) =>
	post({ jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId } }, headers);

describe('progress', () => {
	it('turns the answer into a stream, under the token of the client', async () => {
		const server = new TestServer();
		const response = await server.send(call({ progressToken: 0 }));
		server.call.reportProgress({ progress: 1, total: 2, message: 'Half' });
		expect(response).toMatchObject({ status: 200, writableEnded: false });
		expect(response.headers).toEqual({
			'Content-Type': 'text/event-stream',
			'Cache-Control': 'no-cache, no-transform',
			'X-Accel-Buffering': 'no',
		});
		server.call.respond({ content: [] });
		expect(response.writableEnded).toBe(true);
		expect(response.messages).toEqual([
			{
				jsonrpc: '2.0',
				method: 'notifications/progress',
				params: { progressToken: 0, progress: 1, total: 2, message: 'Half' },
			},
			{ jsonrpc: '2.0', id: 1, result: { content: [] } },
		]);
	});

	it.each([
		['nobody asked for it', {}, {}],
		['the token is none', { progressToken: {} }, {}],
		['the client reads no streams', { progressToken: 1 }, { accept: 'application/json' }],
	])('is not sent if %s', async (_, meta, headers) => {
		const server = new TestServer();
		const response = await server.send(call(meta, headers));
		server.call.reportProgress({ progress: 1 });
		server.call.respond({ content: [] });
		expect(response.messages).toHaveLength(1);
		expect(response.streams).toBe(false);
	});

	it('after the answer is dropped', async () => {
		const server = new TestServer();
		const response = await server.send(call({ progressToken: 1 }));
		server.call.respond({ content: [] });
		server.call.reportProgress({ progress: 1 });
		server.call.log('error', 'late');
		expect(response.messages).toHaveLength(1);
	});
});

describe('log messages', () => {
	const levelsSent = async (request: ReturnType<typeof legacy>, server = new TestServer()) => {
		const response = await server.send(request);
		for (const level of ['debug', 'warning', 'emergency'] as LogLevel[]) {
			server.call.log(level, { level }, 'flow');
		}
		return response.messages.map(({ params }) => params?.level);
	};

	it('are all sent in the legacy era, until the session asks for less', async () => {
		const server = new TestServer();
		const session = await server.openSession();
		expect(await levelsSent(call({}, session), server)).toEqual(['debug', 'warning', 'emergency']);
		await server.send(legacy('logging/setLevel', { level: 'warning' }, session));
		expect(await levelsSent(call({}, { id: 2, ...session }), server)).toEqual([
			'warning',
			'emergency',
		]);
		const other = await server.openSession();
		expect(await levelsSent(call({}, other), server)).toHaveLength(3);
	});

	it('are sent in the modern era from the level that the request names, and not without', async () => {
		const params = { name: 'qualify' };
		expect(await levelsSent(modern('tools/call', params))).toEqual([]);
		const meta = { 'io.modelcontextprotocol/logLevel': 'warning' };
		expect(await levelsSent(modern('tools/call', params, { meta }))).toEqual([
			'warning',
			'emergency',
		]);
	});
});

describe('a call that takes long', () => {
	it('keeps its connection alive with comments every 15 seconds', async () => {
		const server = new TestServer({ tools: [declareTool({ timeoutMs: 60_000 })] });
		const response = await server.send(call());
		server.clock.advance(14_999);
		expect(response.status).toBeUndefined();
		server.clock.advance(15_001);
		expect(response.text).toBe(': keep-alive\n\n: keep-alive\n\n');
		server.call.respond({ content: [] });
		expect(response.result).toEqual({ content: [] });
		expect(server.clock.waiting).toBe(0);
	});

	it('is answered when its time is up, naming the execution that may still run', async () => {
		const server = new TestServer();
		const response = await server.send(call());
		server.call.executionId = '77';
		server.clock.advance(10_000);
		expect(response.result).toMatchObject({
			isError: true,
			content: [{ text: expect.stringContaining('within 10 seconds (execution 77)') }],
		});
		expect(server.call.respond({ content: [] })).toBe(false);
		expect(server.call.cancelled.aborted).toBe(false);
		expect(server.policy.outcomes).toEqual(['timedOut']);
	});

	it('has the time of its tool, if that has one', async () => {
		const server = new TestServer({ tools: [declareTool({ timeoutMs: 2000 })] });
		const response = await server.send(call());
		server.clock.advance(2000);
		expect(response.text).toContain('Nothing ran, and this call will not run later');
		expect(response.text).not.toContain('may still be running');
	});

	it('of anything but a tool is answered with an error', async () => {
		const server = new TestServer();
		const response = await server.send(legacy('resources/read', { uri: 'crm://lead/1' }));
		server.clock.advance(10_000);
		expect(response.error).toMatchObject({ status: 200, code: -32603 });
	});
});

describe('a client of the legacy era', () => {
	it('cancels a call of its session: no answer follows, and the flow is told', async () => {
		const server = new TestServer();
		const session = await server.openSession();
		const response = await server.send(call({}, { id: 'a', ...session }));
		const asked = server.call.ask({ x: FORM }, 60_000);
		await settle();
		expect((await server.send(cancel('a', session))).status).toBe(202);
		expect(server.call.cancelled.aborted).toBe(true);
		expect(await asked).toEqual({ kind: 'cancelled' });
		expect(await server.call.ask({ x: FORM }, 60_000)).toEqual({ kind: 'cancelled' });
		expect(server.call.respond({ content: [] })).toBe(false);
		expect(response.writableEnded).toBe(true);
		expect(response.messages.filter(({ id }) => id === 'a')).toEqual([]);
		expect(server.policy.outcomes).toEqual(['cancelled']);
		expect(server.runtime.calls.size).toBe(0);
	});

	it.each([
		['another session', async (server: TestServer) => cancel('a', await server.openSession())],
		['no session', async () => cancel('a')],
	])('does not cancel a call of %s', async (_, message) => {
		const server = new TestServer();
		await server.send(call({}, { id: 'a', ...(await server.openSession()) }));
		await server.send(await message(server));
		expect(server.call.cancelled.aborted).toBe(false);
	});

	it('does not cancel what is unknown, or of a wrong type', async () => {
		const server = new TestServer();
		const session = await server.openSession();
		await server.send(call({}, { id: 'a', ...session }));
		for (const id of ['b', null, undefined, ['a'], { id: 'a' }]) {
			expect((await server.send(cancel(id, session))).status).toBe(202);
		}
		expect(server.call.cancelled.aborted).toBe(false);
	});

	it('that goes away has not cancelled', async () => {
		const server = new TestServer();
		const response = await server.send(call());
		response.leave();
		expect(server.call.cancelled.aborted).toBe(false);
		expect(server.call.respond({ content: [] })).toBe(true);
		expect(response.text).toBe('');
		expect(server.clock.waiting).toBe(0);
	});
});

describe('a client of the modern era', () => {
	it('that goes away has cancelled: the flow is told, and nothing is written', async () => {
		const server = new TestServer();
		const response = await server.send(modern('tools/call', { name: 'qualify' }));
		response.leave();
		expect(server.call.cancelled.aborted).toBe(true);
		expect(server.call.respond({ content: [] })).toBe(false);
		expect(response.text).toBe('');
		expect(server.policy.outcomes).toEqual(['cancelled']);
	});

	it('that got its answer has not', async () => {
		const server = new TestServer();
		await server.send(modern('tools/call', { name: 'qualify' }));
		server.call.respond({ content: [] });
		expect(server.call.cancelled.aborted).toBe(false);
	});

	it('does not cancel by a notification', async () => {
		const server = new TestServer();
		await server.send(modern('tools/call', { name: 'qualify' }, { id: 'a' }));
		const { body } = modern('notifications/cancelled', { requestId: 'a' });
		const { id: _id, ...notification } = body as Record<string, unknown>;
		await server.send(post(notification));
		expect(server.call.cancelled.aborted).toBe(false);
	});
});

describe('a client that has gone before its call began', () => {
	it('has nothing run for it in the modern era', async () => {
		const server = new TestServer();
		const response = new RecordedResponse();
		await serveHttp(modern('tools/call', { name: 'qualify' }), response, server.runtime, {
			repeat: server.clock.repeat,
			authenticate: async () => {
				response.leave();
				return ANONYMOUS;
			},
			report: (error) => server.reported.push(error),
		});
		expect(server.started).toEqual([]);
		expect(server.runtime.calls.size).toBe(0);
		expect(server.clock.waiting).toBe(0);
		expect(server.policy.outcomes).toEqual(['cancelled']);
	});
});

describe('the record of a call', () => {
	it('keeps the arguments as they were when it began, whatever its flow does to them', async () => {
		const server = new TestServer();
		const given = { name: 'qualify', arguments: { email: 'dana@acme.test' } };
		await server.send(legacy('tools/call', given));
		Object.assign(server.call.terms.call.arguments, { email: 'changed', more: { deep: 1 } });
		server.call.respond({ content: [] });
		expect(server.policy.records).toMatchObject([{ attempt: { arguments: given.arguments } }]);
		expect(server.policy.records[0]?.attempt.arguments).not.toHaveProperty('more');
	});
});

describe('a call whose arguments cannot even be looked at', () => {
	it('gives its place among the calls back', async () => {
		const server = new TestServer();
		const tool = server.runtime.catalog.tools.get('qualify');
		const fail = () => {
			throw new Error('a mistake of ours');
		};
		Object.assign(tool ?? {}, { validate: fail });
		await server.send(call());
		expect(server.policy.attempts).toHaveLength(1);
		expect(server.policy.underWay).toBe(0);
		expect(server.started).toEqual([]);
	});
});
