import {
	inputSchemaOf,
	type InputField,
} from '../../../../../../src/mcp/server/catalog/input-schema';

const field = (changes: Partial<InputField>): InputField => ({
	name: 'size',
	type: 'string',
	required: false,
	...changes,
});

describe('the input schema of a tool', () => {
	it('is made of its fields, and allows no others', () => {
		const fields = [
			field({ name: 'email', description: 'Work email', required: true }),
			field({ name: 'employees', type: 'integer', allowedValues: ['10', '100'] }),
		];
		expect(inputSchemaOf({ kind: 'fields', fields })).toEqual({
			type: 'object',
			properties: {
				email: { type: 'string', description: 'Work email' },
				employees: { type: 'integer', enum: [10, 100] },
			},
			required: ['email'],
			additionalProperties: false,
		});
	});

	it('of a tool without fields takes nothing', () => {
		expect(inputSchemaOf({ kind: 'fields', fields: [] })).toEqual({
			type: 'object',
			properties: {},
			additionalProperties: false,
		});
	});

	it('is passed on to the letter when it is written as JSON', () => {
		const schema = { type: 'object', $anchor: 'x', if: { required: ['a'] }, then: {} };
		expect(inputSchemaOf({ kind: 'schema', schema: JSON.stringify(schema) })).toEqual(schema);
		expect(inputSchemaOf({ kind: 'schema', schema })).toEqual(schema);
	});

	it.each([
		['a field has no name', [field({ name: ' ' })], 'a field has no name'],
		['two fields share a name', [field({}), field({})], 'two fields are named "size"'],
		['a name is kept for the caller', [field({ name: '_mcp' })], 'reserved'],
		['a name would change the object', [field({ name: '__proto__' })], 'reserved'],
		[
			'an allowed value is not of the type',
			[field({ type: 'integer', allowedValues: ['1.5'] })],
			'the allowed value "1.5" of the field "size" is not of the type integer',
		],
		[
			'allowed values are given for a type without them',
			[field({ type: 'object', allowedValues: ['{}'] })],
			'is not of the type object',
		],
	])('is refused if %s', (_, fields, reason) => {
		expect(() => inputSchemaOf({ kind: 'fields', fields })).toThrow(reason);
	});

	it.each([
		['is not JSON', '{', /is not JSON/],
		['is no object', '[]', /must be a JSON object/],
		['does not describe an object', '{"type":"string"}', /must have "type": "object"/],
		['is missing', undefined, /must be a JSON object/],
	])('is refused if it is written and %s', (_, schema, reason) => {
		expect(() => inputSchemaOf({ kind: 'schema', schema })).toThrow(reason);
	});
});
