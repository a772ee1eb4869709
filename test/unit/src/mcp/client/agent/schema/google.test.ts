import { toGoogle } from '../../../../../../../src/mcp/client/agent/schema/google';

type Schema = Record<string, unknown>;

const google = (x: unknown, root: Schema = {}) => {
	const { schema, restore } = toGoogle({ type: 'object', properties: { x }, ...root });
	return {
		schema: (schema.properties as Schema).x as Schema,
		back: (value: unknown) => (restore({ x: value }) as Schema).x,
	};
};

describe('in the subset of Google', () => {
	it('null is a property of the type', () => {
		const nullable = { type: 'string', nullable: true };
		expect(google({ type: ['string', 'null'] }).schema).toEqual(nullable);
		expect(google({ anyOf: [{ type: 'string' }, { type: 'null' }] }).schema).toEqual(nullable);
	});

	it('optional arguments are just not required', () => {
		const { schema } = toGoogle({
			type: 'object',
			properties: { a: { type: 'string' }, b: { type: 'string' } },
			required: ['b'],
			additionalProperties: false,
		});
		expect(schema).toEqual({
			type: 'object',
			properties: { a: { type: 'string' }, b: { type: 'string' } },
			required: ['b'],
		});
	});

	it('an optional argument that is given as null is not sent', () => {
		const { restore } = toGoogle({ type: 'object', properties: { a: { type: 'string' } } });
		expect(restore({ a: null })).toEqual({});
	});

	it('numbers are chosen by their text', () => {
		const { schema, back } = google({ enum: [1, 2] });
		expect(schema).toEqual({ type: 'string', enum: ['1', '2'] });
		expect(back('2')).toBe(2);
		expect(back(2)).toBe(2);
	});

	it('a constant, and alternatives that are constants, are choices', () => {
		expect(google({ const: 'a' }).schema).toEqual({ type: 'string', enum: ['a'] });
		expect(google({ oneOf: [{ const: 'a', title: 'A' }, { const: 'b' }] }).schema).toEqual({
			type: 'string',
			enum: ['a', 'b'],
		});
	});

	it.each([
		[
			'a union',
			{ anyOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }] },
			['a'],
		],
		['several types', { type: ['string', 'number'] }, 5],
		['a map', { type: 'object', additionalProperties: { type: 'number' } }, { a: 1 }],
		['a choice with empty text', { enum: ['', 'a'] }, ''],
	])('%s is JSON text', (_name, x, value) => {
		const { schema, back } = google(x);
		expect(schema).toMatchObject({
			type: 'string',
			description: expect.stringMatching(/JSON text/),
		});
		expect(back(JSON.stringify(value))).toEqual(value);
		expect(JSON.stringify(schema)).not.toMatch(/"anyOf":/);
	});

	it('formats but date-time, and bounds that it does not know, go into the description', () => {
		expect(google({ type: 'string', format: 'email' }).schema).toEqual({
			type: 'string',
			description: '(format: "email")',
		});
		expect(google({ type: 'string', format: 'date-time' }).schema.format).toBe('date-time');
		expect(google({ type: 'number', exclusiveMinimum: 0 }).schema).toEqual({
			type: 'number',
			description: '(exclusiveMinimum: 0)',
		});
	});

	it('nothing but words that it knows is left', () => {
		const { schema } = toGoogle({
			$schema: 'https://json-schema.org/draft/2020-12/schema',
			$id: 'x',
			title: 'T',
			type: 'object',
			properties: {
				a: { $ref: '#/$defs/A', default: { b: 1 } },
				l: { type: 'array', items: { type: 'string', title: 'L' }, uniqueItems: true },
			},
			$defs: { A: { type: 'object', title: 'A', properties: { b: { type: 'integer' } } } },
			additionalProperties: false,
		});
		const words = new Set<string>();
		JSON.stringify(schema, (key, value: unknown) => (words.add(key), value));
		expect([...words].sort()).toEqual(
			['', '0', 'a', 'b', 'description', 'items', 'l', 'properties', 'type'].filter(
				(word) => word !== '0',
			),
		);
	});
});
