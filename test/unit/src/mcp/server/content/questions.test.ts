import { formQuestion, urlQuestion } from '../../../../../../src/mcp/server/content/elicitation';
import { toQuestions } from '../../../../../../src/mcp/server/content/questions';
import { samplingQuestion } from '../../../../../../src/mcp/server/content/sampling';

const schema = { type: 'object', properties: { a: { type: 'string' } } };
const newId = () => 'new-id';
const user = (text: string) => ({ role: 'user', content: { type: 'text', text } });

describe('a question to the user', () => {
	it('is a form with a message', () => {
		expect(formQuestion('Who?', schema)).toEqual({
			method: 'elicitation/create',
			params: { mode: 'form', message: 'Who?', requestedSchema: schema },
		});
	});

	it('is a page of the web with an id', () => {
		expect(urlQuestion('Pay', ' https://pay.example/1 ', 'id').params).toEqual({
			mode: 'url',
			message: 'Pay',
			url: 'https://pay.example/1',
			elicitationId: 'id',
		});
	});

	it.each([
		['is empty', ''],
		['is not a URL', 'pay.example'],
		['begins with "javascript:"', 'javascript:alert(1)'],
		['begins with "ftp:"', 'ftp://pay.example'],
		['has a user name or password in it', 'https://a:b@pay.example'],
	])('does not lead to a URL that %s', (problem, url) => {
		expect(() => urlQuestion('Pay', url, 'id')).toThrow(`url ${problem}`);
	});

	it('says what it is about', () => {
		expect(() => formQuestion(' ', schema)).toThrow('message is empty');
	});
});

describe('a question to the model', () => {
	const sampling = { prompt: '', systemPrompt: '', maxTokens: 10, modelHints: [] };

	it('may have messages in place of a prompt', () => {
		const { params } = samplingQuestion({ ...sampling, messages: [user('Hi')] });
		expect(params).toEqual({ messages: [user('Hi')], maxTokens: 10 });
	});

	it('keeps content of several blocks', () => {
		const message = { role: 'assistant', content: [{ type: 'text', text: 'a' }] };
		const { params } = samplingQuestion({ ...sampling, messages: [message], prompt: 'Go on' });
		expect(params.messages).toEqual([message, user('Go on')]);
	});

	it.each<[string, object]>([
		['prompt is empty', {}],
		['prompt is empty', { messages: [] }],
		['messages is not a list', { messages: {} }],
		['messages has something that is not an object in message 1', { messages: ['Hi'] }],
		['messages needs the role', { messages: [{ role: 'system', content: 'x' }] }],
		[
			'messages has no content with a type in message 2',
			{ messages: [user('a'), { role: 'user' }] },
		],
		['maxTokens is not a whole number above zero', { prompt: 'Hi', maxTokens: 0 }],
		['temperature is not a number from zero up', { prompt: 'Hi', temperature: -1 }],
	])('is refused because %s', (message, changes) => {
		expect(() => samplingQuestion({ ...sampling, ...changes })).toThrow(message);
	});
});

describe('several questions', () => {
	it('are read with their methods and params', () => {
		const questions = toQuestions(
			{
				form: {
					method: 'elicitation/create',
					params: { message: 'Who?', requestedSchema: schema },
				},
				page: {
					method: 'elicitation/create',
					params: { mode: 'url', message: 'Pay', url: 'https://pay.example' },
				},
				model: {
					method: 'sampling/createMessage',
					params: {
						messages: [{ role: 'user', content: 'Hi' }],
						maxTokens: 5,
						stopSequences: ['x'],
					},
				},
				roots: { method: 'roots/list' },
			},
			newId,
		);
		expect(questions).toEqual({
			form: formQuestion('Who?', schema),
			page: urlQuestion('Pay', 'https://pay.example', 'new-id'),
			model: {
				method: 'sampling/createMessage',
				params: { messages: [user('Hi')], maxTokens: 5, stopSequences: ['x'] },
			},
			roots: { method: 'roots/list', params: {} },
		});
	});

	it.each<[string, unknown]>([
		['is not a JSON object', []],
		['has no questions', {}],
		['is not a JSON object (question "a")', { a: 1 }],
		['has a "method" that is missing (question "a")', { a: {} }],
		[
			'has a "params" that is not a JSON object (question "a")',
			{ a: { method: 'roots/list', params: 1 } },
		],
		[
			'has a "message" that is empty',
			{ a: { method: 'elicitation/create', params: { requestedSchema: schema } } },
		],
		[
			'has a "requestedSchema" that is not a JSON object',
			{ a: { method: 'elicitation/create', params: { message: 'x' } } },
		],
		[
			'has a "mode" that is neither',
			{ a: { method: 'elicitation/create', params: { mode: 'phone' } } },
		],
		['has a "messages" that is not a list', { a: { method: 'sampling/createMessage' } }],
		[
			'has a "messages" that has no messages',
			{ a: { method: 'sampling/createMessage', params: { messages: [] } } },
		],
		[
			'has a "maxTokens" that is not',
			{ a: { method: 'sampling/createMessage', params: { messages: [user('a')] } } },
		],
	])('are refused because "questions" %s', (problem, source) => {
		expect(() => toQuestions(source, newId)).toThrow(`questions ${problem}`);
	});
});
