import { declarePrompt } from './doubles/declarations';
import { legacy, modern } from './doubles/messages';
import { TestServer } from './doubles/test-server';
import type { Principal } from '../../../../../src/mcp/server/principal';

const get = (args?: unknown, name: unknown = 'greet') =>
	legacy('prompts/get', { name, ...(args === undefined ? {} : { arguments: args }) });

describe('getting a static prompt', () => {
	it('puts the arguments where they belong, and leaves other braces', async () => {
		const prompt = declarePrompt({
			description: 'Greets',
			arguments: [
				{ name: 'who', required: true, values: [] },
				{ name: 'tone', required: false, values: [] },
				{ name: 'constructor', required: false, values: [] },
			],
			source: {
				kind: 'static',
				content: [
					{
						role: 'user',
						content: { type: 'text', text: '{who}{who} {tone}{constructor}|{x} {}' },
					},
					{ role: 'assistant', content: { type: 'image', data: '{who}', mimeType: 'image/png' } },
					{
						role: 'user',
						content: { type: 'resource', resource: { uri: 'crm://{who}', text: 'Of {who}' } },
					},
				],
			},
		});
		const server = new TestServer({ prompts: [prompt] });
		expect((await server.send(get({ who: '{tone}$&' }))).result).toEqual({
			description: 'Greets',
			messages: [
				{ role: 'user', content: { type: 'text', text: '{tone}$&{tone}$& |{x} {}' } },
				{ role: 'assistant', content: { type: 'image', data: '{who}', mimeType: 'image/png' } },
				{
					role: 'user',
					content: { type: 'resource', resource: { uri: 'crm://{tone}$&', text: 'Of {tone}$&' } },
				},
			],
		});
		expect(server.policy.outcomes).toEqual(['ok']);
	});

	it('is complete in the modern era, without a word on caching', async () => {
		const { result } = await new TestServer().send(
			modern('prompts/get', { name: 'greet', arguments: { who: 'Kim' } }),
		);
		expect(result.resultType).toBe('complete');
		expect(result).not.toHaveProperty('ttlMs');
	});

	it.each([
		['a required argument is missing', {}, '"who" of "greet" is required'],
		['there are none', undefined, 'is required'],
		['an argument is unknown', { who: 'x', mood: 'y' }, 'has no argument "mood"'],
		['an argument is no text', { who: 5 }, '"who" must be text'],
		['an argument is __proto__', JSON.parse('{"who":"x","__proto__":"y"}'), '"__proto__"'],
		['an argument is very long', { who: 'x'.repeat(32_001) }, 'longer than 32000 characters'],
		['they are a list', [], 'must be an object'],
		['they are null', null, 'is required'],
		['a required one is null', { who: null }, 'is required'],
	])('is refused if %s', async (_, args, reason) => {
		const { error } = await new TestServer().send(get(args));
		expect(error).toMatchObject({ status: 200, code: -32602 });
		expect(error.message).toContain(reason);
	});

	it.each(['gone', '__proto__', 5, null])('is refused if there is no %p', async (name) => {
		expect((await new TestServer().send(get({}, name))).error.code).toBe(-32602);
	});

	it('is refused, as if it were not there, to who may not use it', async () => {
		const kim: Principal = { kind: 'apiKey', label: 'Kim', allowed: { prompts: ['x*'] } };
		const { error } = await new TestServer().send(get({ who: 'x' }), kim);
		expect(error.message).toContain('unknown prompt "greet"');
	});

	it('needs its scope', async () => {
		const server = new TestServer({ prompts: [declarePrompt({ requiredScope: 'p' })] });
		const token: Principal = { kind: 'jwt', label: 'x', scopes: [] };
		expect((await server.send(get({ who: 'x' }), token)).status).toBe(403);
		expect(server.policy.outcomes).toEqual(['refused']);
	});
});

describe('getting a prompt of a flow', () => {
	it('gives the flow the arguments, and the client what the flow says', async () => {
		const server = new TestServer({
			prompts: [declarePrompt({ source: { kind: 'flow', output: 3 } })],
		});
		const response = await server.send(get({ who: 'Kim' }));
		expect(server.call.terms.call).toMatchObject({
			kind: 'prompt',
			name: 'greet',
			target: { kind: 'output', output: 3 },
			arguments: { who: 'Kim' },
		});
		server.call.respond({ messages: [] });
		expect(response.result).toEqual({ messages: [] });
	});
});
