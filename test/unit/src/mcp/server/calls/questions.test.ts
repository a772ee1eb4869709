import { accept, FORM, ROOTS, SAMPLE, SAMPLING, URL_QUESTION } from '../doubles/questions';
import {
	isUsableAnswer,
	readAskable,
	requireAskable,
	supportedQuestions,
} from '../../../../../../src/mcp/server/calls/questions';

describe('what a client can be asked', () => {
	it.each([
		['nothing', {}, []],
		['forms, by a bare elicitation', { elicitation: {} }, ['elicitation.form']],
		['URLs only', { elicitation: { url: {} } }, ['elicitation.url']],
		['both', { elicitation: { form: {}, url: {} } }, ['elicitation.form', 'elicitation.url']],
		['its model and roots', { sampling: {}, roots: { listChanged: true } }, ['sampling', 'roots']],
		['nothing, by members of a wrong type', { elicitation: true, sampling: [], roots: null }, []],
	])('is read from its capabilities: %s', (_, capabilities, kinds) => {
		expect([...readAskable(capabilities)]).toEqual(kinds);
	});

	it('is known by method to the flow', () => {
		expect([...supportedQuestions(readAskable({ elicitation: { url: {} }, roots: {} }))]).toEqual([
			'elicitation/create',
			'roots/list',
		]);
	});

	it.each([
		['nothing for what it knows', { sampling: {} }, [SAMPLING], undefined],
		['forms', { elicitation: { url: {} } }, [FORM], { elicitation: { form: {} } }],
		['URLs', { elicitation: {} }, [URL_QUESTION], { elicitation: { url: {} } }],
		['both of one capability', {}, [FORM, URL_QUESTION], { elicitation: { form: {}, url: {} } }],
		[
			'all that are missing',
			{ roots: {} },
			[ROOTS, SAMPLING, FORM, FORM],
			{
				sampling: {},
				elicitation: { form: {} },
			},
		],
	])('is missed by name: %s', (_, capabilities, questions, requiredCapabilities) => {
		const require = () =>
			requireAskable(Object.fromEntries(questions.entries()), readAskable(capabilities));
		if (requiredCapabilities === undefined) expect(require).not.toThrow();
		else {
			expect(require).toThrow(
				expect.objectContaining({ code: -32021, httpStatus: 400, data: { requiredCapabilities } }),
			);
		}
	});
});

describe('an answer', () => {
	it.each([
		[FORM, accept()],
		[FORM, { action: 'decline' }],
		[FORM, { action: 'cancel' }],
		[URL_QUESTION, { action: 'accept' }],
		[SAMPLING, SAMPLE],
		[ROOTS, { roots: [] }],
	])('to %j can be used: %j', (question, answer) => {
		expect(isUsableAnswer(question, answer)).toBe(true);
	});

	it.each([
		[FORM, undefined],
		[FORM, null],
		[FORM, [accept()]],
		[FORM, {}],
		[FORM, { action: 'perhaps' }],
		[FORM, { action: 'accept' }],
		[FORM, accept({})],
		[FORM, accept({ size: 'many' })],
		[SAMPLING, { role: 'assistant', content: null }],
		[SAMPLING, { content: {} }],
		[ROOTS, { roots: {} }],
		[ROOTS, accept()],
	])('to %j cannot be used: %j', (question, answer) => {
		expect(isUsableAnswer(question, answer)).toBe(false);
	});
});
