import { type JsonSchema, isSchemaObject, resolveSchema } from './json-schema';

/** The alternatives of a schema, resolved, without those that only say that the value may be null. */
export function branchesOf({ anyOf, oneOf }: JsonSchema, root: JsonSchema): JsonSchema[] {
	const alternatives: unknown = Array.isArray(anyOf) ? anyOf : oneOf;
	if (!Array.isArray(alternatives)) return [];
	return alternatives
		.map((branch) => resolveSchema(branch, root))
		.filter((branch) => branch.type !== 'null' && branch.const !== null);
}

/**
 * Alternatives that are all objects as one object, so that a form can show them: it has the
 * properties of every alternative, and requires what all of them require. What tells them apart (a
 * property that is another constant in each) becomes a choice. Which properties go together is left
 * to the validation of what was filled in.
 */
export function mergeObjectAlternatives(schema: JsonSchema, root: JsonSchema): JsonSchema {
	const branches = branchesOf(schema, root);
	if (branches.length < 2 || !branches.every(isObjectWithProperties)) return schema;
	const { anyOf: _anyOf, oneOf: _oneOf, ...own } = schema;
	const base = isSchemaObject(own.properties) ? own.properties : {};
	const properties = branches.map((branch) => branch.properties as JsonSchema);
	const names = new Set([...Object.keys(base), ...properties.flatMap(Object.keys)]);
	const merged = [...names].map((name): [string, unknown] => {
		const versions = [base, ...properties].flatMap((part) =>
			Object.hasOwn(part, name) ? [part[name]] : [],
		);
		return [name, mergeVersions(versions, root)];
	});
	return {
		...own,
		type: 'object',
		properties: Object.fromEntries(merged),
		required: [...listOf(own.required), ...requiredByAll(branches)],
	};
}

function isObjectWithProperties({ type, properties }: JsonSchema): boolean {
	return (type === undefined || type === 'object') && isSchemaObject(properties);
}

function requiredByAll(branches: readonly JsonSchema[]): unknown[] {
	const [first, ...rest] = branches.map(({ required }) => listOf(required));
	return (first ?? []).filter((name) => rest.every((names) => names.includes(name)));
}

/** One schema for a property that alternatives describe in different ways. */
function mergeVersions(versions: readonly unknown[], root: JsonSchema): unknown {
	const [first] = versions;
	if (versions.every((version) => JSON.stringify(version) === JSON.stringify(first))) return first;
	const resolved = versions.map((version) => resolveSchema(version, root));
	const constants = resolved.flatMap(constantsOf);
	const { title, description } = resolved[0] ?? {};
	const words = {
		...(title !== undefined && { title }),
		...(description !== undefined && { description }),
	};
	const allConstant = resolved.every((version) => constantsOf(version).length > 0);
	if (allConstant) return { ...words, enum: [...new Set(constants)] };
	const types = new Set(resolved.map(({ type }) => JSON.stringify(type)));
	return types.size === 1 ? { ...words, type: resolved[0]?.type } : words;
}

function constantsOf({ const: constant, enum: values }: JsonSchema): unknown[] {
	return constant === undefined ? listOf(values) : [constant];
}

function listOf(value: unknown): unknown[] {
	return Array.isArray(value) ? value : [];
}
