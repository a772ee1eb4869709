import { ALL_CAPABILITIES, modern } from '../doubles/messages';
import { accept, FORM, ROOTS } from '../doubles/questions';
import type { RecordedResponse } from '../doubles/recorded-response';
import { settle, TestServer } from '../doubles/test-server';
import { declareTool, declarePrompt } from '../doubles/declarations';
import type { Principal } from '../../../../../../src/mcp/server/principal';

const dana: Principal = { kind: 'apiKey', label: 'Dana' };
const MINUTE = 60_000;

function setUp() {
	const server = new TestServer({
		tools: [declareTool(), declareTool({ name: 'other' })],
		prompts: [declarePrompt({ source: { kind: 'flow', output: 1 }, arguments: [] })],
	});
	let ids = 0;
	const send = async (params: object = {}, by = dana, meta = {}) =>
		await server.send(
			modern(
				'tools/call',
				{ name: 'qualify', ...params },
				{ id: `r${++ids}`, capabilities: ALL_CAPABILITIES, meta },
			),
			by,
		);
	return { server, send };
}

async function askFor(questions = { size: FORM } as Record<string, typeof FORM>) {
	const { server, send } = setUp();
	const response = await send();
	const asked = server.call.ask(questions, MINUTE);
	await settle();
	return { server, send, response, asked, state: stateOf(response) };
}

const stateOf = (response: RecordedResponse) => String(response.result.requestState);

/** What every result of the modern era says of its server. */
const SERVER_INFO = {
	'io.modelcontextprotocol/serverInfo': { name: 'Acme GTM', version: '1.0.0' },
};

describe('a question to a client of the modern era', () => {
	it('ends the response, and the client comes back with the answer', async () => {
		const { server, send, response, asked, state } = await askFor();
		expect(response).toMatchObject({ status: 200, writableEnded: true });
		expect(response.answer.id).toBe('r1');
		expect(response.result).toEqual({
			resultType: 'input_required',
			inputRequests: { size: FORM },
			requestState: expect.stringMatching(/^[\w-]+\.[\w-]+$/),
			_meta: SERVER_INFO,
		});
		const retry = await send({ requestState: state, inputResponses: { size: accept() } });
		expect(await asked).toEqual({ kind: 'answered', answers: { size: accept() } });
		server.call.respond({ content: [] });
		expect(retry.answer.id).toBe('r2');
		expect(retry.result).toMatchObject({ resultType: 'complete', content: [] });
		expect(server.started).toHaveLength(1);
		expect(server.policy.outcomes).toEqual(['ok']);
	});

	it.each([
		['decline', 'declined'],
		['cancel', 'cancelled'],
	])('that the user answers with %s leaves by an outcome of its own', async (action, kind) => {
		const { send, asked, state } = await askFor();
		await send({ requestState: state, inputResponses: { size: { action } } });
		expect((await asked).kind).toBe(kind);
	});

	it('may be asked by prompts and resources as well', async () => {
		const { server } = setUp();
		for (const [method, params] of [
			['prompts/get', { name: 'greet' }],
			['resources/read', { uri: 'crm://lead/1' }],
		] as const) {
			const extra = { capabilities: ALL_CAPABILITIES };
			const response = await server.send(modern(method, params, extra));
			const asked = server.call.ask({ size: FORM }, MINUTE);
			await settle();
			const requestState = stateOf(response);
			const inputResponses = { size: accept() };
			await server.send(modern(method, { ...params, requestState, inputResponses }, extra));
			expect((await asked).kind).toBe('answered');
		}
	});

	it('is asked again, with a new state, until all answers are there; extras are ignored', async () => {
		const { send, asked, state } = await askFor({ size: FORM, where: ROOTS });
		const partial = { size: accept(), unasked: accept(), __proto__: accept() };
		const second = await send({ requestState: state, inputResponses: partial });
		expect(second.result).toMatchObject({
			resultType: 'input_required',
			inputRequests: { where: ROOTS },
		});
		expect(second.result.inputRequests).not.toHaveProperty('size');
		expect(stateOf(second)).not.toBe(state);
		await send({ requestState: stateOf(second), inputResponses: { where: { roots: [] } } });
		expect(await asked).toEqual({
			kind: 'answered',
			answers: { size: accept(), where: { roots: [] } },
		});
	});

	it.each([
		['none', undefined],
		['one under another name', { other: accept() }],
		['one that does not fit the form', { size: accept({ size: 'x' }) }],
	])('is asked again if the answer is %s', async (_, inputResponses) => {
		const { send, state } = await askFor();
		const again = await send({ requestState: state, inputResponses });
		expect(again.result).toMatchObject({
			resultType: 'input_required',
			inputRequests: { size: FORM },
		});
	});

	it.each([
		['a list', []],
		['null', null],
		['a text', { size: 'x' }],
	])('is not answered by %s, which is malformed', async (_, inputResponses) => {
		const { send, state } = await askFor();
		const { error } = await send({ requestState: state, inputResponses });
		expect(error).toMatchObject({ status: 200, code: -32602 });
		const fine = await send({ requestState: state, inputResponses: { size: accept() } });
		expect(fine.writableEnded).toBe(false);
	});

	it('is answered at once by what came with the request, each answer once', async () => {
		const { server, send } = setUp();
		const response = await send({ inputResponses: { size: accept() } });
		expect(await server.call.ask({ size: FORM }, MINUTE)).toMatchObject({ kind: 'answered' });
		expect(response.writableEnded).toBe(false);
		void server.call.ask({ size: FORM }, MINUTE);
		await settle();
		expect(response.result.resultType).toBe('input_required');
	});

	it('without the capability is refused with -32021 and HTTP 400, and the call with it', async () => {
		const server = new TestServer();
		const response = await server.send(modern('tools/call', { name: 'qualify' }));
		await expect(server.call.ask({ size: FORM }, MINUTE)).rejects.toMatchObject({ code: -32021 });
		expect(response.error).toMatchObject({
			status: 400,
			code: -32021,
			data: { requiredCapabilities: { elicitation: { form: {} } } },
		});
		expect(server.policy.outcomes).toEqual(['protocolError']);
	});

	it('that nobody answers in time leaves so; later questions find nobody', async () => {
		const { server, send, asked, state } = await askFor();
		server.clock.advance(MINUTE);
		expect((await asked).kind).toBe('timedOut');
		expect(await server.call.ask({ size: FORM }, MINUTE)).toEqual({ kind: 'timedOut' });
		const late = await send({ requestState: state, inputResponses: { size: accept() } });
		expect(late.error).toMatchObject({ code: -32602 });
	});

	it('lets progress and logs go where the client now listens, as it now asks', async () => {
		const { server, send, state } = await askFor();
		const retry = await send({ requestState: state, inputResponses: { size: accept() } }, dana, {
			progressToken: 'new',
			'io.modelcontextprotocol/logLevel': 'info',
		});
		server.call.reportProgress({ progress: 1 });
		server.call.log('info', 'x');
		expect(retry.messages).toMatchObject([
			{ method: 'notifications/progress', params: { progressToken: 'new' } },
			{ method: 'notifications/message' },
		]);
	});

	it('outlives the connection that it came on, but not the one that waits for the result', async () => {
		const { server, send, response, asked, state } = await askFor();
		response.leave();
		expect(server.call.cancelled.aborted).toBe(false);
		const retry = await send({ requestState: state, inputResponses: { size: accept() } });
		await asked;
		retry.leave();
		expect(server.call.cancelled.aborted).toBe(true);
		expect(server.policy.outcomes).toEqual(['cancelled']);
	});
});

describe('a requestState', () => {
	const HOUR = 60 * MINUTE;
	const kim: Principal = { kind: 'apiKey', label: 'Kim' };
	const inputResponses = { size: accept() };

	it.each([
		['was tampered with', (state: string) => ({ requestState: state.replace(/^./, 'A') })],
		['has another signature', (state: string) => ({ requestState: `${state.slice(0, -2)}AA` })],
		['is no text', () => ({ requestState: 5 })],
		['is null', () => ({ requestState: null })],
		['is empty', () => ({ requestState: '' })],
		['belongs to another tool', (state: string) => ({ requestState: state, name: 'other' })],
	])('is refused if it %s, and the question stays open', async (_, change) => {
		const { server, send, state } = await askFor();
		const refused = await send({ inputResponses, ...change(state) });
		expect(refused.error).toMatchObject({ status: 200, code: -32602 });
		expect(server.started).toHaveLength(1);
		const good = await send({ inputResponses, requestState: state });
		expect(good.writableEnded).toBe(false);
	});

	it('is refused to another principal', async () => {
		const { send, state } = await askFor();
		expect((await send({ inputResponses, requestState: state }, kim)).error.code).toBe(-32602);
	});

	it('is refused at another server that shares the secret', async () => {
		const { state } = await askFor();
		const other = new TestServer({}, { id: 'other' });
		const request = modern('tools/call', { name: 'qualify', requestState: state });
		expect((await other.send(request, dana)).error.code).toBe(-32602);
	});

	it('is refused when it has expired', async () => {
		const { server, send } = setUp();
		const response = await send();
		void server.call.ask({ size: FORM }, 2 * HOUR);
		await settle();
		server.clock.advance(HOUR);
		const late = await send({ inputResponses, requestState: stateOf(response) });
		expect(late.error.code).toBe(-32602);
	});

	it('is good for one answer only, also while the flow goes on and asks the next question', async () => {
		const { server, send, asked, state } = await askFor();
		const retry = await send({ inputResponses, requestState: state });
		expect((await send({ inputResponses, requestState: state })).error.code).toBe(-32602);
		await asked;
		const next = server.call.ask({ size: FORM }, MINUTE);
		await settle();
		expect((await send({ inputResponses, requestState: state })).error.code).toBe(-32602);
		await send({ inputResponses, requestState: stateOf(retry) });
		expect((await next).kind).toBe('answered');
	});

	it('is refused when its call has ended', async () => {
		const { server, send, state } = await askFor();
		server.call.respond({ content: [] });
		expect((await send({ inputResponses, requestState: state })).error.code).toBe(-32602);
	});
});
