import { type FormField, toFormFields } from '../../../../../../src/mcp/client/form/form-fields';

type Expected = Partial<FormField>;

/** The field that a schema for one argument, `x`, becomes. */
function fieldOf(x: unknown, root: Record<string, unknown> = {}): FormField | undefined {
	return toFormFields({ type: 'object', properties: { x }, ...root })[0];
}

describe('an argument becomes a field', () => {
	it.each<{ schema: unknown; expected: Expected }>([
		{ schema: { type: 'string' }, expected: { kind: 'string', label: 'x' } },
		{ schema: { type: 'string', title: 'Domain' }, expected: { label: 'Domain' } },
		{ schema: { description: ' Why ' }, expected: { description: 'Why' } },
		{ schema: { type: 'number' }, expected: { kind: 'number' } },
		{ schema: { type: 'integer', default: 0 }, expected: { kind: 'number', defaultValue: 0 } },
		{
			schema: { type: 'boolean', default: false },
			expected: { kind: 'boolean', defaultValue: false },
		},
		{ schema: { type: 'string', format: 'date' }, expected: { kind: 'date' } },
		{ schema: { type: 'string', format: 'date-time' }, expected: { kind: 'dateTime' } },
		{ schema: { type: 'string', format: 'email' }, expected: { kind: 'string' } },
		{ schema: { type: 'array', default: [1] }, expected: { kind: 'array', defaultValue: '[1]' } },
		{ schema: { properties: {} }, expected: { kind: 'object' } },
		{ schema: { items: {} }, expected: { kind: 'array' } },
		{ schema: true, expected: { kind: 'any' } },
		{ schema: {}, expected: { kind: 'any' } },
		{ schema: { type: ['string', 'number'] }, expected: { kind: 'any' } },
		{ schema: { type: ['string', 'null'] }, expected: { kind: 'string' } },
		{
			schema: { anyOf: [{ type: 'integer' }, { type: 'null' }], title: 'Size', default: null },
			expected: { kind: 'number', label: 'Size', defaultValue: undefined },
		},
		{ schema: { anyOf: [{ type: 'string' }, { type: 'array' }] }, expected: { kind: 'any' } },
		{ schema: { oneOf: [{ type: 'object' }, { type: 'array' }] }, expected: { kind: 'any' } },
		{ schema: { enum: [{ a: 1 }] }, expected: { kind: 'any', choices: undefined } },
	])('$schema', ({ schema, expected }) => {
		expect(fieldOf(schema)).toMatchObject(expected);
	});
});

describe('choices', () => {
	it.each([
		{
			from: 'enum',
			schema: { type: ['string', 'null'], enum: ['a', null, 'b'] },
			choices: [
				{ label: 'a', value: 'a' },
				{ label: 'b', value: 'b' },
			],
		},
		{
			from: 'numbers',
			schema: { enum: [1, 2] },
			choices: [
				{ label: '1', value: 1 },
				{ label: '2', value: 2 },
			],
		},
		{
			from: 'enum with names',
			schema: { enum: ['a', 'b'], enumNames: ['Alpha'] },
			choices: [
				{ label: 'Alpha', value: 'a' },
				{ label: 'b', value: 'b' },
			],
		},
		{ from: 'const', schema: { const: 'only' }, choices: [{ label: 'only', value: 'only' }] },
		{
			from: 'titled branches',
			schema: { oneOf: [{ const: 'c', title: 'Cold' }, { const: 'w' }] },
			choices: [
				{ label: 'Cold', value: 'c' },
				{ label: 'w', value: 'w' },
			],
		},
		{
			from: 'titled branches beside null',
			schema: { anyOf: [{ const: 1, title: 'One' }, { const: 2, title: 'Two' }, { type: 'null' }] },
			choices: [
				{ label: 'One', value: 1 },
				{ label: 'Two', value: 2 },
			],
		},
	])('come from $from', ({ schema, choices }) => {
		expect(fieldOf(schema)).toMatchObject({ kind: 'options', choices });
	});
});

describe('references', () => {
	const $defs = {
		Tone: { type: 'string', enum: ['warm', 'cold'], description: 'How it sounds' },
		'a/b~c d': { type: 'integer' },
		Node: { type: 'object', properties: { next: { $ref: '#/$defs/Node' } } },
		Loop: { $ref: '#/$defs/Loop' },
		Ping: { allOf: [{ $ref: '#/$defs/Pong' }] },
		Pong: { anyOf: [{ $ref: '#/$defs/Ping' }, { type: 'null' }] },
	};

	it.each<{ $ref: string; expected: Expected }>([
		{ $ref: '#/$defs/Tone', expected: { kind: 'options', description: 'How it sounds' } },
		{ $ref: '#/$defs/a~1b~0c%20d', expected: { kind: 'number' } },
		{ $ref: '#/$defs/Node', expected: { kind: 'object' } },
		{ $ref: '#/$defs/Loop', expected: { kind: 'any' } },
		{ $ref: '#/$defs/Ping', expected: { kind: 'any' } },
		{ $ref: '#/$defs/Missing', expected: { kind: 'any' } },
		{ $ref: '#/$defs/toString', expected: { kind: 'any' } },
		{ $ref: 'https://example.com/schema', expected: { kind: 'any' } },
		{ $ref: '#/%', expected: { kind: 'any' } },
	])('$ref', ({ $ref, expected }) => {
		expect(fieldOf({ $ref }, { $defs })).toMatchObject(expected);
	});

	it('give way to the keywords beside them', () => {
		const field = fieldOf({ $ref: '#/$defs/Tone', description: 'Mine' }, { $defs });
		expect(field).toMatchObject({ kind: 'options', description: 'Mine' });
	});

	it('may be the whole input schema', () => {
		const Input = {
			type: 'object',
			properties: { domain: { type: 'string' } },
			required: ['domain'],
		};
		const fields = toFormFields({ $ref: '#/$defs/Input', $defs: { Input } });
		expect(fields).toMatchObject([{ name: 'domain', required: true }]);
	});

	it('in allOf add up their properties', () => {
		const part = (name: string) => ({ properties: { [name]: {} }, required: [name] });
		const fields = toFormFields({ allOf: [part('a'), part('b')] });
		expect(fields).toMatchObject([
			{ name: 'a', required: true },
			{ name: 'b', required: true },
		]);
	});
});

it.each([{}, { type: 'object' }, { properties: [] }, { properties: {} }, { type: 'string' }])(
	'a schema without arguments has no fields: %j',
	(schema) => {
		expect(toFormFields(schema)).toEqual([]);
	},
);

it('an argument that may not be given is not shown', () => {
	expect(fieldOf(false)).toBeUndefined();
});

describe('an object within the arguments', () => {
	const address = {
		type: 'object',
		title: 'Address',
		properties: {
			city: { type: 'string', title: 'City' },
			geo: { type: 'object', properties: { lat: { type: 'number' } }, required: ['lat'] },
		},
		required: ['city', 'geo'],
	};
	const names = (schema: Record<string, unknown>) => toFormFields(schema).map(({ name }) => name);

	it('is laid out, its fields named by their path', () => {
		const fields = toFormFields({ properties: { address }, required: ['address'] });
		expect(fields).toMatchObject([
			{ name: 'address.city', label: 'Address: City', kind: 'string', required: true },
			{ name: 'address.geo.lat', label: 'Address: geo: lat', kind: 'number', required: true },
		]);
	});

	it('requires nothing while it is optional itself', () => {
		const fields = toFormFields({ properties: { address } });
		expect(fields.map(({ required }) => required)).toEqual([false, false]);
	});

	it('is laid out behind a reference and beside null', () => {
		const schema = {
			properties: { home: { anyOf: [{ $ref: '#/$defs/Address' }, { type: 'null' }] } },
			$defs: { Address: address },
		};
		expect(names(schema)).toEqual(['home.city', 'home.geo.lat']);
	});

	it('is JSON when it takes any other property too', () => {
		expect(fieldOf({ ...address, additionalProperties: true })?.kind).toBe('object');
	});

	it('is JSON where it holds itself', () => {
		const $defs = { Node: { properties: { id: {}, next: { $ref: '#/$defs/Node' } } } };
		const fields = toFormFields({ properties: { first: { $ref: '#/$defs/Node' } }, $defs });
		expect(fields).toMatchObject([{ name: 'first.id' }, { name: 'first.next', kind: 'object' }]);
	});

	it('is JSON below the third level', () => {
		const deep = { properties: { b: { properties: { c: { properties: { d: {} } } } } } };
		expect(toFormFields({ properties: { a: deep } })).toMatchObject([
			{ name: 'a.b.c', kind: 'object' },
		]);
	});

	it('is JSON in a form that would not end', () => {
		const many = Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`f${index}`, {}]));
		const wide = { properties: many };
		expect(names({ properties: { a: wide, b: wide } })).toEqual(['a', 'b']);
	});

	it('keeps a dot in a name apart from the dots between names', () => {
		expect(names({ properties: { 'a.b~c': {} } })).toEqual(['a~1b~0c']);
	});
});

describe('alternatives that are all objects', () => {
	const email = {
		properties: { via: { const: 'email' }, to: { type: 'string' }, subject: {} },
		required: ['via', 'to', 'subject'],
	};
	const call = {
		properties: { via: { const: 'call' }, to: { type: 'string' } },
		required: ['via', 'to'],
	};

	it('are one form, with what tells them apart as a choice', () => {
		const fields = toFormFields({ type: 'object', oneOf: [email, call] });
		expect(fields).toMatchObject([
			{
				name: 'via',
				kind: 'options',
				required: true,
				choices: [{ value: 'email' }, { value: 'call' }],
			},
			{ name: 'to', kind: 'string', required: true },
			{ name: 'subject', required: false },
		]);
	});

	it('are laid out within an argument, too', () => {
		const fields = toFormFields({ properties: { channel: { anyOf: [email, call] } } });
		expect(fields.map(({ name }) => name)).toEqual([
			'channel.via',
			'channel.to',
			'channel.subject',
		]);
	});

	it('take text or JSON for a property that has another type in each', () => {
		const fields = toFormFields({
			oneOf: [
				{ properties: { id: { type: 'string' } } },
				{ properties: { id: { type: 'integer' } } },
			],
		});
		expect(fields).toMatchObject([{ name: 'id', kind: 'any' }]);
	});
});
