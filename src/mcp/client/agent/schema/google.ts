import type { JsonSchema } from '../../form/json-schema';
import { type Adapted, unchanged } from './adapted-schema';
import { type Subset, adaptToSubset } from './subset';

/**
 * Google's Schema object, a subset of OpenAPI 3.0: `nullable` for null, choices of text only. It has
 * `anyOf`, but the library through which n8n reaches Vertex AI (`@langchain/google-common`) refuses
 * any union, so there is none.
 * https://ai.google.dev/api/caching#Schema
 */
const GOOGLE: Subset = {
	keywords: new Set([
		'description',
		'maxItems',
		'maxLength',
		'maximum',
		'minItems',
		'minLength',
		'minimum',
		'pattern',
		'type',
	]),
	formats: new Set(['date-time']),
	optional: 'not listed',
	unions: 'JSON text',
	withNull: (schema) => ({ ...schema, nullable: true }),
	choice,
};

/** The arguments of a tool for Gemini models. */
export function toGoogle(inputSchema: JsonSchema): Adapted {
	return adaptToSubset(inputSchema, GOOGLE);
}

/** Numbers and booleans are chosen by their text. Empty text cannot be chosen. */
function choice(values: unknown[]): Adapted | undefined {
	if (values.some((value) => typeof value === 'object' || value === '')) return undefined;
	const byText = new Map(values.map((value) => [String(value), value]));
	const isText = values.every((value) => typeof value === 'string');
	return {
		form: 'value',
		schema: { type: 'string', enum: [...byText.keys()] },
		restore: isText
			? unchanged
			: (value) => (byText.has(String(value)) ? byText.get(String(value)) : value),
	};
}
