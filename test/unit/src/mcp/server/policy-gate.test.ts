import { legacy, modern } from './doubles/messages';
import { TestServer } from './doubles/test-server';

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

	it('that only looks at lists is not recorded', async () => {
		const server = new TestServer();
		for (const method of ['tools/list', 'prompts/list', 'ping']) await server.send(legacy(method));
		expect(server.policy.records).toEqual([]);
	});
});
