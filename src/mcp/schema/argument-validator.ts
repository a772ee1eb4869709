import type { JsonObject } from '../protocol/json-rpc';
import {
	Ajv,
	Ajv2020,
	addFormats,
	type AnySchemaObject,
	type ErrorObject,
	type ValidateFunction,
} from '../../third-party/ajv';

/** One thing that is wrong with a value: where (JSON Pointer, empty for the whole) and what. */
export interface Problem {
	path: string;
	message: string;
}

/** Gives the problems of a value, none if it fits. Fills defaults of the schema into the value. */
export type ArgumentValidator = (value: JsonObject) => Problem[];

/** The schema itself cannot be used: not JSON Schema, an unknown dialect, an outside reference. */
export class SchemaError extends Error {
	override readonly name = 'SchemaError';
}

/** Compiling costs milliseconds, so compiled schemas are kept; the oldest goes when it is full. */
const CACHE_SIZE = 500;
const compiled = new Map<string, ArgumentValidator>();

/**
 * Compiles a tool's input schema. JSON Schema 2020-12 unless `$schema` names draft-07. References to
 * other documents are never fetched.
 *
 * @throws SchemaError with the validator's reason
 */
export function compileArgumentValidator(schema: JsonObject): ArgumentValidator {
	const key = JSON.stringify(schema);
	const known = compiled.get(key);
	if (known) return known;
	const validator = toArgumentValidator(compile(schema));
	if (compiled.size >= CACHE_SIZE) compiled.delete(compiled.keys().next().value as string);
	compiled.set(key, validator);
	return validator;
}

function compile(schema: JsonObject): ValidateFunction {
	// A compiler a schema: `$id`s of different tools must not meet in one registry.
	const ajv = createAjv(schema.$schema);
	addFormats(ajv);
	try {
		return ajv.compile(schema as AnySchemaObject);
	} catch (error) {
		throw new SchemaError(error instanceof Error ? error.message : String(error));
	}
}

function createAjv(dialect: unknown): Ajv {
	const options = { allErrors: true, strict: false, useDefaults: true, logger: false } as const;
	if (dialect === undefined) return new Ajv2020(options);
	const name = typeof dialect === 'string' ? dialect.replace(/#$/, '') : JSON.stringify(dialect);
	if (name === 'https://json-schema.org/draft/2020-12/schema') return new Ajv2020(options);
	if (/^https?:\/\/json-schema\.org\/draft-07\/schema$/.test(name)) return new Ajv(options);
	throw new SchemaError(`unknown dialect "${name}": use JSON Schema 2020-12 or draft-07`);
}

function toArgumentValidator(validate: ValidateFunction): ArgumentValidator {
	return (value) => (validate(value) ? [] : (validate.errors ?? []).map(toProblem));
}

function toProblem(error: ErrorObject): Problem {
	const message = error.message ?? `fails "${error.keyword}"`;
	return { path: error.instancePath, message: `${message}${detail(error)}` };
}

/** What the validator's own message leaves out and a caller needs to mend the value. */
function detail({ keyword, params }: ErrorObject): string {
	const values: Record<string, unknown> = params;
	if (keyword === 'enum') return `: ${JSON.stringify(values.allowedValues)}`;
	if (keyword === 'const') return `: ${JSON.stringify(values.allowedValue)}`;
	if (keyword === 'additionalProperties') return `: "${String(values.additionalProperty)}"`;
	return '';
}
