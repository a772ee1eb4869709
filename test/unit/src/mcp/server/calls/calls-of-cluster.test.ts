import { randomUUID } from 'node:crypto';

import { describeOnRedis, type TestRedis } from '../../../base/redis/on-redis';
import { declareTool } from '../doubles/declarations';
import { ALL_CAPABILITIES, KNOWS_TASKS, legacy, modern, post } from '../doubles/messages';
import { accept, FORM } from '../doubles/questions';
import type { RecordedResponse } from '../doubles/recorded-response';
import { TestServer } from '../doubles/test-server';
import { systemClock } from '../../../../../../src/base/clock';
import type { LiveCall } from '../../../../../../src/mcp/bus/live-call';
import { ownedId } from '../../../../../../src/mcp/bus/post';
import { RedisPost } from '../../../../../../src/mcp/bus/redis/redis-post';
import { CallsInProcess } from '../../../../../../src/mcp/server/calls/calls-in-process';
import { CallsOfCluster } from '../../../../../../src/mcp/server/calls/calls-of-cluster';
import type { Principal } from '../../../../../../src/mcp/server/principal';
import { keepSessionsInStep } from '../../../../../../src/mcp/server/session-journal';
import { SessionMemory } from '../../../../../../src/mcp/server/session-memory';
import { createTokenSigner } from '../../../../../../src/mcp/server/signed-token';
import {
	type StreamEvent,
	Subscriptions,
} from '../../../../../../src/mcp/server/subscriptions/subscriptions';

const dana: Principal = { kind: 'apiKey', label: 'Dana' };
const MINUTE = 60_000;

/** A process of an n8n in queue mode, which serves requests, runs flows, or both. */
async function joinProcess(redis: TestRedis) {
	const link = redis.link();
	const self = randomUUID().slice(0, 8);
	const schedule = (ms: number, task: () => void) => systemClock.schedule(ms, task);
	const ports = { createId: randomUUID, now: Date.now, schedule, report: () => undefined };
	const office = new RedisPost({ ...ports, link, self });
	const signer = createTokenSigner(Buffer.alloc(32, 7), Date.now);
	const subscriptions = new Subscriptions(ports);
	const memory = new SessionMemory(Date.now);
	const createId = () => ownedId(self, randomUUID());
	const local = new CallsInProcess({ ...ports, createId, signer, subscriptions });
	const calls = new CallsOfCluster(local, { ...ports, post: office });
	subscriptions.tellOthers = (event) => office.tellAll({ kind: 'streams', event });
	office.handle('streams', ({ event }) => subscriptions.hear(event as StreamEvent));
	keepSessionsInStep(memory, { link, post: office, report: () => undefined });
	const tools = [declareTool(), declareTool({ name: 'slow', execution: 'task' })];
	const changes = { calls, subscriptions, memory, signer, now: Date.now, createId: randomUUID };
	const server = new TestServer({ tools }, changes);
	await new Promise<void>((resolve) => office.onUp(resolve));
	return { server, calls, link };
}

/** A condition that holds once what other processes said has arrived. */
async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
	const deadline = Date.now() + 10_000;
	while (!(await holds())) {
		if (Date.now() > deadline) throw new Error(`Not within ten seconds: ${String(holds)}`);
		await systemClock.sleep(10);
	}
}

describeOnRedis('a call in an n8n of several processes', (redis) => {
	/** Two that serve requests, and one that runs flows. */
	async function setUp() {
		const [one, other, worker] = await Promise.all([
			joinProcess(redis),
			joinProcess(redis),
			joinProcess(redis),
		]);
		const take = async (executionId = 'e1'): Promise<LiveCall> => {
			const live = await worker.calls.take(one.server.call.id, executionId);
			if (!live) throw new Error('Nobody waits for this call');
			return live;
		};
		return { one: one.server, other: other.server, worker, take };
	}

	async function callLegacy(meta = {}) {
		const processes = await setUp();
		const session = await processes.one.openSession(undefined, dana);
		const params = { name: 'qualify', ...meta };
		const response = await processes.one.send(legacy('tools/call', params, session), dana);
		return { ...processes, session, response };
	}

	const callModern = async (
		server: TestServer,
		params = {},
		capabilities: object = ALL_CAPABILITIES,
	) =>
		await server.send(
			modern(
				'tools/call',
				{ name: 'qualify', ...params },
				{ id: randomUUID(), capabilities: { ...capabilities } },
			),
			dana,
		);

	it('gets its result from another process, once', async () => {
		const { response, take } = await callLegacy();
		const live = await take();
		expect(await live.respond({ content: [{ type: 'text', text: 'x'.repeat(3_000) }] })).toBe(true);
		expect(response.result).toEqual({ content: [{ type: 'text', text: 'x'.repeat(3_000) }] });
		expect(await live.respond({ content: [] })).toBe(false);
	});

	it('shows progress and log messages before the result', async () => {
		const { response, take } = await callLegacy({ _meta: { progressToken: 'p' } });
		const live = await take();
		await live.reportProgress({ progress: 1, total: 2 });
		await live.log('info', 'half way');
		await live.respond({ content: [] });
		expect(response.messages.map(({ method }) => method)).toEqual([
			'notifications/progress',
			'notifications/message',
			undefined,
		]);
	});

	it('is served by one execution only, also if n8n starts it again', async () => {
		const { one, worker, take } = await callLegacy();
		await take('e1');
		expect(await worker.calls.take(one.call.id, 'e1')).toBeUndefined();
		expect(await worker.calls.take(one.call.id, 'e2')).toBeUndefined();
	});

	it('is known to the flow by its execution, until it has ended', async () => {
		const { worker, take } = await callLegacy();
		const live = await take('e1');
		expect(await worker.calls.ofExecution('e1')).toBe(live);
		await live.respond({ content: [] });
		expect(await worker.calls.ofExecution('e1')).toBeUndefined();
	});

	it('asks a client of the legacy era, which answers through another process', async () => {
		const { other, session, response, take } = await callLegacy();
		const live = await take();
		const asked = live.ask({ size: FORM }, MINUTE);
		await until(() => response.messages.length > 0);
		const answer = { jsonrpc: '2.0', id: response.messages[0]?.id, result: accept() };
		expect(await other.send(post(answer, session), dana)).toMatchObject({ status: 202 });
		expect(await asked).toEqual({ kind: 'answered', answers: { size: accept() } });
	});

	it('asks a client of the modern era, which comes back and gets its result through another process', async () => {
		const { one, other, take } = await setUp();
		const first = await callModern(one);
		const live = await take();
		const asked = live.ask({ size: FORM }, MINUTE);
		await until(() => first.writableEnded);
		const { requestState } = first.result;
		const retry = await callModern(other, { requestState, inputResponses: { size: accept() } });
		expect(await asked).toEqual({ kind: 'answered', answers: { size: accept() } });
		await live.log('info', 'not wanted by this client');
		await live.respond({ content: [] });
		await until(() => retry.writableEnded);
		expect(retry.result).toMatchObject({ resultType: 'complete', content: [] });
	});

	it('is not resumed with a state that another principal was given', async () => {
		const { one, other, take } = await setUp();
		const first = await callModern(one);
		const live = await take();
		void live.ask({ size: FORM }, MINUTE);
		await until(() => first.writableEnded);
		const { requestState } = first.result;
		const retry = modern('tools/call', { name: 'qualify', requestState, inputResponses: {} });
		const refused = await other.send(retry, { kind: 'apiKey', label: 'Eve' });
		expect(refused.error.message).toContain('requestState is unknown');
	});

	it('tells a flow whose question the client cannot be asked', async () => {
		const { one, take } = await setUp();
		await callModern(one, {}, {});
		const live = await take();
		await expect(live.ask({ size: FORM }, MINUTE)).rejects.toMatchObject({ code: -32021 });
	});

	it('takes a question back when the flow no longer waits', async () => {
		const { response, take } = await callLegacy();
		const live = await take();
		const stop = new AbortController();
		const asked = live.ask({ size: FORM }, MINUTE, stop.signal);
		await until(() => response.messages.length > 0);
		stop.abort();
		expect(await asked).toEqual({ kind: 'cancelled' });
		await until(() => response.messages.at(-1)?.method === 'notifications/cancelled');
	});

	it('is cancelled through another process, and its flow is told', async () => {
		const { other, session, response, take } = await callLegacy();
		const live = await take();
		const cancelled = {
			jsonrpc: '2.0',
			method: 'notifications/cancelled',
			params: { requestId: 1 },
		};
		await other.send(post(cancelled, session), dana);
		await until(() => live.cancelled.aborted);
		expect(response.writableEnded).toBe(true);
	});

	it('is cancelled when a client of the modern era goes away that came back through another process', async () => {
		const { one, other, take } = await setUp();
		const first = await callModern(one);
		const live = await take();
		void live.ask({ size: FORM }, MINUTE);
		await until(() => first.writableEnded);
		const { requestState } = first.result;
		const retry = await callModern(other, { requestState, inputResponses: { size: accept() } });
		retry.leave();
		await until(() => live.cancelled.aborted);
	});

	it('becomes a task that any process can be asked about', async () => {
		const { one, other, take } = await setUp();
		const created = await callModern(one, { name: 'slow' }, KNOWS_TASKS);
		const { taskId } = created.result;
		const live = await take();
		const method = async (name: string, params = {}, by = dana): Promise<RecordedResponse> =>
			await other.send(modern(name, { taskId, ...params }, { capabilities: KNOWS_TASKS }), by);
		expect((await method('tasks/get')).result).toMatchObject({ status: 'working' });
		expect(
			(await method('tasks/get', {}, { kind: 'apiKey', label: 'Eve' })).error.message,
		).toContain('unknown task');
		await live.respond({ content: [] });
		expect((await method('tasks/get')).result).toMatchObject({
			status: 'completed',
			result: { content: [] },
		});
	});

	it('is cancelled as a task through another process', async () => {
		const { one, other, take } = await setUp();
		const created = await callModern(one, { name: 'slow' }, KNOWS_TASKS);
		const live = await take();
		const { taskId } = created.result;
		await other.send(modern('tasks/cancel', { taskId }, { capabilities: KNOWS_TASKS }), dana);
		await until(() => live.cancelled.aborted);
	});

	it('announces changes to streams of all processes', async () => {
		const { other, session, take } = await callLegacy();
		const live = await take();
		const accepts = { accept: 'text/event-stream', ...session };
		const stream = await other.send({ method: 'GET', headers: accepts }, dana);
		await live.announce({ kind: 'tools' });
		await until(() => stream.messages.length > 0);
		expect(stream.messages[0]?.method).toBe('notifications/tools/list_changed');
	});
});

describeOnRedis('a session in an n8n of several processes', (redis) => {
	const sessionOf = async (server: TestServer) => await server.openSession(undefined, dana);
	const ping = async (server: TestServer, session: object) =>
		await server.send(legacy('ping', {}, session), dana);

	it('that ended through one process has ended for all, also for one that starts later', async () => {
		const [one, other] = await Promise.all([joinProcess(redis), joinProcess(redis)]);
		const session = await sessionOf(one.server);
		await one.server.send({ method: 'DELETE', headers: session }, dana);
		await until(async () => (await ping(other.server, session)).status === 404);
		const late = await joinProcess(redis);
		await until(async () => (await ping(late.server, session)).status === 404);
	});

	it('has one stream, wherever the next one is opened', async () => {
		const [one, other] = await Promise.all([joinProcess(redis), joinProcess(redis)]);
		const session = await sessionOf(one.server);
		const headers = { accept: 'text/event-stream', ...session };
		const first = await one.server.send({ method: 'GET', headers }, dana);
		await systemClock.sleep(2);
		const second = await other.server.send({ method: 'GET', headers }, dana);
		await until(() => first.writableEnded);
		expect(second.writableEnded).toBe(false);
	});

	it('keeps its log level and what it watches, wherever it said so', async () => {
		const [one, other] = await Promise.all([joinProcess(redis), joinProcess(redis)]);
		const session = { id: 's', expiresAt: Date.now() + MINUTE };
		one.server.runtime.memory.setLogLevel(session, 'error');
		one.server.runtime.memory.watch(session, 'crm://lead');
		const { memory } = other.server.runtime;
		await until(() => memory.watches(session, 'crm://lead'));
		expect(memory.logLevel({ ...session })).toBe('error');
		one.server.runtime.memory.unwatch(session, 'crm://lead');
		await until(() => !memory.watches(session, 'crm://lead'));
	});
});
