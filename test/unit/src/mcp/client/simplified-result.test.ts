import { resultText, simplifyResult } from '../../../../../src/mcp/client/simplified-result';
import type { CallToolResult } from '../../../../../src/third-party/mcp-client';

const text = (value: string) => ({ type: 'text' as const, text: value });

const jsonOf = (result: CallToolResult) => simplifyResult(result).map(({ json }) => json);

describe('the data of a result', () => {
	it.each<{ what: string; result: CallToolResult; rows: unknown[] }>([
		{
			what: 'structured content, without a text that repeats it',
			result: { content: [text('{"a":1}')], structuredContent: { a: 1 } },
			rows: [{ a: 1 }],
		},
		{
			what: 'structured content, and the text beside it where that says something else',
			result: { content: [text('{"a":2}')], structuredContent: { a: 1 } },
			rows: [{ a: 1, text: '{"a":2}' }],
		},
		{ what: 'a JSON object', result: { content: [text('{"a":1}')] }, rows: [{ a: 1 }] },
		{
			what: 'a JSON array',
			result: { content: [text('[{"a":1}, 2, [3]]')] },
			rows: [{ a: 1 }, { value: 2 }, { value: [3] }],
		},
		{ what: 'an empty array', result: { content: [text('[]')] }, rows: [] },
		{ what: 'words', result: { content: [text('Sent.')] }, rows: [{ text: 'Sent.' }] },
		{ what: 'a number in a text', result: { content: [text('42')] }, rows: [{ text: '42' }] },
		{ what: 'words in brackets', result: { content: [text('[sic]')] }, rows: [{ text: '[sic]' }] },
		{
			what: 'several JSON objects',
			result: { content: [text('{"a":1}'), text('{"a":2}')] },
			rows: [{ a: 1 }, { a: 2 }],
		},
		{
			what: 'several texts',
			result: { content: [text('Found:'), text('{"a":2}')] },
			rows: [{ text: 'Found:\n\n{"a":2}' }],
		},
		{ what: 'nothing', result: { content: [] }, rows: [{}] },
		{
			what: 'a failure',
			result: { content: [text('No')], isError: true },
			rows: [{ text: 'No', isError: true }],
		},
	])('$what', ({ result, rows }) => {
		expect(jsonOf(result)).toEqual(rows);
	});

	it('may be a list or a bare value as structured content (2026-07-28)', () => {
		const structured = (structuredContent: unknown) =>
			({ content: [], structuredContent }) as unknown as CallToolResult;
		expect(jsonOf(structured([{ a: 1 }, { a: 2 }]))).toEqual([{ a: 1 }, { a: 2 }]);
		expect(jsonOf(structured('yes'))).toEqual([{ value: 'yes' }]);
	});
});

describe('what comes with the data', () => {
	const link = { type: 'resource_link' as const, uri: 'crm://1', name: 'Acme' };
	const page = { uri: 'file:///notes.md', mimeType: 'text/markdown', text: '# Hi' };

	it('files are attachments of the first row', () => {
		const rows = simplifyResult({
			content: [
				text('[{"a":1},{"a":2}]'),
				{ type: 'image', data: 'aW1n', mimeType: 'image/png' },
				{ type: 'audio', data: 'YXVk', mimeType: 'audio/wav' },
				{
					type: 'resource',
					resource: { uri: 'file:///out/report.pdf', mimeType: 'application/pdf', blob: 'cGRm' },
				},
			],
		});
		expect(rows.map(({ attachments }) => attachments)).toEqual([
			[
				{ base64: 'aW1n', mimeType: 'image/png', fileName: undefined },
				{ base64: 'YXVk', mimeType: 'audio/wav', fileName: undefined },
				{ base64: 'cGRm', mimeType: 'application/pdf', fileName: 'report.pdf' },
			],
			[],
		]);
	});

	it('links and text resources are listed', () => {
		const content = [text('{"a":1}'), link, { type: 'resource' as const, resource: page }];
		expect(jsonOf({ content })).toEqual([
			{ a: 1, links: [{ uri: 'crm://1', name: 'Acme' }], resources: [page] },
		]);
	});

	it('does not replace what the tool calls by the same name', () => {
		const content = [text('{"links":"mine"}'), link];
		expect(jsonOf({ content })).toEqual([
			{ links: 'mine', mcpLinks: [{ uri: 'crm://1', name: 'Acme' }] },
		]);
	});

	it('makes a row of its own when there is no data', () => {
		expect(jsonOf({ content: [text('[]'), link] })).toEqual([
			{ links: [{ uri: 'crm://1', name: 'Acme' }] },
		]);
	});
});

it('the words of a result are its texts, or else its data', () => {
	expect(resultText({ content: [text('No'), text('credits')] })).toBe('No\ncredits');
	expect(resultText({ content: [], structuredContent: { code: 402 } })).toBe('{"code":402}');
});
