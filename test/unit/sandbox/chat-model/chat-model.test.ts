import { type Scenario, parseScenario } from '../../../../sandbox/chat-model/scenario';
import { type ChatModel, startChatModel } from '../../../../sandbox/chat-model/server';

const SCENARIO: Scenario = {
	apiKey: 'sk-sandbox',
	turns: [
		{
			when: { lastRole: 'user', contains: 'sum' },
			reply: { toolCalls: [{ name: 'add', arguments: { a: 1, b: 2 } }] },
		},
		{ when: { lastRole: 'tool', tool: 'add' }, reply: { text: 'It is three.' } },
		{ when: { contains: 'busy' }, reply: { error: { status: 429, retryAfter: 1 } }, times: 1 },
		{ when: { contains: 'busy' }, reply: { text: 'Now.' } },
	],
};

const add = (parameters: object = { type: 'object', properties: {} }) => ({
	name: 'add',
	parameters,
});
const user = (content: string) => ({ role: 'user', content });

interface Chunk {
	choices: Array<{ delta?: { tool_calls?: Array<{ function: { arguments: string } }> } }>;
}

let model: ChatModel;

beforeEach(async () => {
	model = await startChatModel(SCENARIO);
});

afterEach(async () => await model.close());

async function post(path: string, body: object, key = 'sk-sandbox') {
	return await fetch(`${model.url}${path}`, {
		method: 'POST',
		headers: { authorization: `Bearer ${key}` },
		body: JSON.stringify({ model: 'gpt-test', ...body }),
	});
}

const chat = async (body: object, key?: string) => await post('/chat/completions', body, key);

describe('the scripted chat model, as chat completions', () => {
	it('calls the tool that its scenario names', async () => {
		const response = await chat({
			messages: [user('What is the SUM?')],
			tools: [{ type: 'function', function: add() }],
		});
		expect(await response.json()).toMatchObject({
			object: 'chat.completion',
			model: 'gpt-test',
			choices: [
				{
					finish_reason: 'tool_calls',
					message: {
						content: null,
						tool_calls: [
							{ type: 'function', function: { name: 'add', arguments: '{"a":1,"b":2}' } },
						],
					},
				},
			],
		});
		expect(model.requests[0]?.conversation.tools).toEqual([add()]);
	});

	it('goes on when the result of the tool is there', async () => {
		const call = { id: 'c1', type: 'function', function: { name: 'add', arguments: '{}' } };
		const response = await chat({
			messages: [
				user('sum'),
				{ role: 'assistant', tool_calls: [call] },
				{ role: 'tool', tool_call_id: 'c1', content: '3' },
			],
		});
		expect(await response.json()).toMatchObject({
			choices: [{ message: { content: 'It is three.' }, finish_reason: 'stop' }],
		});
	});

	it('streams the same in pieces that add up', async () => {
		const response = await chat({ stream: true, messages: [user('sum')] });
		const events = (await response.text()).trim().split('\n\n');
		expect(events.at(-1)).toBe('data: [DONE]');
		const chunks = events.slice(0, -1).map((event) => JSON.parse(event.slice(6)) as Chunk);
		const calls = chunks.flatMap(({ choices }) => choices[0]?.delta?.tool_calls ?? []);
		expect(calls[0]).toMatchObject({ index: 0, function: { name: 'add' } });
		const pieces = calls.map(
			(call: { function: { arguments: string } }) => call.function.arguments,
		);
		expect(JSON.parse(pieces.join(''))).toEqual({ a: 1, b: 2 });
		expect(chunks.at(-1)).toMatchObject({ usage: { total_tokens: expect.any(Number) } });
	});
});

describe('the scripted chat model, as responses', () => {
	it('calls tools, and takes their results', async () => {
		const first = await post('/responses', {
			input: [user('sum')],
			tools: [{ type: 'function', ...add() }],
		});
		const { output } = (await first.json()) as { output: Array<{ call_id: string }> };
		expect(output).toMatchObject([{ type: 'function_call', name: 'add', status: 'completed' }]);
		const result = { type: 'function_call_output', call_id: output[0]?.call_id, output: '3' };
		const second = await post('/responses', { input: [user('sum'), ...output, result] });
		expect(await second.json()).toMatchObject({
			status: 'completed',
			output: [{ type: 'message', content: [{ type: 'output_text', text: 'It is three.' }] }],
		});
	});

	it('streams events that end with the whole response', async () => {
		const response = await post('/responses', { stream: true, input: 'busy' });
		expect(response.status).toBe(429);
		const again = await post('/responses', { stream: true, input: 'busy' });
		const types = [...(await again.text()).matchAll(/^event: (.*)$/gm)].map(([, type]) => type);
		expect(types.slice(0, 3)).toEqual([
			'response.created',
			'response.in_progress',
			'response.output_item.added',
		]);
		expect(types.at(-1)).toBe('response.completed');
	});
});

describe('the scripted chat model refuses as the real one does', () => {
	it('a wrong key, without quoting it', async () => {
		const response = await chat({ messages: [user('sum')] }, 'sk-something-secret-1234');
		expect(response.status).toBe(401);
		const text = await response.text();
		expect(text).toContain('invalid_api_key');
		expect(text).not.toContain('something-secret');
	});

	it('when the scenario says that it is busy, once', async () => {
		const response = await chat({ messages: [user('busy')] });
		expect(response.status).toBe(429);
		expect(response.headers.get('retry-after')).toBe('1');
		expect((await chat({ messages: [user('busy')] })).status).toBe(200);
	});

	it.each([
		['alternatives at the top', { type: 'object', oneOf: [{}] }, /top level/],
		[
			'a list of nothing',
			{ type: 'object', properties: { a: { type: 'array' } } },
			/missing items/,
		],
	])('a schema with %s', async (_name, parameters, reason) => {
		const response = await chat({
			messages: [user('sum')],
			tools: [{ type: 'function', function: add(parameters) }],
		});
		expect(response.status).toBe(400);
		expect(await response.text()).toMatch(reason);
	});

	it('a name that is no name', async () => {
		const tools = [{ type: 'function', function: { ...add(), name: 'a.b' } }];
		expect((await chat({ messages: [user('sum')], tools })).status).toBe(400);
	});

	it.each([
		['a result that nobody asked for', [{ role: 'tool', tool_call_id: 'x', content: '' }]],
		[
			'a call without its result',
			[{ role: 'assistant', tool_calls: [{ id: 'x', function: { name: 'add' } }] }],
		],
	])('%s', async (_name, messages) => {
		expect((await chat({ messages: [user('sum'), ...messages] })).status).toBe(400);
	});

	it('what no turn of the scenario fits, so that a test finds out', async () => {
		const response = await chat({ messages: [user('hello')] });
		expect(await response.text()).toContain('No turn of the scenario fits');
	});
});

describe('a scenario', () => {
	it('says which turn is wrong', () => {
		const text = JSON.stringify({ turns: [{ reply: { text: 'a' } }, { reply: {} }] });
		expect(() => parseScenario(text)).toThrow(/turn 2/);
	});
});
