import {
	createToolCatalog,
	DeclarationError,
	type ToolDeclaration,
} from '../../../../../src/mcp/server/tool-catalog';

const declare = (changes: Partial<ToolDeclaration>): ToolDeclaration => ({
	name: 'qualify',
	description: 'Scores a lead',
	input: { kind: 'fields', fields: [] },
	...changes,
});

describe('the tools of a server', () => {
	it('are listed in the order of their declaration, with a title only if there is one', () => {
		const catalog = createToolCatalog([declare({ title: 'Qualify' }), declare({ name: 'a' })]);
		const inputSchema = { type: 'object', properties: {}, additionalProperties: false };
		expect([...catalog.values()].map(({ listing }) => listing)).toEqual([
			{ name: 'qualify', title: 'Qualify', description: 'Scores a lead', inputSchema },
			{ name: 'a', description: 'Scores a lead', inputSchema },
		]);
	});

	it('are found by their own names only', () => {
		const catalog = createToolCatalog([declare({})]);
		expect(catalog.get('__proto__')).toBeUndefined();
		expect(catalog.get('constructor')).toBeUndefined();
	});

	it.each([
		['a name has a blank', [declare({ name: 'a b' })], 0, 'Name'],
		['a name is empty', [declare({ name: '' })], 0, 'Name'],
		['a name has 65 characters', [declare({ name: 'a'.repeat(65) })], 0, 'Name'],
		['a name is used twice', [declare({}), declare({})], 1, 'Name'],
		['a description is missing', [declare({ description: ' ' })], 0, 'Description'],
		[
			'a field is ill-formed',
			[
				declare({}),
				declare({
					name: 'b',
					input: { kind: 'fields', fields: [{ name: '', type: 'string', required: false }] },
				}),
			],
			1,
			'Input Fields',
		],
		[
			'a schema is ill-formed',
			[declare({ input: { kind: 'schema', schema: '{' } })],
			0,
			'Input Schema',
		],
		[
			'a schema cannot be compiled',
			[declare({ input: { kind: 'schema', schema: { type: 'object', required: 'x' } } })],
			0,
			'Input Schema',
		],
	])('are refused, with the place, if %s', (_, declarations, position, field) => {
		const create = () => createToolCatalog(declarations);
		expect(create).toThrow(DeclarationError);
		expect(create).toThrow(expect.objectContaining({ position, field }));
	});
});
