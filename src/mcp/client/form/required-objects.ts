import { mergeObjectAlternatives } from './alternatives';
import { type JsonSchema, isSchemaObject, resolveSchema } from './json-schema';

/** As deep as a form goes. */
const DEPTH_MAX = 3;

/**
 * The arguments with an empty object wherever the schema requires an object whose fields were all
 * left empty: a form has no place to say that an object is there but empty.
 */
export function withRequiredObjects(
	args: Record<string, unknown>,
	inputSchema: JsonSchema,
): Record<string, unknown> {
	return fill(args, inputSchema, inputSchema, DEPTH_MAX);
}

function fill(
	value: Record<string, unknown>,
	schema: unknown,
	root: JsonSchema,
	depth: number,
): Record<string, unknown> {
	const { properties, required } = mergeObjectAlternatives(resolveSchema(schema, root), root);
	if (depth === 0 || !isSchemaObject(properties)) return value;
	const names = (Array.isArray(required) ? required : []).map(String);
	const entries = names
		.filter((name) => isSchemaObject(resolveSchema(properties[name], root).properties))
		.map((name): [string, unknown] => {
			const below = Object.hasOwn(value, name) ? value[name] : {};
			return [name, isSchemaObject(below) ? fill(below, properties[name], root, depth - 1) : below];
		});
	return { ...value, ...Object.fromEntries(entries) };
}
