import { adaptSchema } from '../../../../../../../src/mcp/client/agent/schema/compatibility';

type Schema = Record<string, unknown>;

const standard = (schema: Schema) => adaptSchema(schema, 'standard', 'json');
const xOf = ({ schema }: { schema: Schema }) => (schema.properties as Schema).x as Schema;

describe('the profile "standard"', () => {
	it.each<[string, Schema]>([
		['a reference', { $ref: '#/$defs/A' }],
		['alternatives', { oneOf: [{ type: 'string' }, { type: 'array', items: {} }] }],
		['a tuple', { type: 'array', prefixItems: [{ type: 'number' }], items: false }],
		['several types', { type: ['string', 'null'] }],
		['a map', { type: 'object', additionalProperties: { type: 'number' } }],
		['conditions', { if: { const: 1 }, then: {} }],
		['a format', { type: 'string', format: 'iri-reference', minLength: 1 }],
		['a default, examples and a title', { default: 1, examples: [1], title: 'X' }],
	])('leaves %s inside the schema as it is', (_name, x) => {
		const schema = {
			$schema: 'https://json-schema.org/draft/2020-12/schema',
			type: 'object',
			properties: { x },
			additionalProperties: false,
			$defs: { A: { type: 'string' } },
		};
		expect(standard(schema).schema).toEqual(schema);
	});

	it('says of a list without items that anything may be in it', () => {
		const { schema } = standard({ type: 'object', properties: { x: { type: 'array' } } });
		expect(xOf({ schema })).toEqual({ type: 'array', items: {} });
	});

	it('lays alternatives at the top out side by side, and says what belongs together', () => {
		const { schema } = standard({
			type: 'object',
			properties: { limit: { type: 'integer' } },
			oneOf: [
				{ $ref: '#/$defs/ByEmail' },
				{
					properties: { kind: { const: 'domain' }, domain: { type: 'string' } },
					required: ['domain', 'kind'],
				},
			],
			$defs: {
				ByEmail: {
					properties: { kind: { const: 'email' }, email: { type: 'string' } },
					required: ['email', 'kind'],
				},
			},
		});
		expect(schema).toEqual({
			type: 'object',
			properties: {
				limit: { type: 'integer' },
				kind: { enum: ['email', 'domain'] },
				email: { type: 'string' },
				domain: { type: 'string' },
			},
			required: ['kind'],
			description:
				'Use one of these sets of arguments: { kind: "email", email }; or { kind: "domain", domain }.',
		});
	});

	it('keeps a property that alternatives describe differently open for each of them', () => {
		const { schema } = standard({
			anyOf: [
				{ properties: { x: { type: 'string' } } },
				{ properties: { x: { type: 'number' } } },
				{ properties: { x: { type: 'boolean' } } },
			],
		});
		expect(xOf({ schema })).toEqual({
			anyOf: [{ type: 'string' }, { type: 'number' }, { type: 'boolean' }],
		});
	});

	it('does not close an object whose alternatives are closed against each other', () => {
		const closed = (name: string) => ({
			properties: { [name]: { type: 'string' } },
			additionalProperties: false,
		});
		const { schema } = standard({ type: 'object', oneOf: [closed('a'), closed('b')] });
		expect(schema).toMatchObject({
			properties: { a: {}, b: {} },
			additionalProperties: false,
		});
	});

	it('folds allOf at the top, with the tighter of two bounds', () => {
		const { schema } = standard({
			type: 'object',
			allOf: [
				{ properties: { x: { type: 'integer', minimum: 1 } }, required: ['x'] },
				{ properties: { x: { minimum: 5, maximum: 9 } } },
			],
		});
		expect(schema).toMatchObject({
			properties: { x: { type: 'integer', minimum: 5, maximum: 9 } },
			required: ['x'],
		});
	});

	it('says in words what it cannot keep at the top', () => {
		const { schema } = standard({ type: 'object', not: { required: ['a', 'b'] } });
		expect(schema).toEqual({
			type: 'object',
			properties: {},
			description: 'Must also match: {"not":{"required":["a","b"]}}.',
		});
	});
});

describe('an argument whose name would be lost', () => {
	it('gets another for the model, and its own back for the server', () => {
		const { schema, restore } = adaptSchema(
			{
				type: 'object',
				properties: { tool: { type: 'string' }, größe: { type: 'number' }, id: {} },
				required: ['tool', 'id'],
			},
			'asIs',
			'json',
		);
		expect(schema).toMatchObject({
			properties: {
				tool_argument: { type: 'string' },
				gr__e_argument: { type: 'number' },
				id_argument: {},
			},
			required: ['tool_argument', 'id_argument'],
		});
		expect(restore({ tool_argument: 'hammer', gr__e_argument: 2, id_argument: 1 })).toEqual({
			tool: 'hammer',
			größe: 2,
			id: 1,
		});
	});

	it('does not get that of another argument', () => {
		const { schema, restore } = standard({
			type: 'object',
			properties: { tool: {}, tool_argument: {} },
		});
		expect(Object.keys(schema.properties as Schema)).toEqual(['tool_argument_2', 'tool_argument']);
		expect(restore({ tool_argument_2: 1, tool_argument: 2 })).toEqual({
			tool: 1,
			tool_argument: 2,
		});
	});

	it('is not taken for what a model copies from its former calls', () => {
		const sent = { query: 'a', id: 'call_1', tool: 'search' };
		const closed = { type: 'object', properties: { query: {} } };
		expect(standard(closed).restore(sent)).toEqual({ query: 'a' });
		const open = { ...closed, additionalProperties: true };
		expect(standard(open).restore(sent)).toEqual(sent);
	});

	it('can be referred to under its old name', () => {
		const { schema } = standard({
			type: 'object',
			properties: { tool: { type: 'string' }, x: { $ref: '#/properties/tool' } },
		});
		expect(xOf({ schema })).toEqual({ type: 'string' });
	});
});

describe('for a reader that turns schemas into zod', () => {
	const zod = (x: unknown, root: Schema = {}) =>
		xOf(adaptSchema({ type: 'object', properties: { x }, ...root }, 'standard', 'zod'));

	it.each<[string, Schema, Schema]>([
		['a reference is inlined', { $ref: '#/$defs/A' }, { type: 'string' }],
		['oneOf is anyOf', { oneOf: [{ type: 'string' }] }, { anyOf: [{ type: 'string' }] }],
		[
			'a tuple is a list of items',
			{ type: 'array', prefixItems: [{ type: 'number' }] },
			{ type: 'array', items: [{ type: 'number' }] },
		],
		['a type is written out', { properties: { a: {} } }, { type: 'object', properties: { a: {} } }],
		[
			'allOf is folded',
			{ allOf: [{ type: 'string' }, { minLength: 1 }] },
			{ type: 'string', minLength: 1 },
		],
		['a title is a description', { title: 'T' }, { description: '(title: "T")' }],
		['a format that it loses is told', { format: 'iri' }, { description: '(format: "iri")' }],
		['one that it keeps stays', { format: 'email' }, { format: 'email' }],
		[
			'rules that it loses are told',
			{ type: 'array', items: {}, uniqueItems: true, description: 'D' },
			{ type: 'array', items: {}, description: 'D (uniqueItems: true)' },
		],
	])('%s', (_name, x, expected) => {
		expect(zod(x, { $defs: { A: { type: 'string' } } })).toEqual(expected);
	});

	it('the way back to the server is that of the profile', () => {
		const { restore } = adaptSchema(
			{ type: 'object', properties: { x: { type: 'integer' } } },
			'openAiStrict',
			'zod',
		);
		expect(restore({ x: null })).toEqual({});
	});
});
