import { type JsonSchema, isSchemaObject } from '../../form/json-schema';

/** Keywords of JSON Schema 2020-12 and draft-07 whose value is a schema, by where it stands. */
const ONE = new Set([
	'additionalItems',
	'additionalProperties',
	'contains',
	'contentSchema',
	'else',
	'if',
	'items',
	'not',
	'propertyNames',
	'then',
	'unevaluatedItems',
	'unevaluatedProperties',
]);
const LISTS = new Set(['allOf', 'anyOf', 'items', 'oneOf', 'prefixItems']);
const MAPS = new Set([
	'$defs',
	'definitions',
	'dependentSchemas',
	'patternProperties',
	'properties',
]);

/**
 * The schema with each schema directly inside it replaced. Values of other keywords are not looked
 * into: `{ enum: [{ $ref: 'x' }] }` holds no schema. `true` and `false` are handed over as they are.
 */
export function mapSubschemas(
	schema: JsonSchema,
	replace: (subschema: unknown) => unknown,
): JsonSchema {
	const entries = Object.entries(schema).map(([keyword, value]): [string, unknown] => {
		if (LISTS.has(keyword) && Array.isArray(value)) return [keyword, value.map(replace)];
		if (MAPS.has(keyword) && isSchemaObject(value)) return [keyword, mapValues(value, replace)];
		return [keyword, ONE.has(keyword) ? replace(value) : value];
	});
	return Object.fromEntries(entries);
}

/** The object with each of its values replaced, its keys and their order kept. */
export function mapValues(
	object: Record<string, unknown>,
	replace: (value: unknown) => unknown,
): Record<string, unknown> {
	return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, replace(value)]));
}
