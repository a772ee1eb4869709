import { type JsonSchema, isSchemaObject } from '../../form/json-schema';
import { flattenRoot } from './flat-root';
import { inlineReferences } from './inline-references';
import { mapSubschemas } from './subschemas';

/** What OpenAI, Anthropic and those who copy their interfaces refuse at the top of a schema. */
const NOT_AT_THE_TOP = [
	'$ref',
	'allOf',
	'anyOf',
	'const',
	'else',
	'enum',
	'if',
	'not',
	'oneOf',
	'then',
];

/**
 * The schema as it is, but for what OpenAI and Anthropic refuse even when they are not strict:
 * alternatives at its top, and lists that do not say of what.
 */
export function toStandard(inputSchema: JsonSchema): JsonSchema {
	const refused = NOT_AT_THE_TOP.some((keyword) => Object.hasOwn(inputSchema, keyword));
	const root = refused ? flattenRoot(inlineReferences(inputSchema)) : inputSchema;
	return withItems(root) as JsonSchema;
}

function withItems(schema: unknown): unknown {
	if (!isSchemaObject(schema)) return schema;
	const inner = mapSubschemas(schema, withItems);
	const isList =
		inner.type === 'array' || (Array.isArray(inner.type) && inner.type.includes('array'));
	return isList && inner.items === undefined ? { ...inner, items: {} } : inner;
}
