import type { OpenQuestion } from '../../../../../src/n8n/client/person-answers';
import { readQuestionForm } from '../../../../../src/n8n/client/question-form';
import { questionPage } from '../../../../../src/n8n/client/question-page';

const ask = (question: Partial<OpenQuestion['question']>): OpenQuestion => ({
	itemIndex: 0,
	key: 'k',
	subject: 'renew',
	question: { mode: 'form', message: 'Go on?', ...question },
});

describe('the page', () => {
	it('shows what a server says as text, whatever it says', () => {
		const html = questionPage(
			ask({
				message: '<script>alert(1)</script>',
				requestedSchema: {
					properties: {
						'"><img src=x>': { type: 'string', title: '<b>', default: '"onfocus="x' },
						pick: { enum: ['<i>'] },
					},
				},
			}),
			'<u>',
		);
		for (const tag of ['<script', '<img', '<b>', '<i>', '<u>']) expect(html).not.toContain(tag);
		expect(html).not.toContain('value=""onfocus');
	});

	it('links to a page on the web, and to nothing else', () => {
		expect(questionPage(ask({ mode: 'url', url: 'https://a.example/x?y=1&z' }))).toContain(
			'<a href="https://a.example/x?y=1&amp;z"',
		);
		expect(questionPage(ask({ mode: 'url', url: 'javascript:alert(1)' }))).not.toContain('<a');
	});

	it('preselects what the question has as default', () => {
		const html = questionPage(
			ask({
				requestedSchema: {
					properties: {
						one: { enum: ['a', 'b'], default: 'b' },
						many: { type: 'array', items: { enum: ['x', 'y'] }, default: ['y'] },
						yes: { type: 'boolean', default: true },
					},
				},
			}),
		);
		expect(html).toContain('<option value="b" selected>');
		expect(html).toContain('<option value="y" selected>');
		expect(html).toContain('value="true" checked');
	});
});

describe('an answer', () => {
	const { question } = ask({
		requestedSchema: {
			properties: {
				name: { type: 'string' },
				seats: { type: 'integer', minimum: 1 },
				agreed: { type: 'boolean' },
				tags: { type: 'array', items: { enum: ['a', 'b'] }, minItems: 1 },
			},
			required: ['name'],
		},
	});
	const read = (sent: Record<string, unknown>) =>
		readQuestionForm(question, { decision: 'accept', ...sent });

	it('has the types of the question, and leaves out what was left empty', () => {
		expect(
			read({ 'field.name': 'Ada', 'field.seats': '3', 'field.agreed': 'true', 'field.tags': 'a' }),
		).toEqual({
			answer: {
				action: 'accept',
				content: { name: 'Ada', seats: 3, agreed: true, tags: ['a'] },
			},
		});
		expect(read({ 'field.name': 'Ada', 'field.seats': '' })).toEqual({
			answer: { action: 'accept', content: { name: 'Ada', agreed: false } },
		});
	});

	it.each([
		{ sent: { 'field.name': '' }, problem: /must have required property 'name'/ },
		{ sent: { 'field.name': 'Ada', 'field.seats': '0' }, problem: /^seats must be >= 1/ },
		{ sent: { 'field.name': 'Ada', 'field.seats': 'many' }, problem: /"seats" is not a number/ },
		{ sent: { 'field.name': 'Ada', 'field.tags': ['z'] }, problem: /^tags.0 must be equal/ },
	])('that does not fit is not sent: $problem', ({ sent, problem }) => {
		expect(read(sent)).toEqual({ problem: expect.stringMatching(problem) });
	});

	it('may be no', () => {
		expect(readQuestionForm(question, { decision: 'decline' })).toEqual({
			answer: { action: 'decline' },
		});
	});

	it('to a page that was to be visited has no content', () => {
		const { question: visit } = ask({ mode: 'url', url: 'https://a.example' });
		expect(readQuestionForm(visit, { decision: 'accept' })).toEqual({
			answer: { action: 'accept' },
		});
	});
});
