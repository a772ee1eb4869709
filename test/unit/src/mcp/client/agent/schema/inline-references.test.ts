import { inlineReferences } from '../../../../../../../src/mcp/client/agent/schema/inline-references';

type Schema = Record<string, unknown>;

/** What the argument `x` becomes beside the given definitions. */
const inlined = (x: unknown, $defs: Schema = {}) =>
	(inlineReferences({ type: 'object', properties: { x }, $defs }).properties as Schema).x;

const Address = { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] };

describe('references are inlined', () => {
	it('to a definition, which is then gone', () => {
		const schema = inlineReferences({
			type: 'object',
			properties: { home: { $ref: '#/$defs/Address' } },
			$defs: { Address },
		});
		expect(schema).toEqual({ type: 'object', properties: { home: Address } });
	});

	it('through further references, in lists, maps and alternatives', () => {
		const definitions = { Address, Home: { $ref: '#/$defs/Address' } };
		const home = { $ref: '#/$defs/Home' };
		expect(inlined({ type: 'array', items: home }, definitions)).toMatchObject({ items: Address });
		expect(inlined({ additionalProperties: home }, definitions)).toEqual({
			additionalProperties: Address,
		});
		expect(inlined({ oneOf: [home, { type: 'null' }] }, definitions)).toEqual({
			oneOf: [Address, { type: 'null' }],
		});
		expect(inlined({ prefixItems: [home] }, definitions)).toEqual({ prefixItems: [Address] });
	});

	it('to any place of the schema, by a JSON Pointer with escapes', () => {
		expect(inlined({ $ref: '#/$defs/a~1b%20c' }, { 'a/b c': { const: 1 } })).toEqual({ const: 1 });
	});

	it('with the description beside the reference in place of that of the target', () => {
		expect(
			inlined(
				{ $ref: '#/$defs/A', description: 'Mine' },
				{ A: { type: 'string', description: 'A' } },
			),
		).toEqual({ type: 'string', description: 'Mine' });
	});

	it('with rules beside the reference in addition to those of the target', () => {
		expect(inlined({ $ref: '#/$defs/A', maxLength: 5 }, { A: { type: 'string' } })).toEqual({
			allOf: [{ type: 'string' }, { maxLength: 5 }],
		});
	});

	it('but not where a value only looks like one', () => {
		const schema = { enum: [{ $ref: '#/$defs/A' }], default: { $ref: '#/$defs/A' } };
		expect(inlined(schema, { A: {} })).toEqual(schema);
	});

	it.each(['https://example.com/schema', '#/nowhere', '#anchor'])('to %s as any value', ($ref) => {
		expect(inlined({ $ref })).toEqual({});
	});

	it('to what nothing fits as just that', () => {
		expect(inlined({ $ref: '#/$defs/Never' }, { Never: false })).toEqual({ not: {} });
	});
});

describe('a reference that leads round in a circle', () => {
	const Node = {
		type: 'object',
		title: 'Node',
		properties: { children: { type: 'array', items: { $ref: '#/$defs/Node' } } },
	};

	it('is unfolded once, and then says what it is', () => {
		expect(inlined({ $ref: '#/$defs/Node' }, { Node })).toEqual({
			...Node,
			properties: {
				children: {
					type: 'array',
					items: { type: 'object', description: 'Same schema as "Node", described above' },
				},
			},
		});
	});

	it('may go through the whole schema', () => {
		expect(inlined({ $ref: '#' })).toEqual({
			type: 'object',
			description: 'Same schema as the arguments as a whole',
		});
	});

	it('does not run away where each step doubles the size', () => {
		const $defs = Object.fromEntries(
			Array.from({ length: 40 }, (_, level) => [
				`L${level}`,
				{
					properties: {
						a: { $ref: `#/$defs/L${level + 1}` },
						b: { $ref: `#/$defs/L${level + 1}` },
					},
				},
			]),
		);
		const size = JSON.stringify(inlined({ $ref: '#/$defs/L0' }, $defs)).length;
		expect(size).toBeLessThan(500_000);
	});
});
