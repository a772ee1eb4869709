import { type JsonSchema, isSchemaObject } from '../../form/json-schema';

/** A schema that is one of several. */
export interface Alternatives {
	/** What holds whichever it is, annotations above all. */
	common: JsonSchema;
	/** Without those that only allow `null`. */
	branches: JsonSchema[];
	/** Whether `null` is one of them. */
	nullable: boolean;
}

/**
 * The alternatives of `oneOf`, `anyOf` and `type: [...]`, or undefined if there is only one. Keywords
 * that belong to one type go with each branch of a `type` list: they say nothing of other types.
 */
export function alternativesOf(schema: JsonSchema): Alternatives | undefined {
	const { oneOf, anyOf, type, ...common } = schema;
	const listed = Array.isArray(oneOf) ? oneOf : anyOf;
	if (Array.isArray(listed)) {
		const other = Array.isArray(oneOf) && anyOf !== undefined && { anyOf };
		const shared = { ...common, ...(type !== undefined && { type }), ...other };
		return split(shared, listed.map(toBranch));
	}
	if (!Array.isArray(type)) return undefined;
	const { description, title, default: preset, ...rules } = common;
	const shared = Object.fromEntries(
		Object.entries({ description, title, default: preset }).filter(
			([, value]) => value !== undefined,
		),
	);
	return split(
		shared,
		type.map((each: unknown) => (each === 'null' ? { type: each } : { ...rules, type: each })),
	);
}

function split(common: JsonSchema, all: JsonSchema[]): Alternatives {
	const branches = all.filter((branch) => !isNull(branch));
	return { common, branches, nullable: branches.length < all.length };
}

function toBranch(branch: unknown): JsonSchema {
	return isSchemaObject(branch) ? branch : branch === false ? { not: {} } : {};
}

function isNull({ type, const: constant, enum: values }: JsonSchema): boolean {
	const onlyNull = Array.isArray(values) && values.length === 1 && values[0] === null;
	return type === 'null' || constant === null || onlyNull;
}

/** The values that a schema is limited to: its `enum`, its `const`, or those of all its branches. */
export function constantsOf(schema: JsonSchema): unknown[] | undefined {
	if (Object.hasOwn(schema, 'const')) return [schema.const];
	if (Array.isArray(schema.enum)) return schema.enum as unknown[];
	const branches = Array.isArray(schema.oneOf) ? schema.oneOf : schema.anyOf;
	if (!Array.isArray(branches) || branches.length === 0) return undefined;
	const each = branches.map((branch) => (isSchemaObject(branch) ? constantsOf(branch) : undefined));
	return each.every((values) => values !== undefined) ? each.flat() : undefined;
}
