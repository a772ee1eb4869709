import { declareTool } from '../doubles/declarations';
import { ALL_CAPABILITIES, KNOWS_TASKS, legacy, modern } from '../doubles/messages';
import { accept, FORM, ROOTS } from '../doubles/questions';
import { settle, TestServer } from '../doubles/test-server';
import { MOST_TASKS, MOST_TASKS_OF_ONE } from '../../../../../../src/mcp/server/tasks/task-store';
import type { ToolDeclaration } from '../../../../../../src/mcp/server/catalog/tools';
import type { Principal } from '../../../../../../src/mcp/server/principal';

const MINUTE = 60_000;
const capabilities = { ...ALL_CAPABILITIES, ...KNOWS_TASKS };
const dana: Principal = { kind: 'apiKey', label: 'Dana' };

async function begin(execution: ToolDeclaration['execution'] = 'task') {
	const server = new TestServer({ tools: [declareTool({ execution })] });
	const response = await server.send(
		modern('tools/call', { name: 'qualify' }, { capabilities }),
		dana,
	);
	const { taskId } = response.result;
	const send = async (method: string, params: object = {}, by = dana) =>
		await server.send(modern(method, { taskId, ...params }, { capabilities }), by);
	const get = async () => (await send('tasks/get')).result;
	return { server, response, send, get };
}

describe('a tool that is a task', () => {
	it.each(['task', 'taskIfSupported'] as const)(
		'answers with a handle at once: %s',
		async (execution) => {
			const { server, response, get } = await begin(execution);
			expect(response).toMatchObject({ status: 200, writableEnded: true });
			expect(response.result).toMatchObject({
				resultType: 'task',
				taskId: expect.any(String),
				status: 'working',
				createdAt: '2026-01-01T00:00:00.000Z',
				ttlMs: 600_000,
				pollIntervalMs: 1000,
				_meta: { 'io.modelcontextprotocol/serverInfo': { name: 'Acme GTM' } },
			});
			expect(await get()).toMatchObject({ resultType: 'complete', status: 'working' });
			expect(server.policy.records).toEqual([]);
		},
	);

	it('is refused to a client that does not know tasks, in either era, and nothing starts', async () => {
		const server = new TestServer({ tools: [declareTool({ execution: 'task' })] });
		for (const request of [
			modern('tools/call', { name: 'qualify' }),
			legacy('tools/call', { name: 'qualify' }),
		]) {
			expect((await server.send(request)).error).toMatchObject({
				status: 400,
				code: -32021,
				data: { requiredCapabilities: KNOWS_TASKS },
			});
		}
		expect(server.started).toEqual([]);
		expect(server.policy.outcomes).toEqual(['protocolError', 'protocolError']);
	});

	it.each([
		['the client does not know tasks', 'taskIfSupported', {}],
		['the tool is a plain one', 'call', capabilities],
	] as const)('is a plain call if %s', async (_, execution, declared) => {
		const server = new TestServer({ tools: [declareTool({ execution })] });
		const request = modern('tools/call', { name: 'qualify' }, { capabilities: declared });
		const response = await server.send(request);
		expect(response.writableEnded).toBe(false);
	});

	it('can be made by the flow, once', async () => {
		const server = new TestServer();
		const request = modern('tools/call', { name: 'qualify' }, { capabilities });
		const response = await server.send(request);
		expect(server.call.becomeTask(MINUTE)).toBe(true);
		expect(response.result).toMatchObject({ resultType: 'task', ttlMs: MINUTE });
		expect(server.call.becomeTask(MINUTE)).toBe(false);
		await server.send(modern('tools/call', { name: 'qualify' }));
		expect(server.call.becomeTask(MINUTE)).toBe(false);
	});
});

describe('a task', () => {
	it('survives the client and the time-out of calls, and keeps its result', async () => {
		const { server, response, get } = await begin();
		response.leave();
		server.clock.advance(5 * MINUTE);
		server.call.reportProgress({ progress: 1, message: 'Half way' });
		expect(await get()).toMatchObject({
			status: 'working',
			statusMessage: 'Half way',
			lastUpdatedAt: '2026-01-01T00:05:00.000Z',
		});
		server.call.respond({ content: [{ type: 'text', text: 'done' }] });
		expect(await get()).toMatchObject({
			status: 'completed',
			result: { resultType: 'complete', content: [{ text: 'done' }] },
		});
		expect(server.policy.outcomes).toEqual(['ok']);
	});

	it('is completed by a failure of the tool, and failed by an error of the protocol', async () => {
		const failed = await begin();
		failed.server.call.respond({ isError: true, content: [] });
		expect(await failed.get()).toMatchObject({ status: 'completed', result: { isError: true } });
		const broken = await begin();
		broken.server.call.fail({ code: -32603, message: 'no' } as never);
		expect(await broken.get()).toMatchObject({
			status: 'failed',
			error: { code: -32603, message: 'no' },
		});
	});

	it('asks by keys of its own, takes answers one by one, and uses no key twice', async () => {
		const { server, send, get } = await begin();
		const first = server.call.ask({ size: FORM, where: ROOTS }, MINUTE);
		await settle();
		expect(await get()).toMatchObject({
			status: 'input_required',
			inputRequests: { 'size-1': FORM, 'where-1': ROOTS },
		});
		const inputResponses = { 'size-1': accept(), size: accept({ size: 9 }), other: {} };
		expect((await send('tasks/update', { inputResponses })).result.resultType).toBe('complete');
		const left = await get();
		expect(left.inputRequests).toEqual({ 'where-1': ROOTS });
		await send('tasks/update', { inputResponses: { 'where-1': { roots: [] } } });
		expect(await first).toMatchObject({ answers: { size: accept(), where: { roots: [] } } });
		expect(await get()).toMatchObject({ status: 'working' });
		const second = server.call.ask({ size: FORM }, MINUTE);
		await settle();
		expect((await get()).inputRequests).toEqual({ 'size-2': FORM });
		await send('tasks/update', { inputResponses: { 'size-1': accept({ size: 1 }) } });
		expect((await get()).status).toBe('input_required');
		await send('tasks/update', { inputResponses: { 'size-2': accept({ size: 2 }) } });
		expect(await second).toMatchObject({ answers: { size: accept({ size: 2 }) } });
	});

	it('works on when nobody answers its question in time', async () => {
		const { server, get } = await begin();
		const asked = server.call.ask({ size: FORM }, MINUTE);
		await settle();
		server.clock.advance(MINUTE);
		expect((await asked).kind).toBe('timedOut');
		const state = await get();
		expect(state.status).toBe('working');
		expect(state).not.toHaveProperty('inputRequests');
	});

	it('that is cancelled tells the flow, and stays cancelled', async () => {
		const { server, send, get } = await begin();
		await send('tasks/cancel');
		expect(server.call.cancelled.aborted).toBe(true);
		expect(server.call.respond({ content: [] })).toBe(false);
		expect((await get()).status).toBe('cancelled');
		expect(server.policy.outcomes).toEqual(['cancelled']);
	});

	it('that is completed cannot be cancelled, or asked anything', async () => {
		const { server, send, get } = await begin();
		server.call.respond({ content: [] });
		await send('tasks/cancel');
		await send('tasks/update', { inputResponses: { x: {} } });
		expect((await get()).status).toBe('completed');
		expect(server.policy.outcomes).toEqual(['ok']);
	});

	it('expires: it is unknown then, and what still runs is told', async () => {
		const { server, send } = await begin();
		server.clock.advance(600_000);
		expect((await send('tasks/get')).error).toMatchObject({ code: -32602 });
		expect(server.call.cancelled.aborted).toBe(true);
		expect(server.policy.outcomes).toEqual(['cancelled']);
	});

	it.each(['tasks/get', 'tasks/update', 'tasks/cancel'])(
		'is unknown to another principal: %s',
		async (method) => {
			const { server, send } = await begin();
			const kim: Principal = { kind: 'apiKey', label: 'Kim' };
			const refused = await send(method, { inputResponses: {} }, kim);
			expect(refused.error).toMatchObject({ status: 200, code: -32602 });
			expect(server.call.cancelled.aborted).toBe(false);
		},
	);

	it.each([null, [], 'x', undefined])('is not updated by %p', async (inputResponses) => {
		const { send } = await begin();
		expect((await send('tasks/update', { inputResponses })).error.code).toBe(-32602);
	});

	it('is not spoken of to a client that does not declare tasks', async () => {
		const { server, response } = await begin();
		const { taskId } = response.result;
		const { error } = await server.send(modern('tasks/get', { taskId }), dana);
		expect(error).toMatchObject({ status: 400, code: -32021 });
	});

	describe('when there are too many', () => {
		const call = (by: Principal, server: TestServer, name = 'qualify') =>
			server.send(modern('tools/call', { name }, { capabilities }), by);
		async function crowd(execution: ToolDeclaration['execution']) {
			const server = new TestServer({ tools: [declareTool({ execution })] });
			for (let n = 0; n < MOST_TASKS_OF_ONE; n++) await call(dana, server);
			return server;
		}
		const kim: Principal = { kind: 'apiKey', label: 'Kim' };

		it('is refused to the principal that has them, and nothing is run', async () => {
			const server = await crowd('task');
			const refused = await call(dana, server);
			expect(refused.result).toMatchObject({
				resultType: 'complete',
				isError: true,
				content: [{ text: expect.stringContaining('Nothing ran') }],
			});
			expect(server.started).toHaveLength(MOST_TASKS_OF_ONE);
			expect(server.policy.outcomes).toEqual(['refused']);
			expect((await call(kim, server)).result.resultType).toBe('task');
		});

		it('becomes a plain call where the tool can be one', async () => {
			const server = await crowd('taskIfSupported');
			const plain = await call(dana, server);
			expect(plain.writableEnded).toBe(false);
			expect(server.call.becomeTask(1000)).toBe(false);
			server.call.respond({ content: [] });
			expect(plain.result).toMatchObject({ resultType: 'complete', content: [] });
		});

		it('is given again when others have expired, done or not', async () => {
			const server = await crowd('task');
			server.call.respond({ content: [] });
			server.clock.advance(600_000);
			expect((await call(dana, server)).result.resultType).toBe('task');
		});

		it('is refused to everybody when the process is full', async () => {
			const server = new TestServer({ tools: [declareTool({ execution: 'task' })] });
			for (let n = 0; n < MOST_TASKS; n++) {
				await call({ kind: 'apiKey', label: `Key ${n % 10}` }, server);
			}
			expect((await call(kim, server)).result.isError).toBe(true);
		});
	});
});
