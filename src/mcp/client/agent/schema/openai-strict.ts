import type { JsonSchema } from '../../form/json-schema';
import { type Adapted, unchanged } from './adapted-schema';
import { type Subset, adaptToSubset } from './subset';

/**
 * OpenAI's Structured Outputs, "Supported schemas": every object closed and all its properties
 * required, an optional one being a union with null.
 * https://platform.openai.com/docs/guides/structured-outputs#supported-schemas
 */
const OPENAI_STRICT: Subset = {
	keywords: new Set([
		'description',
		'exclusiveMaximum',
		'exclusiveMinimum',
		'maxItems',
		'maximum',
		'minItems',
		'minimum',
		'multipleOf',
		'pattern',
		'type',
	]),
	formats: new Set([
		'date',
		'date-time',
		'duration',
		'email',
		'hostname',
		'ipv4',
		'ipv6',
		'time',
		'uuid',
	]),
	optional: 'null',
	unions: 'anyOf',
	withNull,
	choice,
};

/** The arguments of a tool for models that are held to OpenAI's strict subset. */
export function toOpenAiStrict(inputSchema: JsonSchema): Adapted {
	return adaptToSubset(inputSchema, OPENAI_STRICT);
}

const NULL = { type: 'null' };
const isNotNull = (branch: JsonSchema) => branch.type !== 'null';

function withNull(schema: JsonSchema): JsonSchema {
	const { type, anyOf, enum: values } = schema;
	if (Array.isArray(type)) return schema; // It has been allowed before: no other list gets here.
	if (Array.isArray(anyOf))
		return { ...schema, anyOf: [...(anyOf as JsonSchema[]).filter(isNotNull), NULL] };
	if (type === 'object' || type === 'array') {
		const { description, ...rest } = schema;
		const described = description !== undefined && { description };
		return { ...described, anyOf: [rest, NULL] };
	}
	return {
		...schema,
		type: [type, 'null'],
		...(Array.isArray(values) && { enum: [...(values as unknown[]), null] }),
	};
}

/** Values of one type: a choice among several types is no choice that strict mode takes. */
function choice(values: unknown[]): Adapted | undefined {
	const [type, ...otherTypes] = [...new Set(values.map((value) => typeof value))];
	const isScalar = type === 'string' || type === 'number' || type === 'boolean';
	if (!isScalar || otherTypes.length > 0) return undefined;
	return { schema: { type, enum: values }, restore: unchanged, form: 'value' };
}
