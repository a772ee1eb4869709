import { declareCatalog, declareTool } from '../doubles/declarations';
import { createCatalog } from '../../../../../../src/mcp/server/catalog/catalog';
import { clientWarnings } from '../../../../../../src/mcp/server/catalog/client-warnings';

const warningsOf = (changes: Parameters<typeof declareTool>[0]) =>
	clientWarnings(createCatalog(declareCatalog({ tools: [declareTool(changes)] })));

describe('what clients in use refuse', () => {
	it.each([
		['a dot', 'crm.find', /"crm\.find" has a dot in its name. Claude Desktop/],
		['many characters', 'a'.repeat(51), /has 51 characters. Cursor hides a tool/],
	])('is said of a name with %s', (_, name, warning) => {
		expect(warningsOf({ name })).toEqual([expect.stringMatching(warning)]);
	});

	it('is said of lists that do not say what is in them, at any depth', () => {
		const list = { type: 'array' };
		const inner = { type: 'object', properties: { tags: list } };
		const schema = { type: 'object', properties: { rows: { type: 'array', items: inner } } };
		expect(warningsOf({ input: { kind: 'schema', schema } })).toEqual([
			expect.stringContaining('"rows[].tags" of the tool "qualify" is an array without "items"'),
		]);
	});

	it('is nothing for an ordinary tool, nor for a list among Input Fields', () => {
		const fields = [{ name: 'tags', type: 'array' as const, required: false }];
		expect(warningsOf({ input: { kind: 'fields', fields } })).toEqual([]);
	});
});
