import { type JsonSchema, followPointer, isSchemaObject } from '../../form/json-schema';
import { withNote } from './note';
import { mapSubschemas } from './subschemas';

/** What other languages call the types of JSON Schema. */
const TYPE_NAMES: Readonly<Record<string, string>> = {
	bool: 'boolean',
	decimal: 'number',
	dict: 'object',
	double: 'number',
	float: 'number',
	int: 'integer',
	int32: 'integer',
	int64: 'integer',
	list: 'array',
	long: 'integer',
	map: 'object',
	none: 'null',
	str: 'string',
	text: 'string',
	tuple: 'array',
};
const TYPES = new Set(['array', 'boolean', 'integer', 'null', 'number', 'object', 'string']);
/** Of a number whose limits draft-04 calls exclusive with a yes or no. */
const EXCLUSIVE = [
	['exclusiveMinimum', 'minimum'],
	['exclusiveMaximum', 'maximum'],
] as const;

/**
 * The schema without what makes providers refuse a whole request, or n8n fail on it, for one tool of
 * many: patterns that are no regular expressions of JavaScript, limits as draft-04 has them, types
 * of other languages, references to nowhere. What is left out is said in words.
 */
export function toSound(root: JsonSchema): JsonSchema {
	const mend = (schema: unknown): unknown => {
		if (!isSchemaObject(schema)) return schema;
		const inner = mapSubschemas(schema, mend);
		return [
			mendReference(root),
			mendType,
			mendLimits,
			mendPattern,
			mendPatternNames,
			mendRequired,
		].reduce((mended, step) => step(mended), inner);
	};
	return mend(root) as JsonSchema;
}

const mendReference =
	(root: JsonSchema) =>
	(schema: JsonSchema): JsonSchema => {
		const { $ref, ...rest } = schema;
		if ($ref === undefined) return schema;
		if (typeof $ref !== 'string') return rest;
		const isAnchor = /^#[^/]/.test($ref);
		return isAnchor || followPointer($ref, root) !== undefined ? schema : rest;
	};

function mendType(schema: JsonSchema): JsonSchema {
	const { type, ...rest } = schema;
	if (type === undefined) return schema;
	const given: unknown[] = Array.isArray(type) ? type : [type];
	const known = given
		.map((each) => (typeof each === 'string' ? (TYPE_NAMES[each.toLowerCase()] ?? each) : ''))
		.filter((each) => TYPES.has(each));
	if (known.length === 0) return rest;
	return { ...schema, type: Array.isArray(type) ? known : known[0] };
}

function mendLimits(schema: JsonSchema): JsonSchema {
	return EXCLUSIVE.reduce((mended, [exclusive, inclusive]) => {
		const { [exclusive]: isExclusive, ...rest } = mended;
		if (typeof isExclusive !== 'boolean') return mended;
		const { [inclusive]: limit, ...unlimited } = rest;
		return isExclusive && limit !== undefined ? { ...unlimited, [exclusive]: limit } : rest;
	}, schema);
}

function mendPattern(schema: JsonSchema): JsonSchema {
	const { pattern, ...rest } = schema;
	if (pattern === undefined || isPattern(pattern)) return schema;
	return typeof pattern === 'string' ? withNote(rest, `(pattern: ${pattern})`) : rest;
}

function mendPatternNames(schema: JsonSchema): JsonSchema {
	const { patternProperties } = schema;
	if (!isSchemaObject(patternProperties)) return schema;
	const kept = Object.entries(patternProperties).filter(([pattern]) => isPattern(pattern));
	return { ...schema, patternProperties: Object.fromEntries(kept) };
}

/** Draft-03 says of each property whether it is required. */
function mendRequired(schema: JsonSchema): JsonSchema {
	const { required, ...rest } = schema;
	return required === undefined || Array.isArray(required) ? schema : rest;
}

function isPattern(pattern: unknown): boolean {
	if (typeof pattern !== 'string') return false;
	try {
		return new RegExp(pattern) instanceof RegExp;
	} catch {
		return false; // Of another dialect: named groups, flags and the like.
	}
}
