import { toOpenAiStrict } from '../../../../../../../src/mcp/client/agent/schema/openai-strict';

type Schema = Record<string, unknown>;

/** What the required argument `x` becomes, and what a value for it goes back to. */
const strict = (x: unknown, root: Schema = {}) => {
	const { schema, restore } = toOpenAiStrict({
		type: 'object',
		properties: { x },
		required: ['x'],
		...root,
	});
	return {
		schema: (schema.properties as Schema).x as Schema,
		back: (value: unknown) => (restore({ x: value }) as Schema).x,
	};
};

describe('in the strict subset of OpenAI', () => {
	it('all arguments are required, and optional ones may be null, which is not sent', () => {
		const { schema, restore } = toOpenAiStrict({
			type: 'object',
			properties: { a: { type: 'string' }, b: { type: 'integer' } },
			required: ['a'],
		});
		expect(schema).toEqual({
			type: 'object',
			properties: { a: { type: 'string' }, b: { type: ['integer', 'null'] } },
			required: ['a', 'b'],
			additionalProperties: false,
		});
		expect(restore({ a: 'x', b: null })).toEqual({ a: 'x' });
		expect(restore({ a: 'x', b: 0 })).toEqual({ a: 'x', b: 0 });
	});

	it('a null that the tool asks for is sent', () => {
		const { schema, back } = strict({ type: ['string', 'null'] });
		expect(schema).toEqual({ type: ['string', 'null'] });
		expect(back(null)).toBeNull();
	});

	it('an optional argument that may be null anyway is not made so twice', () => {
		const { schema } = toOpenAiStrict({
			type: 'object',
			properties: {
				a: { anyOf: [{ type: 'string' }, { type: 'number' }, { type: 'null' }] },
				b: { type: ['string', 'null'] },
				c: { enum: ['x', null] },
			},
		});
		expect(schema.properties).toEqual({
			a: { anyOf: [{ type: 'string' }, { type: 'number' }, { type: 'null' }] },
			b: { type: ['string', 'null'] },
			c: { type: ['string', 'null'], enum: ['x', null] },
		});
	});

	it('objects inside are closed too, and an optional one is a union with null', () => {
		const inner = { type: 'object', properties: { city: { type: 'string' } } };
		const closed = {
			type: 'object',
			properties: { city: { type: ['string', 'null'] } },
			required: ['city'],
			additionalProperties: false,
		};
		expect(strict(inner).schema).toEqual(closed);
		expect(strict({ type: 'array', items: inner }).schema).toEqual({
			type: 'array',
			items: closed,
		});
		const { schema } = toOpenAiStrict({ type: 'object', properties: { x: inner } });
		expect(schema.properties).toEqual({ x: { anyOf: [closed, { type: 'null' }] } });
		expect(strict({ type: 'array', items: inner }).back([{ city: null }])).toEqual([{}]);
	});

	it('references are inlined, and one that goes round in a circle is JSON text', () => {
		const root = {
			$defs: { Node: { type: 'object', properties: { child: { $ref: '#/$defs/Node' } } } },
		};
		const { schema, back } = strict({ $ref: '#/$defs/Node' }, root);
		expect(schema).toMatchObject({
			type: 'object',
			properties: {
				child: { type: ['string', 'null'], description: expect.stringMatching(/JSON text/) },
			},
		});
		expect(back({ child: '{"child":{}}' })).toEqual({ child: { child: {} } });
	});

	it('allOf is folded into one object', () => {
		const { schema } = strict({
			allOf: [
				{ type: 'object', properties: { a: { type: 'string' } }, required: ['a'] },
				{ properties: { b: { type: 'number' } }, required: ['b'] },
			],
		});
		expect(schema).toMatchObject({
			properties: { a: { type: 'string' }, b: { type: 'number' } },
			required: ['a', 'b'],
		});
	});

	it('oneOf is anyOf, and each alternative goes back in its own way', () => {
		const branch = (kind: string, properties: Schema) => ({
			type: 'object',
			properties: { kind: { const: kind }, ...properties },
			required: ['kind'],
		});
		const { schema, back } = strict({
			oneOf: [
				branch('mail', { to: { type: 'string' } }),
				branch('call', { at: { type: 'string' } }),
			],
		});
		expect(schema.anyOf).toMatchObject([
			{ properties: { kind: { type: 'string', enum: ['mail'] } }, required: ['kind', 'to'] },
			{ properties: { kind: { enum: ['call'] } }, required: ['kind', 'at'] },
		]);
		expect(back({ kind: 'call', at: null })).toEqual({ kind: 'call' });
	});

	it.each([
		['a map', { type: 'object', additionalProperties: { type: 'number' } }, { a: 1 }],
		['an open object', { type: 'object' }, { a: 1 }],
		['a tuple', { type: 'array', prefixItems: [{ type: 'number' }] }, [1]],
		['a choice of mixed values', { enum: [1, 'a'] }, 1],
		['any value', {}, { deep: [true] }],
		['any value, said as true', true, 5],
	])('%s is asked for as JSON text and goes back as a value', (_name, x, value) => {
		const { schema, back } = strict(x);
		expect(schema).toMatchObject({
			type: 'string',
			description: expect.stringMatching(/JSON text/),
		});
		expect(back(JSON.stringify(value))).toEqual(value);
	});

	it('text that is not JSON stays text where JSON text was asked for', () => {
		expect(strict({}).back('hello')).toBe('hello');
	});

	it('rules that it does not know go into the description', () => {
		const { schema } = strict({
			type: 'string',
			description: 'A name',
			minLength: 2,
			format: 'iri',
		});
		expect(schema).toEqual({ type: 'string', description: 'A name (minLength: 2; format: "iri")' });
	});

	it('rules that it knows stay', () => {
		const number = { type: 'number', minimum: 1, multipleOf: 2 };
		const text = { type: 'string', pattern: '^a', format: 'email' };
		expect(strict(number).schema).toEqual(number);
		expect(strict(text).schema).toEqual(text);
	});

	it('a default is told, for the model has to give every argument', () => {
		expect(strict({ type: 'integer', default: 3 }).schema.description).toBe('(default: 3)');
	});

	it('arguments beyond those listed have one place, and go back to theirs', () => {
		const { schema, restore } = toOpenAiStrict({
			type: 'object',
			properties: { id: { type: 'string' } },
			required: ['id'],
			additionalProperties: { type: 'string' },
		});
		expect(schema).toMatchObject({
			required: ['id', 'other_arguments'],
			additionalProperties: false,
		});
		expect(restore({ id: '1', other_arguments: '{"colour":"red"}' })).toEqual({
			id: '1',
			colour: 'red',
		});
		expect(restore({ id: '1', other_arguments: null })).toEqual({ id: '1' });
	});

	it('a tool without arguments has an object without properties', () => {
		expect(toOpenAiStrict({ type: 'object' }).schema).toEqual({
			type: 'object',
			properties: {},
			required: [],
			additionalProperties: false,
		});
	});
});
