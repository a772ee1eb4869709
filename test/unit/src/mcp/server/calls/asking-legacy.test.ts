import { legacy, post, type LegacyOptions } from '../doubles/messages';
import { accept, FORM, ROOTS, SAMPLING } from '../doubles/questions';
import type { RecordedResponse } from '../doubles/recorded-response';
import { settle, TestServer } from '../doubles/test-server';
import type { Principal } from '../../../../../../src/mcp/server/principal';

const dana: Principal = { kind: 'apiKey', label: 'Dana' };
const MINUTE = 60_000;

async function begin(capabilities?: Record<string, unknown>, headers: LegacyOptions = {}) {
	const server = new TestServer();
	const session = await server.openSession(capabilities, dana);
	const response = await server.send(
		legacy('tools/call', { name: 'qualify' }, { ...session, ...headers }),
		dana,
	);
	const answer = async (id: unknown, result: unknown, by = dana) =>
		await server.send(post({ jsonrpc: '2.0', id, ...(result as object) }, session), by);
	return { server, response, answer };
}

const idOf = (response: RecordedResponse, position = -1) => response.messages.at(position)?.id;

describe('a question to a client of the legacy era', () => {
	it('goes out on the stream of the call, and comes back in a request of its own', async () => {
		const { server, response, answer } = await begin();
		const asked = server.call.ask({ size: FORM }, MINUTE);
		await settle();
		expect(response).toMatchObject({ status: 200, streams: true, writableEnded: false });
		expect(response.messages).toEqual([
			{ jsonrpc: '2.0', id: expect.any(String), method: FORM.method, params: FORM.params },
		]);
		const posted = await answer(idOf(response), { result: accept() });
		expect(posted).toMatchObject({ status: 202, text: '' });
		expect(await asked).toEqual({ kind: 'answered', answers: { size: accept() } });
		server.call.respond({ content: [] });
		expect(response.result).toEqual({ content: [] });
	});

	it('cannot be answered by another session of the same caller, whose user was not asked', async () => {
		const { server, response, answer } = await begin();
		const asked = server.call.ask({ size: FORM }, MINUTE);
		await settle();
		const other = await server.openSession(undefined, dana);
		const id = idOf(response);
		await server.send(post({ jsonrpc: '2.0', id, result: accept() }, other), dana);
		await server.send(post({ jsonrpc: '2.0', id, result: accept() }), dana);
		expect(await Promise.race([asked, settle()])).toBeUndefined();
		await answer(id, { result: accept() });
		expect(await asked).toMatchObject({ kind: 'answered' });
	});

	it('of several are all put at once, and answered when the last is', async () => {
		const { server, response, answer } = await begin();
		const asked = server.call.ask({ size: FORM, where: ROOTS }, MINUTE);
		await settle();
		expect(response.messages.map(({ method }) => method)).toEqual([FORM.method, ROOTS.method]);
		await answer(idOf(response, 1), { result: { roots: [] } });
		expect(response.writableEnded).toBe(false);
		await answer(idOf(response, 0), { result: accept() });
		const outcome = await asked;
		expect(outcome).toEqual({
			kind: 'answered',
			answers: { size: accept(), where: { roots: [] } },
		});
		expect('answers' in outcome && Object.keys(outcome.answers)).toEqual(['size', 'where']);
		expect(response.messages).toHaveLength(2);
	});

	it('that its flow does not wait for any more is withdrawn from the client', async () => {
		const { server, response } = await begin();
		const stopped = new AbortController();
		const asked = server.call.ask({ size: FORM }, MINUTE, stopped.signal);
		await settle();
		stopped.abort();
		expect(await asked).toEqual({ kind: 'cancelled' });
		expect(response.messages.at(-1)).toMatchObject({
			method: 'notifications/cancelled',
			params: { requestId: idOf(response, 0) },
		});
		expect(await server.call.ask({ size: FORM }, MINUTE, stopped.signal)).toEqual({
			kind: 'cancelled',
		});
		expect(response.messages).toHaveLength(2);
	});

	it('stops the time of the call, which then goes on where it stood', async () => {
		const { server, response, answer } = await begin();
		server.clock.advance(9_000);
		const asked = server.call.ask({ size: FORM }, MINUTE);
		await settle();
		server.clock.advance(50_000);
		await answer(idOf(response), { result: accept() });
		await asked;
		server.clock.advance(999);
		expect(response.writableEnded).toBe(false);
		server.clock.advance(1);
		expect(response.result.isError).toBe(true);
		expect(response.text).toContain('within 10 seconds');
	});

	it.each([
		['decline', { result: { action: 'decline' } }, 'declined'],
		['cancel', { result: { action: 'cancel' } }, 'cancelled'],
		['an error', { error: { code: -1, message: 'no' } }, 'cancelled'],
		['what does not fit', { result: accept({ size: 'x' }) }, 'cancelled'],
	])('answered with %s leaves by an outcome of its own', async (_, message, kind) => {
		const { server, response, answer } = await begin();
		const asked = server.call.ask({ size: FORM }, MINUTE);
		await settle();
		await answer(idOf(response), message);
		expect((await asked).kind).toBe(kind);
		expect(server.call.respond({ content: [] })).toBe(true);
	});

	it('is answered by nobody else', async () => {
		const { server, response, answer } = await begin();
		const asked = server.call.ask({ size: FORM }, MINUTE);
		await settle();
		const kim: Principal = { kind: 'apiKey', label: 'Kim' };
		const foreign = await server.send(
			post({ jsonrpc: '2.0', id: idOf(response), result: { action: 'decline' } }),
			kim,
		);
		expect(foreign.status).toBe(202);
		await answer('id-0', { result: { action: 'decline' } });
		await answer(idOf(response), { result: accept() });
		expect((await asked).kind).toBe('answered');
	});

	it('that nobody answers in time leaves so, while the time of the call stands still', async () => {
		const { server, response } = await begin();
		const asked = server.call.ask({ size: FORM }, MINUTE);
		await settle();
		server.clock.advance(MINUTE);
		expect((await asked).kind).toBe('timedOut');
		server.clock.advance(9_000);
		expect(server.call.respond({ content: [] })).toBe(true);
		expect(response.result).toEqual({ content: [] });
	});

	it('that nobody waits for any more is cancelled, so that the client can close its form', async () => {
		const { server, response, answer } = await begin();
		const asked = server.call.ask({ size: FORM, where: ROOTS }, MINUTE);
		await settle();
		const [form, roots] = response.messages.map(({ id }) => id);
		await answer(roots, { result: { roots: [] } });
		server.clock.advance(MINUTE);
		expect((await asked).kind).toBe('timedOut');
		expect(response.messages.slice(2)).toEqual([
			{
				jsonrpc: '2.0',
				method: 'notifications/cancelled',
				params: { requestId: form, reason: expect.any(String) },
			},
		]);
	});

	it('is cancelled before the answer of a call that ends without it, and leaves as timed out', async () => {
		const { server, response } = await begin();
		const asked = server.call.ask({ size: FORM }, MINUTE);
		await settle();
		const id = idOf(response);
		server.call.respond({ content: [] });
		expect((await asked).kind).toBe('timedOut');
		expect(response.messages.slice(1)).toEqual([
			expect.objectContaining({
				method: 'notifications/cancelled',
				params: { requestId: id, reason: expect.any(String) },
			}),
			expect.objectContaining({ result: { content: [] } }),
		]);
		expect(server.clock.waiting).toBe(0);
	});

	it('that was answered is not cancelled', async () => {
		const { server, response, answer } = await begin();
		const asked = server.call.ask({ size: FORM }, MINUTE);
		await settle();
		await answer(idOf(response), { result: accept() });
		await asked;
		server.call.respond({ content: [] });
		expect(response.messages.map(({ method }) => method)).toEqual([FORM.method, undefined]);
	});

	it('is not answered by what comes too late for an earlier one of the same name', async () => {
		const { server, response, answer } = await begin();
		const first = server.call.ask({ answer: FORM }, MINUTE);
		await settle();
		const late = idOf(response);
		server.clock.advance(MINUTE);
		await first;
		const second = server.call.ask({ answer: FORM }, MINUTE);
		await settle();
		await answer(late, { result: accept({ size: 1 }) });
		await answer(idOf(response), { result: accept({ size: 2 }) });
		expect(await second).toMatchObject({ answers: { answer: accept({ size: 2 }) } });
	});

	it('waits for the one that was put at the same time', async () => {
		const { server, response, answer } = await begin();
		const both = [server.call.ask({ a: FORM }, MINUTE), server.call.ask({ b: ROOTS }, MINUTE)];
		await settle();
		expect(response.messages).toHaveLength(1);
		await answer(idOf(response), { result: accept() });
		await settle();
		await answer(idOf(response), { result: { roots: [] } });
		expect((await Promise.all(both)).map(({ kind }) => kind)).toEqual(['answered', 'answered']);
	});

	it.each([
		['lacks the capability', { roots: {} }, {}, { status: 400, code: -32021 }],
		['does not read streams', undefined, { accept: 'application/json' }, { code: -32600 }],
	])(
		'is refused if the client %s, and the call with it',
		async (_, capabilities, headers, error) => {
			const { server, response } = await begin(capabilities, headers);
			await expect(server.call.ask({ x: SAMPLING }, MINUTE)).rejects.toMatchObject({
				code: error.code,
			});
			expect(response.error).toMatchObject(error);
			expect(server.policy.outcomes).toEqual(['protocolError']);
		},
	);

	it('is refused to a client without a session', async () => {
		const server = new TestServer();
		const response = await server.send(legacy('tools/call', { name: 'qualify' }));
		expect(server.call.supportedQuestions.size).toBe(0);
		await expect(server.call.ask({ x: FORM }, MINUTE)).rejects.toMatchObject({ code: -32021 });
		expect(response.error.data).toEqual({ requiredCapabilities: { elicitation: { form: {} } } });
	});

	it('is not put any more when the call is over', async () => {
		const { server } = await begin();
		server.call.respond({ content: [] });
		expect(await server.call.ask({ x: FORM }, MINUTE)).toEqual({ kind: 'timedOut' });
	});
});
