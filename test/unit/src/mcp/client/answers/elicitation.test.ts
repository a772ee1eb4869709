import { answerElicitation } from '../../../../../../src/mcp/client/answers/elicitation';
import type { ElicitationAnswer } from '../../../../../../src/mcp/client/answers/answers';

const { signal } = new AbortController();

const form = (properties: object, required: string[] = []) => ({
	mode: 'form' as const,
	message: 'Please',
	requestedSchema: { type: 'object', properties, required },
});

const values = (given: Record<string, unknown>): ElicitationAnswer => ({
	kind: 'values',
	values: given,
	otherwise: 'decline',
});

it('takes values over defaults, and leaves out what has neither', async () => {
	const question = form({
		name: { type: 'string', default: 'John' },
		age: { type: 'integer', default: 30 },
		note: { type: 'string' },
	});
	const { result } = await answerElicitation(values({ name: 'Ada', note: null }), question, signal);
	expect(result).toEqual({ action: 'accept', content: { name: 'Ada', age: 30 } });
});

it.each([
	{ schema: { type: 'integer' }, given: '30', sent: 30 },
	{ schema: { type: 'number' }, given: '1.5', sent: 1.5 },
	{ schema: { type: 'boolean' }, given: 'True', sent: true },
	{ schema: { type: 'string' }, given: 7, sent: '7' },
	{ schema: { type: 'array', items: { type: 'string' } }, given: 'a', sent: ['a'] },
	{ schema: { enum: ['a', 'b'] }, given: 'a', sent: 'a' },
])('turns $given into what $schema wants', async ({ schema, given, sent }) => {
	const { result } = await answerElicitation(values({ it: given }), form({ it: schema }), signal);
	expect(result).toEqual({ action: 'accept', content: { it: sent } });
});

it.each([
	{ what: 'a missing value', given: {} },
	{ what: 'a value of a wrong type', given: { it: 'many' } },
	{ what: 'a value out of range', given: { it: 99 } },
])('declines rather than sends $what', async ({ given }) => {
	const question = form({ it: { type: 'integer', maximum: 9 } }, ['it']);
	const { result, note } = await answerElicitation(values(given), question, signal);
	expect(result).toEqual({ action: 'decline' });
	expect(note).toMatch(/asked for more than the answers contain/);
});

it('visits no page', async () => {
	const question = { mode: 'url' as const, message: 'Pay', url: 'https://pay.example.com' };
	const { result, note } = await answerElicitation(values({}), question, signal);
	expect(result).toEqual({ action: 'decline' });
	expect(note).toMatch(/only a person/);
});

describe('a human', () => {
	const asked = (content: Record<string, string | number>): ElicitationAnswer => ({
		kind: 'ask',
		ask: async () => await Promise.resolve({ action: 'accept', content }),
	});
	const question = form({ age: { type: 'integer' } }, ['age']);

	it('answers as they like', async () => {
		const { result } = await answerElicitation(asked({ age: 3 }), question, signal);
		expect(result).toEqual({ action: 'accept', content: { age: 3 } });
	});

	it('is not passed on where the answer does not fit', async () => {
		const { result, note } = await answerElicitation(asked({ age: 'old' }), question, signal);
		expect(result).toEqual({ action: 'cancel' });
		expect(note).toMatch(/was not valid: age/);
	});
});
