import type { OpenApiDocument } from './document';

export type Direction = 'request' | 'response';

type Node = Record<string, unknown>;

function isNode(value: unknown): value is Node {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * OpenAPI 3.0 says `nullable`, and a boolean for exclusive bounds; vendors say so in 3.1, too.
 * JSON Schema 2020-12 has other words.
 */
function inNewWords(node: Node): Node {
	const { nullable, ...rest } = node;
	const schema = withNullInEnum(withPrefixItems(withNumericBounds(withUsablePattern(rest))));
	if (nullable !== true) return schema;
	if (typeof schema.type === 'string' && schema.enum === undefined) {
		return { ...schema, type: [schema.type, 'null'] };
	}
	return { anyOf: [schema, { type: 'null' }] };
}

/** Other languages' expressions, such as `(?i)…`, cannot be run here and are not checked. */
function withUsablePattern(node: Node): Node {
	const { pattern, ...rest } = node;
	if (typeof pattern !== 'string') return node;
	try {
		return { ...rest, pattern: new RegExp(pattern).source };
	} catch (error) {
		if (!(error instanceof SyntaxError)) throw error;
		return rest;
	}
}

/** Where the type allows null, vendors mean that its list of values does, too. */
function withNullInEnum(node: Node): Node {
	const { type, enum: values } = node;
	if (!Array.isArray(type) || !type.includes('null') || !Array.isArray(values)) return node;
	return { ...node, enum: [...new Set([...(values as unknown[]), null])] };
}

/** A list of schemas, one a place. */
function withPrefixItems(node: Node): Node {
	const { items, ...rest } = node;
	return Array.isArray(items) ? { ...rest, prefixItems: items as unknown[] } : node;
}

function withNumericBounds(node: Node): Node {
	const schema = { ...node };
	for (const [exclusive, bound] of [
		['exclusiveMinimum', 'minimum'],
		['exclusiveMaximum', 'maximum'],
	] as const) {
		if (typeof schema[exclusive] !== 'boolean') continue;
		if (schema[exclusive]) {
			schema[exclusive] = schema[bound];
			delete schema[bound];
		} else delete schema[exclusive];
	}
	return schema;
}

/** `required` does not hold for what only the other side may send. */
function withoutForeignRequired(node: Node, direction: Direction): Node {
	const { required, properties } = node;
	if (!Array.isArray(required) || !isNode(properties)) return node;
	const mark = direction === 'request' ? 'readOnly' : 'writeOnly';
	const own = required.filter((name) => {
		const property = properties[String(name)];
		return !isNode(property) || property[mark] !== true;
	});
	return { ...node, required: own };
}

/** Keywords whose values are data, not schemas. */
const DATA = ['example', 'examples', 'default', 'enum', 'const'];

/** The name of a property may be any keyword, so that its own level is never read as a schema. */
const MAPS = ['properties', 'patternProperties', 'schemas', 'paths', 'responses', 'content'];

/**
 * A document whose schemas are JSON Schema 2020-12 as far as they are used here, for bodies that go
 * this way. `discriminator`, `xml` and the like are left to the validator to ignore.
 */
export function toJsonSchema(document: OpenApiDocument, direction: Direction): OpenApiDocument {
	const visit = (value: unknown): unknown => {
		if (Array.isArray(value)) return value.map(visit);
		if (!isNode(value)) return value;
		const entries = Object.entries(value).map(([key, child]) => [key, visitChild(key, child)]);
		const node = withoutForeignRequired(Object.fromEntries(entries) as Node, direction);
		return inNewWords(node);
	};
	const visitChild = (key: string, child: unknown): unknown => {
		if (DATA.includes(key)) return child;
		if (!MAPS.includes(key) || !isNode(child)) return visit(child);
		return Object.fromEntries(Object.entries(child).map(([name, each]) => [name, visit(each)]));
	};
	return visit(document) as OpenApiDocument;
}
