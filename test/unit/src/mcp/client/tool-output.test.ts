import { describeMisfit, describeOtherBlocks } from '../../../../../src/mcp/client/tool-output';
import type { CallToolResult } from '../../../../../src/third-party/mcp-client';

const promising = (outputSchema: object) =>
	({ name: 'count', inputSchema: { type: 'object' }, outputSchema }) as never;

describe('a result beside what its tool promises', () => {
	it('is checked for everything but a pattern of another dialect', () => {
		const tool = promising({
			properties: { id: { type: 'string', pattern: '^(?i)abc$' }, n: { type: 'number' } },
		});
		const structured = (n: unknown) => ({ content: [], structuredContent: { id: 'ABC', n } });
		expect(describeMisfit(structured(1), tool)).toBeUndefined();
		expect(describeMisfit(structured('1'), tool)).toContain('/n must be number');
	});

	it('is not said to be wrong where that would take too long to find out', () => {
		const of = (op: string) => ({
			properties: { node: { $ref: '#/$defs/node' }, op: { const: op } },
			required: ['node', 'op'],
		});
		const $defs = { node: { anyOf: [of('a'), of('b'), of('c')] } };
		let node: object = {};
		for (let level = 0; level < 25; level += 1) node = { op: 'c', node };
		const tool = promising({ $defs, properties: { node: { $ref: '#/$defs/node' } } });
		expect(describeMisfit({ content: [], structuredContent: { node } }, tool)).toBe(
			'The result of "count" was not checked against its output schema: it is too large or too deeply nested',
		);
	});
});

describe('content that is not of the protocol', () => {
	const holding = (...types: string[]) =>
		({ content: types.map((type) => ({ type, text: 'x' })) }) as unknown as CallToolResult;

	it('is named by its types, each once', () => {
		expect(describeOtherBlocks(holding('text', 'video', 'video', 'unreadable image'))).toBe(
			'The result contains unknown content ("video", "unreadable image"). It was passed on unchanged',
		);
	});

	it('is no word where there is none', () => {
		expect(describeOtherBlocks(holding('text', 'image'))).toBeUndefined();
	});

	it('takes little room, however many types a server makes up', () => {
		const types = Array.from({ length: 500 }, (_, at) => `${'x'.repeat(300)}${at}`);
		expect(describeOtherBlocks(holding(...types))?.length).toBeLessThan(300);
	});
});
