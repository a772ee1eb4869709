import { checkRequestedSchema } from '../../../../../../src/mcp/server/content/requested-schema';

const object = (properties: object, rest: object = {}) => ({
	type: 'object',
	properties,
	...rest,
});

describe('a schema that was written', () => {
	it('may use every primitive of the protocol', () => {
		const schema = object(
			{
				name: { type: 'string', minLength: 1, maxLength: 9, pattern: '^a', default: 'a' },
				mail: { type: 'string', format: 'email', title: 'Mail', description: 'Yours' },
				age: { type: 'integer', minimum: 0, maximum: 150, default: 30 },
				score: { type: 'number', default: 95.5 },
				ok: { type: 'boolean', default: true },
				untitledSingle: { type: 'string', enum: ['a', 'b'] },
				titledSingle: { type: 'string', oneOf: [{ const: 'a', title: 'A' }] },
				legacyEnum: { type: 'string', enum: ['a'], enumNames: ['A'] },
				untitledMulti: {
					type: 'array',
					minItems: 1,
					maxItems: 3,
					items: { type: 'string', enum: ['a'] },
					default: ['a'],
				},
				titledMulti: { type: 'array', items: { anyOf: [{ const: 'a', title: 'A' }] } },
			},
			{ $schema: 'https://json-schema.org/draft/2020-12/schema', required: ['name'] },
		);
		expect(checkRequestedSchema(schema)).toBe(schema);
	});

	it.each<[string, unknown]>([
		['is not a JSON object', []],
		['is not a JSON object', 'text'],
		['does not have the type "object" at the top level', { properties: {} }],
		['has no "properties"', { type: 'object' }],
		['has an unsupported "allOf" at the top level', object({}, { allOf: [] })],
		['has a property "a" that is not an object', object({ a: true })],
		['has a property "a" of the unsupported type "object"', object({ a: { type: 'object' } })],
		[
			'has a property "a" of the unsupported type ["string","null"]',
			object({ a: { type: ['string', 'null'] } }),
		],
		['has a property "a" of the unsupported type nothing', object({ a: { enum: ['x'] } })],
		[
			'has a property "a" of the unsupported type "constructor"',
			object({ a: { type: 'constructor' } }),
		],
		[
			'has an unsupported "$ref" in its property "a"',
			object({ a: { type: 'string', $ref: '#/$defs/x' } }),
		],
		[
			'has an unsupported "minLength" in its property "a"',
			object({ a: { type: 'number', minLength: 1 } }),
		],
		[
			'has a "format" in its property "a" that is not valid',
			object({ a: { type: 'string', format: 'ipv4' } }),
		],
		[
			'has a "default" in its property "a" that is not valid',
			object({ a: { type: 'integer', default: 1.5 } }),
		],
		[
			'has a "oneOf" in its property "a" that is not valid',
			object({ a: { type: 'string', oneOf: [{ const: 1 }] } }),
		],
		[
			'has a "items" in its property "a" that is not valid',
			object({ a: { type: 'array', items: { type: 'object' } } }),
		],
		['has a property "a" of the type "array" without choices', object({ a: { type: 'array' } })],
		['cannot be used: ', object({ a: { type: 'string', pattern: '(' } })],
		['cannot be used: ', object({ a: { type: 'string', enum: [] } })],
		['has a "required" that is not a list of names', object({}, { required: 'a' })],
		[
			'requires "b", which is not a property',
			object({ a: { type: 'string' } }, { required: ['b'] }),
		],
	])('is refused because it %s', (problem, schema) => {
		expect(() => checkRequestedSchema(schema)).toThrow(`requestedSchema ${problem}`);
	});
});
