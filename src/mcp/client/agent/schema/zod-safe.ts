import { type JsonSchema, isSchemaObject } from '../../form/json-schema';
import { inlineReferences } from './inline-references';
import { flattenRoot } from './flat-root';
import { mergeAllOf } from './merge-all-of';
import { withNote } from './note';
import { mapSubschemas } from './subschemas';

/** Keywords that n8n's conversion to zod and back does not keep (measured with n8n 2.41.1). */
const LOST = [
	'contains',
	'dependentRequired',
	'dependentSchemas',
	'else',
	'examples',
	'if',
	'maxContains',
	'maxProperties',
	'minContains',
	'minProperties',
	'not',
	'patternProperties',
	'propertyNames',
	'then',
	'title',
	'uniqueItems',
];
const NOTE_LENGTH = 300;
/** Values of `format` that it keeps. */
const FORMATS = new Set([
	'date',
	'date-time',
	'duration',
	'email',
	'ipv4',
	'ipv6',
	'time',
	'uri',
	'uuid',
]);

/**
 * A schema that says the same, written so that n8n's conversion to zod keeps as much as it can:
 * references inlined, `allOf` folded, `oneOf` as `anyOf`, tuples as a list of `items`, types written
 * out. What it cannot keep goes into descriptions. For readers of tools other than n8n's AI Agent.
 */
export function toZodSafe(inputSchema: JsonSchema): JsonSchema {
	return rewrite(flattenRoot(inlineReferences(inputSchema))) as JsonSchema;
}

function rewrite(given: unknown): unknown {
	if (!isSchemaObject(given)) return given;
	const { oneOf, prefixItems, ...own } = mergeAllOf(given);
	const union = Array.isArray(oneOf) && own.anyOf === undefined ? { anyOf: oneOf } : {};
	const tuple = Array.isArray(prefixItems) ? { items: prefixItems, type: 'array' } : {};
	const typed = { ...typeOf(own), ...own, ...union, ...tuple };
	return withoutLost(mapSubschemas(typed, rewrite));
}

/** The converter takes a schema without a type for "any value", whatever else it says. */
function typeOf({ properties, items, type }: JsonSchema): JsonSchema {
	if (type !== undefined) return {};
	if (properties !== undefined) return { type: 'object' };
	return items === undefined ? {} : { type: 'array' };
}

function withoutLost(schema: JsonSchema): JsonSchema {
	const { format } = schema;
	const keepsFormat = typeof format !== 'string' || FORMATS.has(format);
	const losing = keepsFormat ? LOST : [...LOST, 'format'];
	const lost = losing.filter((keyword) => Object.hasOwn(schema, keyword));
	if (lost.length === 0) return schema;
	const kept = Object.fromEntries(Object.entries(schema).filter(([name]) => !lost.includes(name)));
	const notes = lost
		.filter((keyword) => keyword !== 'title' || kept.description === undefined)
		.map((keyword) => `${keyword}: ${JSON.stringify(schema[keyword]).slice(0, NOTE_LENGTH)}`);
	return notes.length === 0 ? kept : withNote(kept, `(${notes.join('; ')})`);
}
