import { declareTool as declare } from '../doubles/declarations';
import { DeclarationError } from '../../../../../../src/mcp/server/catalog/declaration-error';
import {
	createToolCatalog,
	LARGEST_SCHEMA,
	MOST_TOOLS,
} from '../../../../../../src/mcp/server/catalog/tools';

const second = { list: 'Branch', position: 1 } as const;

describe('the tools of a server', () => {
	it('are listed in the order of their declaration, with a title only if there is one', () => {
		const input = { kind: 'fields', fields: [] } as const;
		const catalog = createToolCatalog([
			declare({ title: 'Qualify', input }),
			declare({ name: 'a', input }),
		]);
		const inputSchema = { type: 'object', properties: {}, additionalProperties: false };
		expect([...catalog.values()].map(({ listing }) => listing)).toEqual([
			{ name: 'qualify', title: 'Qualify', description: 'Scores a lead', inputSchema },
			{ name: 'a', description: 'Scores a lead', inputSchema },
		]);
	});

	it('show their icon, annotations and output schema', () => {
		const outputSchema = { type: 'object' };
		const annotations = { readOnlyHint: true };
		const iconUrl = 'https://a.example/i.png';
		const catalog = createToolCatalog([declare({ outputSchema, annotations, iconUrl })]);
		expect(catalog.get('qualify')?.listing).toMatchObject({
			icons: [{ src: iconUrl }],
			outputSchema,
			annotations,
		});
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
		['a name is used twice', [declare({}), declare({ place: second })], 1, 'Name'],
		['a description is missing', [declare({ description: ' ' })], 0, 'Description'],
		[
			'a field is ill-formed',
			[
				declare({}),
				declare({
					place: second,
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
			'there are too many',
			Array.from({ length: MOST_TOOLS + 1 }, (_, position) =>
				declare({ name: `t${position}`, place: { list: 'Branch', position } }),
			),
			MOST_TOOLS,
			'Name',
		],
		[
			'a schema is too large',
			[
				declare({
					input: {
						kind: 'schema',
						schema: { type: 'object', description: 'x'.repeat(LARGEST_SCHEMA) },
					},
				}),
			],
			0,
			'Input Schema',
		],
		['an output schema is ill-formed', [declare({ outputSchema: '[]' })], 0, 'Output Schema'],
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
