import type { INodeParameters } from 'n8n-workflow';

import { RecordingLiveCall } from './recording-live-call';
import { itemsOf, runRespond } from './run-respond';
import type { AskOutcome } from '../../../src/mcp/bus/live-call';
import { ErrorCode, ProtocolError } from '../../../src/mcp/protocol/protocol-error';

const ANSWERED = 0;
const DECLINED = 1;
const CANCELLED = 2;
const TIMED_OUT = 3;

const askUser: INodeParameters = {
	operation: 'askUser',
	message: 'Your budget?',
	formFields: { field: [{ name: 'budget', type: 'integer', required: true }] },
};

let call: RecordingLiveCall;
beforeEach(() => {
	call = new RecordingLiveCall();
});

const reactWith = (outcome: AskOutcome) => {
	call.answer = async () => outcome;
};

describe('Ask User', () => {
	it('shows a form, and adds what the user entered to the item', async () => {
		reactWith({
			kind: 'answered',
			answers: { answer: { action: 'accept', content: { budget: 9 } } },
		});
		const run = await runRespond(askUser, { call, items: itemsOf({ lead: 'Ada' }) });
		expect(run.output('Respond', ANSWERED)).toEqual([
			{ json: { lead: 'Ada', answer: { budget: 9 } }, pairedItem: { item: 0 } },
		]);
		expect(call.asked).toEqual([
			{
				questions: {
					answer: {
						method: 'elicitation/create',
						params: {
							mode: 'form',
							message: 'Your budget?',
							requestedSchema: {
								type: 'object',
								properties: { budget: { type: 'integer' } },
								required: ['budget'],
							},
						},
					},
				},
				timeoutMs: 300_000,
			},
		]);
	});

	it('takes the form from a schema, and the key and timeout from the item', async () => {
		const schema = { type: 'object', properties: { ok: { type: 'boolean', default: true } } };
		await runRespond(
			{
				operation: 'askUser',
				message: '=Hi {{ $json.who }}',
				formMode: 'schema',
				requestedSchema: JSON.stringify(schema),
				key: '={{ $json.who }}',
				options: { timeout: '={{ $json.wait }}' },
			},
			{ call, items: itemsOf({ who: 'ada', wait: 5 }) },
		);
		expect(call.asked).toEqual([
			{
				questions: {
					ada: {
						method: 'elicitation/create',
						params: { mode: 'form', message: 'Hi ada', requestedSchema: schema },
					},
				},
				timeoutMs: 5000,
			},
		]);
	});

	it('sends the user to a page, with an id of its own', async () => {
		reactWith({ kind: 'answered', answers: { answer: { action: 'accept' } } });
		const parameters = {
			operation: 'askUser',
			mode: 'url',
			message: 'Pay',
			url: 'https://pay.example/1',
		};
		const run = await runRespond(parameters, { call });
		expect(call.asked[0]?.questions.answer?.params).toEqual({
			mode: 'url',
			message: 'Pay',
			url: 'https://pay.example/1',
			elicitationId: expect.stringMatching(/^[0-9a-f-]{36}$/),
		});
		expect(run.output('Respond', ANSWERED)[0]?.json).toEqual({ answer: {} });
	});

	it('refuses pages that are not of the web', async () => {
		const parameters = {
			operation: 'askUser',
			mode: 'url',
			message: 'Pay',
			url: 'file:///etc/passwd',
		};
		const run = await runRespond(parameters, { call });
		expect(run.error).toMatchObject({
			message: `'URL' begins with "file:"`,
			context: { itemIndex: 0 },
		});
		expect(call.asked).toEqual([]);
	});

	it('refuses a schema that no form can show', async () => {
		const run = await runRespond(
			{
				operation: 'askUser',
				message: 'x',
				formMode: 'schema',
				requestedSchema: '{"type":"object","properties":{"a":{"type":"object"}}}',
			},
			{ call },
		);
		expect(run.error?.message).toBe(
			`'Form Schema (JSON)' has a property "a" of the unsupported type "object"`,
		);
	});

	it.each<[string, AskOutcome, number]>([
		['Declined', { kind: 'declined', answers: { answer: { action: 'decline' } } }, DECLINED],
		['Cancelled', { kind: 'cancelled' }, CANCELLED],
		['Timed Out', { kind: 'timedOut' }, TIMED_OUT],
	])('leaves by the output %s as it came', async (_name, outcome, output) => {
		reactWith(outcome);
		const run = await runRespond(askUser, { call, items: itemsOf({ lead: 'Ada' }) });
		expect(run.status).toBe('success');
		expect(run.output('Respond', output)).toEqual([
			{ json: { lead: 'Ada' }, pairedItem: { item: 0 } },
		]);
		const others = [ANSWERED, DECLINED, CANCELLED, TIMED_OUT].filter((index) => index !== output);
		expect(others.flatMap((index) => run.output('Respond', index))).toEqual([]);
	});

	it('asks for each item after the other, and sorts them by their end', async () => {
		let waiting = 0;
		const ends: AskOutcome[] = [
			{ kind: 'declined', answers: {} },
			{ kind: 'answered', answers: { answer: { action: 'accept', content: { budget: 2 } } } },
			{ kind: 'timedOut' },
		];
		call.answer = async (_asked, round) => {
			waiting++;
			expect(waiting).toBe(1);
			await new Promise(setImmediate);
			waiting--;
			return ends[round] ?? { kind: 'cancelled' };
		};
		const items = itemsOf({ n: 0 }, { n: 1 }, { n: 2 });
		const run = await runRespond(askUser, { call, items });
		expect(run.output('Respond', DECLINED)).toEqual([{ json: { n: 0 }, pairedItem: { item: 0 } }]);
		expect(run.output('Respond', ANSWERED)).toEqual([
			{ json: { n: 1, answer: { budget: 2 } }, pairedItem: { item: 1 } },
		]);
		expect(run.output('Respond', TIMED_OUT)).toEqual([{ json: { n: 2 }, pairedItem: { item: 2 } }]);
	});

	it('leaves by Cancelled when the call is cancelled while it waits, and asks no more', async () => {
		call.answer = async () => {
			setImmediate(() => call.cancellation.abort());
			return await new Promise<AskOutcome>(() => undefined);
		};
		const run = await runRespond(askUser, { call, items: itemsOf({ n: 0 }, { n: 1 }) });
		expect(run.output('Respond', CANCELLED)).toHaveLength(2);
		expect(call.asked).toHaveLength(1);
	});

	it('names the capability that the client lacks', async () => {
		call.supportedQuestions = new Set();
		call.answer = async () => {
			throw new ProtocolError(ErrorCode.missingCapability, 'not supported');
		};
		const run = await runRespond(askUser, { call });
		expect(run.error).toMatchObject({
			message: 'The client does not have the capability "elicitation", which this question needs',
			context: { itemIndex: 0 },
		});
	});

	it('goes on where the node is to continue, by the error output if there is one', async () => {
		call.answer = async (_asked, round) => {
			if (round === 0) throw new ProtocolError(ErrorCode.invalidParams, 'no such form');
			return { kind: 'answered', answers: {} };
		};
		const items = itemsOf({ n: 0 }, { n: 1 });
		const run = await runRespond(askUser, { call, items, onError: 'continueErrorOutput' });
		expect(run.output('Respond', ANSWERED)).toHaveLength(1);
		expect(run.output('Respond', 4)[0]?.json).toMatchObject({
			error: 'The node could not ask the question: no such form',
		});
	});
});

describe('Ask Model', () => {
	it('sends the prompt, and adds the whole result', async () => {
		const result = { role: 'assistant', model: 'm', content: { type: 'text', text: 'Hello' } };
		reactWith({ kind: 'answered', answers: { line: result } });
		const run = await runRespond(
			{
				operation: 'askModel',
				key: 'line',
				prompt: '=Greet {{ $json.who }}',
				systemPrompt: 'Be short',
				maxTokens: 50,
				options: {
					temperature: 0,
					modelHints: 'sonnet, gpt',
					messages: '[{"role":"user","content":"Hi"}]',
				},
			},
			{ call, items: itemsOf({ who: 'Ada' }) },
		);
		expect(run.error).toBeUndefined();
		expect(call.asked[0]?.questions).toEqual({
			line: {
				method: 'sampling/createMessage',
				params: {
					messages: [
						{ role: 'user', content: { type: 'text', text: 'Hi' } },
						{ role: 'user', content: { type: 'text', text: 'Greet Ada' } },
					],
					systemPrompt: 'Be short',
					maxTokens: 50,
					temperature: 0,
					modelPreferences: { hints: [{ name: 'sonnet' }, { name: 'gpt' }] },
				},
			},
		});
		expect(run.output('Respond', ANSWERED)[0]?.json).toEqual({ who: 'Ada', line: result });
	});

	it('sends only what is set', async () => {
		await runRespond({ operation: 'askModel', prompt: 'Hi' }, { call });
		expect(call.asked[0]?.questions.answer?.params).toEqual({
			messages: [{ role: 'user', content: { type: 'text', text: 'Hi' } }],
			maxTokens: 1000,
		});
	});

	it('names the capability that the error carries', async () => {
		call.answer = async () => {
			const data = { requiredCapabilities: { sampling: {} } };
			throw new ProtocolError(ErrorCode.missingCapability, 'missing', 400, data);
		};
		const run = await runRespond({ operation: 'askModel', prompt: 'Hi' }, { call });
		expect(run.error?.message).toContain('the capability "sampling"');
	});
});

describe('List Roots', () => {
	it('adds the list of roots', async () => {
		const roots = [{ uri: 'file:///work', name: 'Work' }];
		reactWith({ kind: 'answered', answers: { roots: { roots } } });
		const run = await runRespond({ operation: 'listRoots' }, { call });
		expect(call.asked[0]?.questions).toEqual({ roots: { method: 'roots/list', params: {} } });
		expect(run.output('Respond', ANSWERED)[0]?.json).toEqual({ roots });
	});
});

describe('Ask Several Questions', () => {
	const questions = {
		who: {
			method: 'elicitation/create',
			params: {
				message: 'Who?',
				requestedSchema: { type: 'object', properties: { name: { type: 'string' } } },
			},
		},
		roots: { method: 'roots/list' },
	};
	const askSeveral = { operation: 'askSeveral', questions: JSON.stringify(questions) };

	it('puts all at once, and adds the answers under their keys', async () => {
		const answers = { who: { action: 'accept', content: { name: 'Ada' } }, roots: { roots: [] } };
		reactWith({ kind: 'answered', answers });
		const run = await runRespond(askSeveral, { call });
		expect(call.asked).toHaveLength(1);
		expect(Object.keys(call.asked[0]?.questions ?? {})).toEqual(['who', 'roots']);
		expect(run.output('Respond', ANSWERED)[0]?.json).toEqual({ answers });
	});

	it('leaves out what the client cannot answer, where it is to', async () => {
		call.supportedQuestions = new Set(['roots/list'] as const);
		reactWith({ kind: 'answered', answers: { roots: { roots: [] } } });
		await runRespond({ ...askSeveral, onlySupported: true }, { call });
		expect(Object.keys(call.asked[0]?.questions ?? {})).toEqual(['roots']);
	});

	it('asks nothing if nothing is left, and goes on', async () => {
		call.supportedQuestions = new Set();
		const run = await runRespond({ ...askSeveral, onlySupported: true }, { call });
		expect(call.asked).toEqual([]);
		expect(run.output('Respond', ANSWERED)[0]?.json).toEqual({ answers: {} });
	});

	it('keeps the answers that came with a decline', async () => {
		const answers = { who: { action: 'decline' }, roots: { roots: [] } };
		reactWith({ kind: 'declined', answers });
		const run = await runRespond(askSeveral, { call });
		expect(run.output('Respond', DECLINED)[0]?.json).toEqual({ answers });
	});

	it('names every capability that is missing', async () => {
		call.supportedQuestions = new Set();
		call.answer = async () => {
			throw new ProtocolError(ErrorCode.missingCapability, 'missing');
		};
		const run = await runRespond(askSeveral, { call });
		expect(run.error?.message).toContain('the capabilities "elicitation" and "roots"');
	});

	it('names the question that the protocol does not know', async () => {
		const parameters = { operation: 'askSeveral', questions: '{"x":{"method":"tools/call"}}' };
		const run = await runRespond(parameters, { call });
		expect(run.error?.message).toBe(
			`'Questions (JSON)' has a "method" that is "tools/call" (question "x")`,
		);
	});
});

describe('asking without a client', () => {
	it.each([
		[askUser, { answer: {} }],
		[{ operation: 'askModel', prompt: 'Hi' }, { answer: {} }],
		[{ operation: 'listRoots' }, { roots: [] }],
		[{ operation: 'askSeveral' }, { answers: {} }],
	])('goes on as answered with nothing, and says so: %j', async (parameters, fields) => {
		const run = await runRespond(parameters, { mode: 'manual', items: itemsOf({ a: 1 }) });
		expect(run.error).toBeUndefined();
		expect(run.output('Respond', ANSWERED)[0]?.json).toEqual({ a: 1, ...fields });
		expect(run.hints).toEqual([expect.stringContaining('No MCP client is waiting')]);
	});
});

describe('in the hands of an agent', () => {
	it('tells the model how the question ended, and nothing but the answer', async () => {
		const answer = { action: 'accept', content: { budget: 9 } };
		reactWith({ kind: 'answered', answers: { answer } });
		const items = itemsOf({ secret: 'of the flow' });
		const run = await runRespond(askUser, { call, items, asTool: true });
		expect(run.output('Respond')).toEqual([
			{ json: { outcome: 'answered', answer: { budget: 9 } }, pairedItem: { item: 0 } },
		]);
	});

	it('tells it of a decline on the one output that it reads', async () => {
		reactWith({ kind: 'declined', answers: {} });
		const run = await runRespond(askUser, { call, asTool: true });
		expect(run.output('Respond')[0]?.json).toEqual({ outcome: 'declined' });
	});
});
