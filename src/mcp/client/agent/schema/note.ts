import type { JsonSchema } from '../../form/json-schema';

/** Of a rule longer than this only the beginning goes into a description. */
const RULE_LENGTH = 300;

/**
 * The schema with a sentence added to its description: what a provider's subset of JSON Schema
 * cannot say is said in words, so that the model still knows it.
 */
export function withNote(schema: JsonSchema, note: string): JsonSchema {
	const { description } = schema;
	const before = typeof description === 'string' && description !== '' ? `${description} ` : '';
	return { ...schema, description: `${before}${note}` };
}

/** The schema with its keywords that are not among the allowed ones turned into a note. */
export function onlyKeywords(schema: JsonSchema, allowed: ReadonlySet<string>): JsonSchema {
	const entries = Object.entries(schema);
	const kept = Object.fromEntries(entries.filter(([keyword]) => allowed.has(keyword)));
	const rules = entries
		.filter(([keyword]) => !allowed.has(keyword) && !SAYS_NOTHING.has(keyword))
		.map(([keyword, value]) => `${keyword}: ${excerptOf(value)}`);
	return rules.length === 0 ? kept : withNote(kept, `(${rules.join('; ')})`);
}

/** Keywords that a model has no use for. */
const SAYS_NOTHING = new Set([
	'$anchor',
	'$comment',
	'$defs',
	'$dynamicAnchor',
	'$id',
	'$schema',
	'additionalProperties',
	'definitions',
	'deprecated',
	'title',
	'unevaluatedProperties',
]);

function excerptOf(value: unknown): string {
	const text = JSON.stringify(value);
	return text.length > RULE_LENGTH ? `${text.slice(0, RULE_LENGTH)}…` : text;
}
