import { ContentError } from './content-error';
import { TEXT_FORMATS } from './form-field';
import { isJsonObject, type JsonObject } from '../../protocol/json-rpc';
import { compileArgumentValidator, SchemaError } from '../../schema/argument-validator';

type Check = (value: unknown) => boolean;
/** What each keyword of a type may hold. */
type Keywords = Record<string, Check>;

const isText: Check = (value) => typeof value === 'string';
const isNumber: Check = (value) => typeof value === 'number' && Number.isFinite(value);
const isCount: Check = (value) => Number.isSafeInteger(value) && Number(value) >= 0;
const isListOf =
	(isElement: Check): Check =>
	(value) =>
		Array.isArray(value) && value.every(isElement);
const isTitledChoice: Check = (value) =>
	isJsonObject(value) && isText(value.const) && isText(value.title);

const head: Keywords = { type: isText, title: isText, description: isText };
const numeric: Keywords = { ...head, minimum: isNumber, maximum: isNumber, default: isNumber };

/** The primitives of the protocol (schema 2025-11-25 and 2026-07-28, PrimitiveSchemaDefinition). */
const PRIMITIVES: Record<string, Keywords> = {
	string: {
		...head,
		default: isText,
		minLength: isCount,
		maxLength: isCount,
		pattern: isText,
		format: (value) => TEXT_FORMATS.some((format) => format === value),
		enum: isListOf(isText),
		enumNames: isListOf(isText),
		oneOf: isListOf(isTitledChoice),
	},
	number: numeric,
	integer: { ...numeric, default: (value) => Number.isInteger(value) },
	boolean: { ...head, default: (value) => typeof value === 'boolean' },
	array: {
		...head,
		minItems: isCount,
		maxItems: isCount,
		default: isListOf(isText),
		items: (value) =>
			isJsonObject(value) &&
			(isListOf(isText)(value.enum) || isListOf(isTitledChoice)(value.anyOf)),
	},
};

const TOP = new Set(['$schema', 'type', 'properties', 'required']);

/**
 * Checks a schema that was written by hand: clients show forms for an object of primitives only.
 *
 * @throws ContentError naming the property and the keyword that the protocol does not allow
 */
export function checkRequestedSchema(schema: unknown): JsonObject {
	if (!isJsonObject(schema)) throw refused('is not a JSON object');
	if (schema.type !== 'object') throw refused('does not have the type "object" at the top level');
	const { properties, required = [] } = schema;
	if (!isJsonObject(properties)) throw refused('has no "properties"');
	const strange = Object.keys(schema).find((keyword) => !TOP.has(keyword));
	if (strange !== undefined) throw refused(`has an unsupported "${strange}" at the top level`);
	for (const [name, property] of Object.entries(properties)) checkProperty(name, property);
	if (!isListOf(isText)(required)) throw refused('has a "required" that is not a list of names');
	const missing = (required as string[]).find((name) => !Object.hasOwn(properties, name));
	if (missing !== undefined) throw refused(`requires "${missing}", which is not a property`);
	return compilable(schema);
}

/** Answers are checked against the schema, so a pattern that is none must not come that far. */
function compilable(schema: JsonObject): JsonObject {
	try {
		compileArgumentValidator(schema);
		return schema;
	} catch (error) {
		throw error instanceof SchemaError ? refused(`cannot be used: ${error.message}`) : error;
	}
}

function checkProperty(name: string, property: unknown): void {
	if (!isJsonObject(property)) throw refused(`has a property "${name}" that is not an object`);
	const { type } = property;
	const keywords =
		typeof type === 'string' && Object.hasOwn(PRIMITIVES, type) ? PRIMITIVES[type] : undefined;
	if (keywords === undefined) {
		throw refused(
			`has a property "${name}" of the unsupported type ${JSON.stringify(type) ?? 'nothing'}`,
		);
	}
	for (const [keyword, value] of Object.entries(property)) {
		if (!Object.hasOwn(keywords, keyword)) {
			throw refused(`has an unsupported "${keyword}" in its property "${name}"`);
		}
		if (!keywords[keyword]?.(value)) {
			throw refused(`has a "${keyword}" in its property "${name}" that is not valid`);
		}
	}
	if (type === 'array' && property.items === undefined) {
		throw refused(`has a property "${name}" of the type "array" without choices`);
	}
}

function refused(problem: string): ContentError {
	return new ContentError(
		'requestedSchema',
		problem,
		'Clients can show only flat objects as forms. Each property must be a "string" (with "format", "minLength", "maxLength", "enum" or "oneOf" of "const" and "title"), a "number", an "integer", a "boolean", or an "array" with "items" of "enum" or "anyOf".',
	);
}
