import type { Tool } from '@modelcontextprotocol/server';

import { isJsonObject, type JsonObject } from '../../protocol/json-rpc';
import { SchemaError } from '../../schema/argument-validator';

export const FIELD_TYPES = ['string', 'number', 'integer', 'boolean', 'array', 'object'] as const;
export type FieldType = (typeof FIELD_TYPES)[number];

/** One argument of a tool, as a form asks for it. */
export interface InputField {
	name: string;
	type: FieldType;
	description?: string;
	required: boolean;
	/** The only values allowed; empty for any. Written as text, read by the field's type. */
	allowedValues?: readonly string[];
}

export type InputDeclaration = (
	| { kind: 'fields'; fields: readonly InputField[] }
	/** JSON text, or what an expression made of it. */
	| { kind: 'schema'; schema: unknown }
) & {
	/** Whether to drop what clients add to the arguments (`tolerated`). */
	tolerant?: boolean;
};

type InputSchema = Tool['inputSchema'];

/**
 * The JSON Schema of a tool's arguments. A written schema goes to the client verbatim: rewriting
 * would lose keywords.
 *
 * @throws SchemaError if the declaration makes no schema of an object
 */
export function inputSchemaOf(input: InputDeclaration): InputSchema {
	return input.kind === 'fields' ? fieldsToSchema(input.fields) : readObjectSchema(input.schema);
}

function fieldsToSchema(fields: readonly InputField[]): InputSchema {
	const properties = new Map<string, JsonObject>();
	for (const field of fields) {
		if (field.name.trim() === '') throw new SchemaError('a field has no name');
		if (RESERVED_NAMES.has(field.name)) {
			throw new SchemaError(`"${field.name}" is a reserved name. Use another name for the field`);
		}
		if (properties.has(field.name)) throw new SchemaError(`two fields are named "${field.name}"`);
		properties.set(field.name, fieldToSchema(field));
	}
	const required = fields.filter((field) => field.required).map(({ name }) => name);
	const schema: JsonObject = {
		type: 'object',
		properties: Object.fromEntries(properties),
		...(required.length > 0 ? { required } : {}),
		additionalProperties: false,
	};
	return schema as InputSchema;
}

/** `_mcp` is where a flow finds its caller; the other would change the object it is put into. */
const RESERVED_NAMES = new Set(['_mcp', '__proto__']);

function fieldToSchema({ name, type, description, allowedValues = [] }: InputField): JsonObject {
	return {
		type,
		...(type === 'array' ? { items: {} } : {}), // Clients refuse tools with lists of they know not what.
		...(description ? { description } : {}),
		...(allowedValues.length > 0
			? { enum: allowedValues.map((value) => readValue(name, type, value)) }
			: {}),
	};
}

function readValue(name: string, type: FieldType, text: string): unknown {
	if (type === 'string') return text;
	const value = type === 'number' || type === 'integer' ? Number(text) : Number.NaN;
	const fits =
		text.trim() !== '' && (type === 'integer' ? Number.isInteger(value) : !Number.isNaN(value));
	if (fits) return value;
	throw new SchemaError(
		`the allowed value "${text}" of the field "${name}" is not of the type ${type}`,
	);
}

/** @throws SchemaError if it is not the JSON Schema of an object */
export function readObjectSchema(declared: unknown): InputSchema {
	const schema = typeof declared === 'string' ? parseJson(declared) : declared;
	if (!isJsonObject(schema)) throw new SchemaError('must be a JSON object');
	if (schema.type !== 'object') {
		throw new SchemaError('must have "type": "object"');
	}
	return schema as InputSchema;
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch (error) {
		throw new SchemaError(`is not JSON: ${error instanceof Error ? error.message : String(error)}`);
	}
}
