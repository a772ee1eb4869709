import {
	promptToModelResult,
	resourceToModelResult,
	toModelResult,
} from '../../../../../../../src/mcp/client/agent/result/model-result';

const limits = { tokens: 1_000, argumentNames: [] };
const text = (value: string) => ({ type: 'text' as const, text: value });
const image = { type: 'image' as const, data: 'A'.repeat(8_000), mimeType: 'image/png' };

describe('a result for a model', () => {
	it('is the structured content, whose text only repeats it', () => {
		const result = { content: [text('{"a":1}')], structuredContent: { a: 1 } };
		expect(toModelResult(result, limits)).toEqual({
			value: { a: 1 },
			notes: [],
			isError: false,
			attachments: [],
		});
	});

	it.each([
		['one text', [text('hello')], 'hello'],
		['one text that is JSON', [text('[{"a":1}]')], [{ a: 1 }]],
		['several texts', [text('{"a":1}'), text('b')], [{ a: 1 }, 'b']],
		['nothing', [], ''],
		['a text that only begins like JSON', [text('[see below]')], '[see below]'],
	])('of %s', (_name, content, value) => {
		expect(toModelResult({ content }, limits).value).toEqual(value);
	});

	it('has no base64 in it: files are named, and kept apart', () => {
		const { value, notes, attachments } = toModelResult({ content: [text('Done'), image] }, limits);
		expect(value).toBe('Done');
		expect(notes).toEqual(['The result has a file (image/png, 6 kB) that you cannot see.']);
		expect(attachments).toEqual([
			{ base64: image.data, mimeType: 'image/png', fileName: undefined },
		]);
	});

	it('has embedded text and links beside its text', () => {
		const uri = 'crm://note/1';
		const { value } = toModelResult(
			{
				content: [
					text('Found'),
					{ type: 'resource', resource: { uri, text: 'Note', mimeType: 'text/plain' } },
					{ type: 'resource_link', uri: 'crm://note/2', name: 'Second' },
				],
			},
			limits,
		);
		expect(value).toEqual({
			content: 'Found',
			resources: [{ uri, mimeType: 'text/plain', text: 'Note' }],
			links: [{ uri: 'crm://note/2', name: 'Second' }],
		});
	});

	it('is cut to its budget, failures too', () => {
		const content = [text('long '.repeat(10_000))];
		const { notes, isError } = toModelResult({ content, isError: true }, limits);
		expect(isError).toBe(true);
		expect(notes).toEqual([expect.stringMatching(/^This result was cut to about/)]);
	});
});

describe('a resource for a model', () => {
	const uri = 'file:///handbook.txt';
	const long = Array.from({ length: 4_000 }, (_, index) => `w${index}`).join(' ');

	it('can be read on from where it was cut, until nothing is missing', () => {
		let read = '';
		for (let rounds = 0; rounds < 50; rounds += 1) {
			const { value, notes } = resourceToModelResult(
				{ contents: [{ uri, text: long }] },
				read.length,
				limits,
			);
			read += String(value);
			if (notes.length === 0) break;
			expect(notes.at(-1)).toBe(`To continue, call it again with "offset": ${read.length}.`);
		}
		expect(read).toBe(long);
	});

	it('that is a file is only named', () => {
		const { value, notes } = resourceToModelResult(
			{ contents: [{ uri: 'file:///a/logo.png', blob: 'AAAA', mimeType: 'image/png' }] },
			0,
			limits,
		);
		expect(value).toBe('');
		expect(notes).toEqual([
			'The result has a file "logo.png" (image/png, 1 kB) that you cannot see.',
		]);
	});
});

describe('a prompt for a model', () => {
	it('is its messages', () => {
		const messages = [{ role: 'user' as const, content: text('Qualify this lead') }];
		expect(promptToModelResult({ description: 'Qualify', messages }, limits).value).toEqual({
			description: 'Qualify',
			messages: [{ role: 'user', content: 'Qualify this lead' }],
		});
	});
});
