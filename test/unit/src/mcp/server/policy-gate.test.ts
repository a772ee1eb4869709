import { declareTool } from './doubles/declarations';
import { ALL_CAPABILITIES, legacy, modern } from './doubles/messages';
import { accept, FORM } from './doubles/questions';
import { settle, TestServer } from './doubles/test-server';

const refusal = { message: 'Try again in 2 seconds.', retryAfterMs: 2000 };

describe('a refusal of the policy', () => {
	it.each([
		['legacy', legacy],
		['modern', modern],
	])('of a tool is a result that the model reads, and starts nothing (%s)', async (_, message) => {
		const server = new TestServer();
		server.policy.refusal = refusal;
		const response = await server.send(message('tools/call', { name: 'qualify' }));
		expect(response.result).toMatchObject({
			isError: true,
			content: [{ type: 'text', text: refusal.message }],
		});
		expect(server.started).toEqual([]);
		expect(server.policy.outcomes).toEqual(['refused']);
	});

	it.each([
		['a static resource', 'resources/read', { uri: 'crm://pricing' }],
		['a resource of a flow', 'resources/read', { uri: 'crm://lead/1' }],
		['a prompt', 'prompts/get', { name: 'greet', arguments: { who: 'x' } }],
	])('of %s is an error that says when to come back', async (_, method, params) => {
		const server = new TestServer();
		server.policy.refusal = refusal;
		expect((await server.send(legacy(method, params))).error).toMatchObject({
			status: 200,
			code: -32000,
			message: refusal.message,
			data: { retryAfterMs: 2000 },
		});
		expect(server.policy.outcomes).toEqual(['refused']);
	});
});

describe('every call', () => {
	it('gives back its place when it ends, however that is', async () => {
		const server = new TestServer();
		const call = async () =>
			await server.send(modern('tools/call', { name: 'qualify', arguments: {} }));
		const wrong = { name: 'qualify', arguments: { limit: 'x' } };
		await server.send(legacy('tools/call', wrong));
		await server.send(legacy('resources/read', { uri: 'crm://pricing' }));
		expect(server.policy.underWay).toBe(0);
		await call();
		expect(server.policy.underWay).toBe(1);
		server.call.executionId = '7';
		server.call.respond({ content: [] });
		await call();
		server.call.respond({ isError: true, content: [] });
		await call();
		server.call.fail({ code: -32603, message: 'x', httpStatus: 200 } as never);
		(await call()).leave();
		await call();
		server.clock.advance(10_000);
		expect(server.policy.underWay).toBe(0);
		expect(server.policy.outcomes).toEqual([
			'toolError',
			'ok',
			'ok',
			'toolError',
			'protocolError',
			'cancelled',
			'timedOut',
		]);
	});

	it('is recorded with who, what, when, how much, and by which execution', async () => {
		const server = new TestServer();
		const response = await server.send(modern('tools/call', { name: 'qualify' }));
		const startedAt = server.clock.now();
		server.call.executionId = '7';
		server.clock.advance(500);
		server.call.respond({ content: [] });
		expect(server.policy.records).toEqual([
			{
				attempt: {
					kind: 'tool',
					name: 'qualify',
					offer: 'qualify',
					arguments: { limit: 5 },
					principal: { kind: 'anonymous', label: 'anonymous' },
					client: { name: 'Inspector', version: '2' },
				},
				outcome: 'ok',
				startedAt,
				result: response.result,
				executionId: '7',
			},
		]);
	});

	it.each([
		['an unknown tool', 'tools/call', { name: 'gone', arguments: { a: 1 } }, 'gone'],
		['a tool without a name', 'tools/call', {}, ''],
		['arguments that are no object', 'tools/call', { name: 'qualify', arguments: [] }, 'qualify'],
		['an unknown resource', 'resources/read', { uri: 'crm://gone' }, 'crm://gone'],
		['a resource without a URI', 'resources/read', { uri: 5 }, ''],
		['an unknown prompt', 'prompts/get', { name: 'gone' }, 'gone'],
		['a prompt without its argument', 'prompts/get', { name: 'greet' }, 'greet'],
	])('with %s leaves one record', async (_, method, params, name) => {
		const server = new TestServer();
		const session = await server.openSession();
		await server.send(legacy(method, params, session));
		expect(server.policy.records).toMatchObject([
			{
				outcome: 'protocolError',
				attempt: { name, principal: { label: 'anonymous' }, client: { name: 'Cursor' } },
			},
		]);
	});

	it('under an id that is under way leaves one record', async () => {
		const server = new TestServer();
		const session = await server.openSession();
		await server.send(legacy('tools/call', { name: 'qualify' }, session));
		await server.send(legacy('tools/call', { name: 'qualify' }, session));
		expect(server.policy.outcomes).toEqual(['protocolError']);
	});

	it('that its client may not make leaves one record', async () => {
		const server = new TestServer({ tools: [declareTool({ requiredScope: 'crm.write' })] });
		const kim = { kind: 'jwt', label: 'Kim', scopes: [] } as const;
		await server.send(modern('tools/call', { name: 'qualify' }), kim);
		const headers = { 'mcp-name': 'other' };
		await server.send(modern('tools/call', { name: 'qualify' }, { headers }));
		const requestState = 'forged';
		await server.send(modern('tools/call', { name: 'qualify', requestState }));
		expect(server.policy.outcomes).toEqual(['refused', 'protocolError', 'protocolError']);
	});

	it('that goes on with an earlier one leaves one record', async () => {
		const server = new TestServer();
		const capabilities = ALL_CAPABILITIES;
		const asked = server.send(modern('tools/call', { name: 'qualify' }, { capabilities }));
		const first = await asked;
		const answered = server.call.ask({ size: FORM }, 60_000);
		await settle();
		const { requestState } = first.result;
		const retry = { name: 'qualify', requestState, inputResponses: { size: accept() } };
		await server.send(modern('tools/call', retry, { capabilities, id: 2 }));
		await answered;
		server.call.respond({ content: [] });
		expect(server.policy.outcomes).toEqual(['ok']);
	});

	it('is recorded under a short name, however long that of an unknown tool is', async () => {
		const server = new TestServer();
		await server.send(legacy('tools/call', { name: 'x'.repeat(100_000) }));
		expect(server.policy.records[0]?.attempt.name).toHaveLength(200);
	});

	it('that only looks at lists is not recorded', async () => {
		const server = new TestServer();
		for (const method of ['tools/list', 'prompts/list', 'ping']) await server.send(legacy(method));
		expect(server.policy.records).toEqual([]);
	});
});
