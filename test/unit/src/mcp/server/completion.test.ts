import { declarePrompt, declareTemplate } from './doubles/declarations';
import { ALL_CAPABILITIES, legacy, modern } from './doubles/messages';
import { FORM } from './doubles/questions';
import { TestServer } from './doubles/test-server';
import { toCompletion } from '../../../../../src/mcp/server/calls/completion-result';
import type { Principal } from '../../../../../src/mcp/server/principal';

const complete = (ref: unknown, argument: unknown, extra: object = {}) =>
	legacy('completion/complete', { ref, argument, ...extra });
const prompt = { type: 'ref/prompt', name: 'greet' };
const template = { type: 'ref/resource', uri: 'crm://lead/{id}' };

describe('completion', () => {
	it('offers what begins with the text before what contains it, without regard to case', () => {
		expect(toCompletion(['Berlin', 'Überlingen', 'Lisbon', 'BERN'], 'ber').completion).toEqual({
			values: ['Berlin', 'BERN', 'Überlingen'],
			total: 3,
			hasMore: false,
		});
	});

	it('offers a hundred values at most, and says how many there are', () => {
		const values = Array.from({ length: 150 }, (_, n) => `v${n}`);
		const { completion } = toCompletion(values, '') as {
			completion: { values: string[]; total: number; hasMore: boolean };
		};
		expect(completion.values).toHaveLength(100);
		expect(completion).toMatchObject({ total: 150, hasMore: true });
	});

	it('answers for arguments of prompts and variables of templates, in both eras', async () => {
		const server = new TestServer();
		const forPrompt = await server.send(complete(prompt, { name: 'who', value: 'k' }));
		expect(forPrompt.result.completion).toMatchObject({ values: ['Kim'] });
		const params = { ref: template, argument: { name: 'id', value: '1' } };
		const forTemplate = await server.send(modern('completion/complete', params));
		expect(forTemplate.result).toMatchObject({
			resultType: 'complete',
			completion: { values: ['1', '10', '21'] },
		});
	});

	it('offers everything where nothing was typed, or no text', async () => {
		const response = await new TestServer().send(complete(prompt, { name: 'who', value: 5 }));
		expect(response.result.completion).toMatchObject({ total: 2 });
	});

	it('offers nothing where nothing is declared', async () => {
		const response = await new TestServer().send(complete(template, { name: 'other', value: '' }));
		expect(response.result.completion).toEqual({ values: [], total: 0, hasMore: false });
	});

	it('asks the flow of the completion output for what has no fixed values', async () => {
		const bare = declarePrompt({ arguments: [{ name: 'who', required: true, values: [] }] });
		const server = new TestServer({ prompts: [bare], completionOutput: 4 });
		const argument = { name: 'who', value: 'k' };
		const context = { arguments: { team: 'x' } };
		const response = await server.send(complete(prompt, argument, { context }));
		expect(server.call.terms.call).toMatchObject({
			kind: 'completion',
			target: { kind: 'output', output: 4 },
			arguments: { ref: prompt, argument, context },
		});
		server.call.respond({ completion: { values: ['Kim'] } });
		expect(response.result).toEqual({ completion: { values: ['Kim'] } });
	});

	it.each([
		['an unknown prompt', { type: 'ref/prompt', name: 'gone' }, { name: 'who', value: '' }],
		['an unknown argument', prompt, { name: 'mood', value: '' }],
		['an unknown template', { type: 'ref/resource', uri: 'x://{y}' }, { name: 'id', value: '' }],
		['an unknown kind of reference', { type: 'ref/tool', name: 'x' }, { name: 'id', value: '' }],
		['no reference', undefined, { name: 'who', value: '' }],
		['no argument', prompt, undefined],
		['an argument without a name', prompt, { value: '' }],
	])('refuses %s', async (_, ref, argument) => {
		const { error } = await new TestServer().send(complete(ref, argument));
		expect(error).toMatchObject({ status: 200, code: -32602 });
	});

	it('tells nothing of what the principal may not use', async () => {
		const kim: Principal = {
			kind: 'apiKey',
			label: 'Kim',
			allowed: { prompts: [], resources: [] },
		};
		const server = new TestServer({ completionOutput: 4 });
		for (const [ref, name] of [
			[prompt, 'who'],
			[template, 'id'],
		] as const) {
			const { error } = await server.send(complete(ref, { name, value: '' }), kim);
			expect(error.code).toBe(-32602);
		}
		expect(server.started).toEqual([]);
	});

	it.each([
		['a prompt', prompt, 'who', { prompts: [declarePrompt({ requiredScope: 'crm.read' })] }],
		['a template', template, 'id', { templates: [declareTemplate({ requiredScope: 'crm.read' })] }],
	])('offers nothing for %s whose scope the token lacks', async (_, ref, name, declared) => {
		const server = new TestServer({ ...declared, completionOutput: 4 });
		const token = (scopes: string[]): Principal => ({ kind: 'jwt', label: 'Kim', scopes });
		const ask = complete(ref, { name, value: '' });
		const refused = await server.send(ask, token(['crm.write']));
		expect(refused.status).toBe(403);
		expect(refused.headers['WWW-Authenticate']).toContain('scope="crm.read"');
		expect((await server.send(ask, token(['crm.read']))).status).toBe(200);
	});

	describe('by a flow that asks the client', () => {
		const bare = declarePrompt({ arguments: [{ name: 'who', required: true, values: [] }] });
		const argument = { name: 'who', value: '' };

		it.each([
			[
				'legacy',
				async (server: TestServer) => {
					const session = await server.openSession();
					const params = { ref: prompt, argument };
					return await server.send(legacy('completion/complete', params, session));
				},
			],
			[
				'modern',
				async (server: TestServer) =>
					await server.send(
						modern(
							'completion/complete',
							{ ref: prompt, argument },
							{ capabilities: ALL_CAPABILITIES },
						),
					),
			],
		])('is refused: the protocol has no way back to it (%s)', async (_, send) => {
			const server = new TestServer({ prompts: [bare], completionOutput: 4 });
			const response = await send(server);
			expect(server.call.supportedQuestions.size).toBe(0);
			await expect(server.call.ask({ size: FORM }, 1000)).rejects.toMatchObject({ code: -32603 });
			expect(response.error).toMatchObject({ status: 200, code: -32603 });
			expect(server.policy.outcomes).toEqual(['protocolError']);
		});
	});
});
