type Json = Record<string, unknown>;

/**
 * One construct of JSON Schema, as the arguments of a tool. The samples tell whether a schema that
 * somebody made of it still means the same.
 */
export interface Construct {
	/** Name of the tool as well. */
	name: string;
	title: string;
	schema: Json;
	/** Arguments that the schema accepts, and some that it refuses. */
	valid: Json[];
	invalid: Json[];
	/** Texts for the model that must not get lost. */
	words?: string[];
}

/** The construct is the schema of the only argument. */
function argument(
	name: string,
	title: string,
	schema: Json,
	samples: { valid: unknown[]; invalid: unknown[]; words?: string[]; $defs?: Json },
): Construct {
	const { valid, invalid, words, $defs } = samples;
	return {
		name,
		title,
		schema: {
			type: 'object',
			properties: { value: schema },
			required: ['value'],
			...($defs ? { $defs } : {}),
		},
		valid: valid.map((value) => ({ value })),
		invalid: [...invalid.map((value) => ({ value })), {}],
		...(words ? { words } : {}),
	};
}

const person = {
	type: 'object',
	properties: { name: { type: 'string' }, age: { type: 'integer' } },
	required: ['name'],
};

const byKind = (kind: string, field: string) => ({
	type: 'object',
	properties: { kind: { const: kind }, [field]: { type: 'string' } },
	required: ['kind', field],
});

const SIMPLE: Construct[] = [
	argument(
		'text',
		'string with `pattern`',
		{ type: 'string', pattern: '^[a-z]+$' },
		{
			valid: ['abc'],
			invalid: ['ABC', 1],
		},
	),
	argument(
		'number',
		'integer with bounds',
		{ type: 'integer', minimum: 1, maximum: 9 },
		{
			valid: [1, 9],
			invalid: [0, 10, 1.5],
		},
	),
	argument(
		'enum',
		'`enum` of strings',
		{ type: 'string', enum: ['warm', 'cold'] },
		{
			valid: ['warm'],
			invalid: ['hot'],
		},
	),
	argument(
		'enum_numbers',
		'`enum` of numbers',
		{ enum: [1, 2, 3] },
		{
			valid: [1],
			invalid: [4, '1'],
		},
	),
	argument('const', '`const`', { const: 'v1' }, { valid: ['v1'], invalid: ['v2'] }),
	argument(
		'type_array',
		'`type: [string, null]`',
		{ type: ['string', 'null'] },
		{
			valid: ['a', null],
			invalid: [1],
		},
	),
	argument(
		'type_array_mixed',
		'`type: [string, number]`',
		{ type: ['string', 'number'] },
		{
			valid: ['a', 1],
			invalid: [true],
		},
	),
	argument(
		'format',
		'`format: date-time`',
		{ type: 'string', format: 'date-time' },
		{
			valid: ['2026-01-01T00:00:00Z'],
			invalid: [1],
			words: ['date-time'],
		},
	),
	argument(
		'annotations',
		'`title`, `description`, `examples`',
		{
			type: 'string',
			title: 'Company domain',
			description: 'Without www',
			examples: ['n8n.io'],
		},
		{ valid: ['a'], invalid: [1], words: ['Company domain', 'Without www', 'n8n.io'] },
	),
	{
		name: 'default',
		title: '`default`',
		schema: { type: 'object', properties: { limit: { type: 'integer', default: 25 } } },
		valid: [{ limit: 1 }, {}],
		invalid: [{ limit: 'a' }],
		words: ['25'],
	},
];

const COMPOUND: Construct[] = [
	argument(
		'nested',
		'nested objects',
		{ type: 'object', properties: { person }, required: ['person'] },
		{
			valid: [{ person: { name: 'Kim' } }],
			invalid: [{}, { person: {} }, { person: { name: 'Kim', age: 'old' } }],
		},
	),
	argument(
		'array',
		'array of objects, `minItems`',
		{ type: 'array', items: person, minItems: 1 },
		{
			valid: [[{ name: 'Kim' }]],
			invalid: [[], [{}], ['Kim']],
		},
	),
	argument(
		'tuple',
		'`prefixItems`',
		{ type: 'array', prefixItems: [{ type: 'string' }, { type: 'number' }], items: false },
		{
			valid: [['a', 1]],
			invalid: [
				[1, 'a'],
				['a', 1, 2],
			],
		},
	),
	argument(
		'map',
		'typed `additionalProperties`',
		{ type: 'object', additionalProperties: { type: 'number' } },
		{
			valid: [{ a: 1 }],
			invalid: [{ a: 'b' }],
		},
	),
	argument(
		'pattern_properties',
		'`patternProperties`',
		{
			type: 'object',
			patternProperties: { '^x_': { type: 'number' } },
			additionalProperties: false,
		},
		{ valid: [{ x_a: 1 }], invalid: [{ x_a: 'b' }, { y: 1 }] },
	),
	argument(
		'any_of',
		'`anyOf`',
		{ anyOf: [{ type: 'string' }, person] },
		{
			valid: ['a', { name: 'Kim' }],
			invalid: [1, {}],
		},
	),
	argument(
		'one_of',
		'`oneOf` with a `const` that tells',
		{ oneOf: [byKind('mail', 'address'), byKind('call', 'number')] },
		{
			valid: [
				{ kind: 'mail', address: 'a' },
				{ kind: 'call', number: 'b' },
			],
			invalid: [{ kind: 'mail' }, { kind: 'fax', number: 'b' }],
		},
	),
	argument(
		'all_of',
		'`allOf`',
		{ allOf: [person, { type: 'object', required: ['age'] }] },
		{
			valid: [{ name: 'Kim', age: 1 }],
			invalid: [{ name: 'Kim' }, { age: 1 }],
		},
	),
	argument(
		'ref',
		'`$ref` to `$defs`',
		{ $ref: '#/$defs/person' },
		{
			valid: [{ name: 'Kim' }],
			invalid: [{}, 'Kim'],
			$defs: { person },
		},
	),
	argument(
		'recursive',
		'`$ref` to itself',
		{ $ref: '#/$defs/node' },
		{
			valid: [{ name: 'a', children: [{ name: 'b' }] }],
			invalid: [{}, { name: 1 }, { name: 'a', children: [{}] }],
			$defs: {
				node: {
					type: 'object',
					properties: {
						name: { type: 'string' },
						children: { type: 'array', items: { $ref: '#/$defs/node' } },
					},
					required: ['name'],
				},
			},
		},
	),
	argument(
		'not',
		'`not`',
		{ type: 'string', not: { enum: ['all'] } },
		{
			valid: ['one'],
			invalid: ['all', 1],
		},
	),
];

const contact = {
	email: { type: 'string' },
	phone: { type: 'string' },
	country: { type: 'string' },
};

const WHOLE: Construct[] = [
	{
		name: 'no_type',
		title: 'no `type` at the top',
		schema: { properties: { email: { type: 'string' } }, required: ['email'] },
		valid: [{ email: 'a' }],
		invalid: [{}, { email: 1 }],
	},
	{
		name: 'top_one_of',
		title: '`oneOf` at the top',
		schema: {
			type: 'object',
			properties: contact,
			oneOf: [{ required: ['email'] }, { required: ['phone'] }],
		},
		valid: [{ email: 'a' }, { phone: 'b' }],
		invalid: [{}, { country: 'de' }],
	},
	{
		name: 'dependent',
		title: '`dependentRequired`',
		schema: {
			type: 'object',
			properties: contact,
			dependentRequired: { phone: ['country'] },
		},
		valid: [{ email: 'a' }, { phone: 'b', country: 'de' }],
		invalid: [{ phone: 'b' }],
	},
	{
		name: 'if_then',
		title: '`if`, `then`',
		schema: {
			type: 'object',
			properties: contact,
			if: { properties: { country: { const: 'us' } }, required: ['country'] },
			then: { required: ['phone'] },
		},
		valid: [{ country: 'de' }, { country: 'us', phone: 'a' }],
		invalid: [{ country: 'us' }],
	},
	{
		name: 'closed',
		title: '`additionalProperties: false`',
		schema: {
			type: 'object',
			properties: { email: { type: 'string' } },
			additionalProperties: false,
		},
		valid: [{ email: 'a' }],
		invalid: [{ email: 'a', extra: 1 }],
	},
	{
		name: 'open',
		title: 'no properties, anything goes',
		schema: { type: 'object', additionalProperties: true },
		valid: [{}, { anything: 1 }],
		invalid: [],
	},
];

/** In the order of the table. */
export const CONSTRUCTS: Construct[] = [...SIMPLE, ...COMPOUND, ...WHOLE];
