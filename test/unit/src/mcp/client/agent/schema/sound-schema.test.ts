import {
	type CompatibilityProfile,
	adaptSchema,
} from '../../../../../../../src/mcp/client/agent/schema/compatibility';
import { toSound } from '../../../../../../../src/mcp/client/agent/schema/sound-schema';

const withProperty = (a: object) => ({ type: 'object', properties: { a } });

it.each([
	{
		what: 'a pattern of another dialect',
		given: { type: 'string', pattern: '^(?i)abc$' },
		sound: { type: 'string', description: '(pattern: ^(?i)abc$)' },
	},
	{
		what: 'a pattern of JavaScript',
		given: { type: 'string', pattern: '^[a-z]+$' },
		sound: { type: 'string', pattern: '^[a-z]+$' },
	},
	{
		what: 'a name pattern of another dialect',
		given: { type: 'object', patternProperties: { '(?P<x>a)': {}, '^b': {} } },
		sound: { type: 'object', patternProperties: { '^b': {} } },
	},
	{
		what: 'a limit that draft-04 calls exclusive',
		given: { type: 'number', minimum: 0, exclusiveMinimum: true },
		sound: { type: 'number', exclusiveMinimum: 0 },
	},
	{
		what: 'a limit that draft-04 calls inclusive',
		given: { type: 'number', maximum: 9, exclusiveMaximum: false },
		sound: { type: 'number', maximum: 9 },
	},
	{ what: 'a type of another language', given: { type: 'int' }, sound: { type: 'integer' } },
	{ what: 'a type that there is not', given: { type: 'money' }, sound: {} },
	{
		what: 'types of which one is unknown',
		given: { type: ['str', 'any'] },
		sound: { type: ['string'] },
	},
	{
		what: 'a reference to nowhere',
		given: { $ref: '#/$defs/gone', title: 'A' },
		sound: { title: 'A' },
	},
	{ what: 'a reference into the web', given: { $ref: 'https://a.example/s.json' }, sound: {} },
	{
		what: 'required as in draft-03',
		given: { type: 'string', required: true },
		sound: { type: 'string' },
	},
])('$what is mended wherever it stands', ({ given, sound }) => {
	expect(toSound(withProperty(given))).toEqual(withProperty(sound));
	const list = { type: 'array', items: { anyOf: [given] } };
	expect(toSound(withProperty(list))).toEqual(
		withProperty({ type: 'array', items: { anyOf: [sound] } }),
	);
});

it('a reference to a definition, or to an anchor, stays', () => {
	const schema = {
		type: 'object',
		properties: { a: { $ref: '#/$defs/a' }, b: { $ref: '#b' } },
		$defs: { a: { type: 'string' }, b: { $anchor: 'b' } },
	};
	expect(toSound(schema)).toEqual(schema);
});

it.each<CompatibilityProfile>(['asIs', 'standard', 'openAiStrict', 'google'])(
	'no profile lets a pattern through on which n8n would fail: %s',
	(profile) => {
		const schema = withProperty({ type: 'string', pattern: '^(?i)abc$' });
		for (const reader of ['json', 'zod'] as const) {
			const text = JSON.stringify(adaptSchema(schema, profile, reader).schema);
			expect(text).not.toContain('"pattern"');
		}
	},
);
