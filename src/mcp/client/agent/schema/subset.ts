import { type JsonSchema, isSchemaObject } from '../../form/json-schema';
import {
	type Adapted,
	type Restore,
	asJsonText,
	restoreArray,
	restoreObject,
	unchanged,
} from './adapted-schema';
import { type Alternatives, alternativesOf, constantsOf } from './alternatives';
import { inlineReferences } from './inline-references';
import { flattenRoot } from './flat-root';
import { mergeAllOf } from './merge-all-of';
import { onlyKeywords } from './note';

/** Which part of JSON Schema a provider takes for the arguments of a tool. */
export interface Subset {
	/** Keywords that stay. What others say goes into the description. */
	keywords: ReadonlySet<string>;
	/** Values of `format` that stay. */
	formats: ReadonlySet<string>;
	/** How a property is not required: it is not listed, or it is listed and may be `null`. */
	optional: 'not listed' | 'null';
	/** Whether a value may be of several kinds. If not, it is asked for as JSON text. */
	unions: 'anyOf' | 'JSON text';
	/** The same schema, but `null` is allowed too. */
	withNull: (schema: JsonSchema) => JsonSchema;
	/** A choice of scalar values, none of them `null`; undefined if the provider cannot have these. */
	choice: (values: unknown[]) => Adapted | undefined;
}

/** Arguments that a closed object has no place for. */
const OTHER_ARGUMENTS = 'other_arguments';

/**
 * A tool's input schema in the words of a subset. What cannot be said is either said in a
 * description or asked for as JSON text, so that no argument becomes impossible; the way back gives
 * the server the arguments that its own schema describes.
 */
export function adaptToSubset(inputSchema: JsonSchema, subset: Subset): Adapted {
	const root = flattenRoot(inlineReferences(inputSchema));
	if (!isOpen(root)) return adaptObject(root, subset);
	const { additionalProperties, patternProperties, ...closed } = root;
	const properties = { ...(root.properties as JsonSchema), [OTHER_ARGUMENTS]: {} };
	const { schema, restore } = adaptObject({ ...closed, properties }, subset);
	const others = asJsonText({
		description: 'Additional arguments, if any.',
		type: 'object',
		...(additionalProperties !== undefined && { additionalProperties }),
		...(patternProperties !== undefined && { patternProperties }),
	});
	const asked = subset.optional === 'null' ? subset.withNull(others.schema) : others.schema;
	return {
		form: 'value',
		schema: {
			...schema,
			properties: { ...(schema.properties as JsonSchema), [OTHER_ARGUMENTS]: asked },
		},
		restore: (value) => spreadOthers(restore(value)),
	};
}

function spreadOthers(value: unknown): unknown {
	if (!isSchemaObject(value)) return value;
	const { [OTHER_ARGUMENTS]: others, ...given } = value;
	return isSchemaObject(others) ? { ...others, ...given } : given;
}

function adapt(given: unknown, subset: Subset): Adapted {
	if (!isSchemaObject(given)) return asJsonText({});
	const schema = mergeAllOf(given);
	const values = constantsOf(schema);
	if (values) return adaptChoice(schema, values, subset);
	const alternatives = alternativesOf(schema);
	if (alternatives) return adaptAlternatives(schema, alternatives, subset);
	switch (typeOf(schema)) {
		case 'object':
			return isOpen(schema) || !isSchemaObject(schema.properties)
				? asJsonText(schema)
				: adaptObject(schema, subset);
		case 'array':
			return adaptArray(schema, subset);
		case 'string':
		case 'number':
		case 'integer':
		case 'boolean':
			return {
				form: 'value',
				schema: reduce({ ...schema, type: typeOf(schema) }, subset),
				restore: unchanged,
			};
		default:
			return asJsonText(schema);
	}
}

function adaptChoice(schema: JsonSchema, values: unknown[], subset: Subset): Adapted {
	const scalars = values.filter((value) => value !== null);
	const choice = scalars.length > 0 ? subset.choice(scalars) : undefined;
	if (!choice) return asJsonText(schema);
	const { description } = schema;
	const described = { ...(typeof description === 'string' && { description }), ...choice.schema };
	const isNullable = scalars.length < values.length;
	return {
		form: 'value',
		schema: isNullable ? subset.withNull(described) : described,
		restore: (value) => (value === null ? null : choice.restore(value)),
	};
}

function adaptAlternatives(
	schema: JsonSchema,
	{ common, branches, nullable }: Alternatives,
	subset: Subset,
): Adapted {
	const [only, ...others] = branches.map((branch) => adapt({ ...common, ...branch }, subset));
	if (!only) return asJsonText(schema);
	if (others.length === 0) {
		return nullable
			? {
					form: only.form,
					schema: subset.withNull(only.schema),
					restore: (value) => (value === null ? null : only.restore(value)),
				}
			: only;
	}
	const all = [only, ...others];
	const someText = all.some(({ form }) => form === 'JSON text');
	if (subset.unions === 'JSON text' || someText) return asJsonText(schema);
	const { description } = common;
	const union = {
		...(typeof description === 'string' && { description }),
		anyOf: all.map((branch) => branch.schema),
	};
	return {
		form: 'value',
		schema: nullable ? subset.withNull(union) : union,
		restore: (value) =>
			(all.find((branch) => fits(value, branch.schema))?.restore ?? unchanged)(value),
	};
}

/** Whether a value was made for a branch: its type, its properties, and what tells branches apart. */
function fits(value: unknown, { type, enum: values, properties }: JsonSchema): boolean {
	if (Array.isArray(values)) return values.includes(value);
	if (Array.isArray(value)) return type === 'array';
	if (!isSchemaObject(value)) {
		return type === typeof value || (type === 'integer' && typeof value === 'number');
	}
	if (type !== 'object' || !isSchemaObject(properties)) return false;
	return Object.entries(value).every(([name, each]) => {
		const property = properties[name];
		if (!isSchemaObject(property)) return false;
		return !Array.isArray(property.enum) || property.enum.includes(each);
	});
}

function adaptObject(schema: JsonSchema, subset: Subset): Adapted {
	const required = new Set(Array.isArray(schema.required) ? (schema.required as string[]) : []);
	const declared = isSchemaObject(schema.properties) ? schema.properties : {};
	const properties: JsonSchema = {};
	const ways = new Map<string, Restore>();
	const leftOut = new Set<string>();
	for (const [name, property] of Object.entries(declared)) {
		const adapted = adapt(property, subset);
		const mayBeNull = subset.optional === 'null' && !required.has(name);
		properties[name] = mayBeNull ? subset.withNull(adapted.schema) : adapted.schema;
		if (!required.has(name)) leftOut.add(name);
		ways.set(name, adapted.restore);
	}
	const listed = subset.optional === 'null' ? Object.keys(properties) : [...required];
	const { properties: _properties, required: _required, ...rest } = schema;
	return {
		form: 'value',
		schema: {
			...reduce({ ...rest, type: 'object' }, subset),
			properties,
			...((listed.length > 0 || subset.optional === 'null') && { required: listed }),
			...(subset.optional === 'null' && { additionalProperties: false }),
		},
		restore: restoreObject(ways, leftOut),
	};
}

function adaptArray(schema: JsonSchema, subset: Subset): Adapted {
	const { items, prefixItems, ...rest } = schema;
	if (Array.isArray(prefixItems) || Array.isArray(items)) return asJsonText(schema);
	const item = adapt(items ?? {}, subset);
	return {
		form: 'value',
		schema: { ...reduce({ ...rest, type: 'array' }, subset), items: item.schema },
		restore: restoreArray(item.restore),
	};
}

function reduce(schema: JsonSchema, { keywords, formats }: Subset): JsonSchema {
	const { format } = schema;
	const keepsFormat = typeof format === 'string' && formats.has(format);
	const allowed = keepsFormat ? new Set([...keywords, 'format']) : keywords;
	return onlyKeywords(schema, allowed);
}

/** Whether properties may be given that the schema does not list, and the schema says so. */
function isOpen({ additionalProperties, patternProperties }: JsonSchema): boolean {
	const takesMore = additionalProperties === true || isSchemaObject(additionalProperties);
	return (
		takesMore || (isSchemaObject(patternProperties) && Object.keys(patternProperties).length > 0)
	);
}

function typeOf({ type, properties, items, prefixItems }: JsonSchema): unknown {
	if (type !== undefined) return type;
	if (properties !== undefined) return 'object';
	return items !== undefined || prefixItems !== undefined ? 'array' : undefined;
}
