import type { OpenApiDocument } from './document';

export type Direction = 'request' | 'response';

type Node = Record<string, unknown>;

function isNode(value: unknown): value is Node {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** OpenAPI 3.0 says `nullable`, and a boolean for exclusive bounds; JSON Schema has other words. */
function fromVersion30(node: Node): Node {
	const { nullable, ...rest } = node;
	const schema = withNumericBounds(rest);
	if (nullable !== true) return schema;
	if (typeof schema.type === 'string' && schema.enum === undefined) {
		return { ...schema, type: [schema.type, 'null'] };
	}
	return { anyOf: [schema, { type: 'null' }] };
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
	const old = document.openapi.startsWith('3.0');
	const visit = (value: unknown): unknown => {
		if (Array.isArray(value)) return value.map(visit);
		if (!isNode(value)) return value;
		const entries = Object.entries(value).map(([key, child]) => [key, visitChild(key, child)]);
		const node = withoutForeignRequired(Object.fromEntries(entries) as Node, direction);
		return old ? fromVersion30(node) : node;
	};
	const visitChild = (key: string, child: unknown): unknown => {
		if (DATA.includes(key)) return child;
		if (!MAPS.includes(key) || !isNode(child)) return visit(child);
		return Object.fromEntries(Object.entries(child).map(([name, each]) => [name, visit(each)]));
	};
	return visit(document) as OpenApiDocument;
}
