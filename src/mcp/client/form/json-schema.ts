/** A JSON Schema as it comes from a server: nothing about it is certain. */
export type JsonSchema = Record<string, unknown>;

export function isSchemaObject(value: unknown): value is JsonSchema {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Follows the local references of a schema (`#`, `#/$defs/…`, any JSON Pointer) and folds `allOf`
 * into one schema, so that its own keywords can be read. Keywords beside a reference win over those
 * behind it. What lies deeper is left as it is. A reference that leads back to itself, into another
 * document or nowhere stands for "any value": `{}`.
 */
export function resolveSchema(schema: unknown, root: JsonSchema): JsonSchema {
	return resolve(schema, root, new Set());
}

function resolve(schema: unknown, root: JsonSchema, seen: ReadonlySet<unknown>): JsonSchema {
	if (!isSchemaObject(schema) || seen.has(schema)) return {};
	const { $ref, allOf, ...own } = schema;
	const parts = [
		...(typeof $ref === 'string' ? [followPointer($ref, root)] : []),
		...toList(allOf),
	];
	const path = new Set([...seen, schema]);
	return [...parts.map((part) => resolve(part, root, path)), own].reduce(fold, {});
}

/** Both sides hold: properties and required names add up, any other keyword is the later one's. */
function fold(first: JsonSchema, second: JsonSchema): JsonSchema {
	const merged = { ...first, ...second };
	if (isSchemaObject(first.properties) && isSchemaObject(second.properties)) {
		merged.properties = { ...first.properties, ...second.properties };
	}
	merged.required = [...toList(first.required), ...toList(second.required)];
	return merged;
}

function toList(value: unknown): unknown[] {
	return Array.isArray(value) ? value : [];
}

/** What a local reference (`#` or `#/a/b`) points at; undefined if that is nowhere or elsewhere. */
export function followPointer(reference: string, root: JsonSchema): unknown {
	if (reference === '#') return root;
	if (!reference.startsWith('#/')) return undefined;
	const steps = decodePointer(reference.slice(2));
	return steps.reduce<unknown>((at, step) => {
		const holdsStep = typeof at === 'object' && at !== null && Object.hasOwn(at, step);
		return holdsStep ? (at as Record<string, unknown>)[step] : undefined;
	}, root);
}

/** RFC 6901 in a URI fragment: percent-encoded, `~1` is a slash and `~0` a tilde. */
function decodePointer(pointer: string): string[] {
	const decoded = /%(?![0-9A-Fa-f]{2})/.test(pointer) ? pointer : decodeURIComponent(pointer);
	return decoded.split('/').map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}
