import {
	contentResult,
	rawResult,
	structuredResult,
} from '../../../../../../src/mcp/server/content/respond-result';

describe('a result', () => {
	it('of content says only of a failure that it is one', () => {
		expect(contentResult([], 'success')).toEqual({ content: [] });
		expect(contentResult([], 'failure')).toEqual({ content: [], isError: true });
	});

	it('of data has it as text too', () => {
		expect(structuredResult({ n: 1 })).toEqual({
			content: [{ type: 'text', text: '{"n":1}' }],
			structuredContent: { n: 1 },
		});
	});

	it.each([[[1]], ['text'], [null], [3]])('is not made of %j', (value) => {
		expect(() => structuredResult(value)).toThrow('structured is not a JSON object');
		expect(() => rawResult(value)).toThrow('result is not a JSON object');
	});
});
