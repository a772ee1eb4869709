import { type JsonSchema, isSchemaObject } from '../../form/json-schema';
import { mergeAllOf } from './merge-all-of';
import { withNote } from './note';

/**
 * A schema of arguments without `oneOf`, `anyOf`, `allOf`, `not`, `if` or `enum` at its top, which
 * OpenAI and Anthropic refuse there. The properties of all alternatives stand side by side, only
 * those are required that every alternative requires, and the description says what belongs
 * together; the server still checks it. References at the top must have been inlined.
 */
export function flattenRoot(schema: JsonSchema): JsonSchema {
	const { anyOf, oneOf, not, if: condition, then, else: otherwise, ...own } = mergeAllOf(schema);
	const { enum: values, const: constant, ...root } = { ...own, type: 'object' } as JsonSchema;
	const unsaid = { not, if: condition, then, else: otherwise, enum: values, const: constant };
	const flat = [oneOf, anyOf].filter(Array.isArray).reduce<JsonSchema>(addAlternatives, root);
	return withUnsaid({ ...flat, properties: propertiesOf(flat) }, unsaid);
}

function addAlternatives(root: JsonSchema, alternatives: unknown[]): JsonSchema {
	const branches = alternatives.filter(isSchemaObject).map(mergeAllOf);
	const properties = branches.reduce(
		(all, branch) => addProperties(all, propertiesOf(branch)),
		propertiesOf(root),
	);
	const [first = [], ...rest] = branches.map(requiredOf);
	const always = first.filter((name) => rest.every((names) => names.includes(name)));
	const closed = branches.every(({ additionalProperties }) => additionalProperties === false);
	const { additionalProperties, ...others } = root;
	return withNote(
		{
			...others,
			properties,
			...(closed
				? { additionalProperties: false }
				: additionalProperties !== undefined &&
					additionalProperties !== false && { additionalProperties }),
			required: [...new Set([...requiredOf(root), ...always])],
		},
		`Use one of these sets of arguments: ${branches.map(describeBranch).join('; or ')}.`,
	);
}

/** A property that alternatives describe in different ways may be any of them. */
function addProperties(all: JsonSchema, more: JsonSchema): JsonSchema {
	const merged: JsonSchema = { ...all };
	for (const [name, schema] of Object.entries(more)) {
		const known = all[name];
		const isNew = known === undefined || JSON.stringify(known) === JSON.stringify(schema);
		merged[name] = isNew ? schema : unite(known, schema);
	}
	return merged;
}

function unite(known: unknown, schema: unknown): JsonSchema {
	const constants = [known, schema].map(constantsOf);
	const [before, added] = constants;
	if (before && added) return { enum: [...new Set([...before, ...added])] };
	const alternatives = isSchemaObject(known) && Array.isArray(known.anyOf) ? known.anyOf : [known];
	return { anyOf: [...(alternatives as unknown[]), schema] };
}

/** The values of a schema that only lists values: what tells alternatives apart usually does. */
function constantsOf(schema: unknown): unknown[] | undefined {
	if (!isSchemaObject(schema)) return undefined;
	if (Object.hasOwn(schema, 'const')) return [schema.const];
	return Array.isArray(schema.enum) ? schema.enum : undefined;
}

function describeBranch(branch: JsonSchema): string {
	const names = Object.entries(propertiesOf(branch)).map(([name, schema]) => {
		const constants = constantsOf(schema);
		const value = constants?.length === 1 ? `: ${JSON.stringify(constants[0])}` : '';
		return `${name}${value}${requiredOf(branch).includes(name) ? '' : ' (optional)'}`;
	});
	const all = names.length > 0 ? names : requiredOf(branch);
	return `{ ${all.join(', ')} }`;
}

function withUnsaid(schema: JsonSchema, unsaid: JsonSchema): JsonSchema {
	const said = Object.entries(unsaid).filter(([, value]) => value !== undefined);
	if (said.length === 0) return schema;
	return withNote(schema, `Must also match: ${JSON.stringify(Object.fromEntries(said))}.`);
}

function propertiesOf({ properties }: JsonSchema): JsonSchema {
	return isSchemaObject(properties) ? properties : {};
}

function requiredOf({ required }: JsonSchema): string[] {
	return Array.isArray(required)
		? required.filter((name): name is string => typeof name === 'string')
		: [];
}
