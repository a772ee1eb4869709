import { type JsonObject, isJsonObject } from '../../protocol/json-rpc';

/** With it, a property says that its argument is repeated in the header `Mcp-Param-<value>`. */
const DECLARATION = 'x-mcp-header';
/** RFC 9110, section 5.1. */
const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
const TYPES: readonly unknown[] = ['string', 'integer', 'boolean'];

/**
 * Why the headers that a tool declares for its arguments cannot be sent; undefined if they can. Clients
 * must leave such a tool out (SEP-2243): a declaration is a header name, unique whatever its capitals,
 * on a text, integer or boolean that is reached through `properties` alone.
 */
export function headerProblemOf(inputSchema: JsonObject): string | undefined {
	const names = new Set<string>();
	const problemIn = (part: unknown, path: string, isReached: boolean): string | undefined => {
		if (typeof part !== 'object' || part === null) return undefined;
		if (isReached && isJsonObject(part) && Object.hasOwn(part, DECLARATION)) {
			const problem = problemOf(part, path, names);
			if (problem !== undefined) return problem;
		}
		for (const [keyword, value] of Object.entries(part)) {
			if (keyword === DECLARATION && !isReached) return `${path} cannot be found in the arguments`;
			const problem =
				isReached && keyword === 'properties' && isJsonObject(value)
					? firstOf(Object.entries(value), ([name, property]) =>
							problemIn(property, path === '' ? name : `${path}.${name}`, true),
						)
					: problemIn(value, `${path}/${keyword}`, false);
			if (problem !== undefined) return problem;
		}
		return undefined;
	};
	return problemIn(inputSchema, '', true);
}

function problemOf(property: JsonObject, path: string, names: Set<string>): string | undefined {
	const header = property[DECLARATION];
	if (path === '') return 'the arguments as a whole do not fit into a header';
	if (typeof header !== 'string' || !TOKEN.test(header)) return `${path} is not a valid header`;
	if (!TYPES.includes(property.type)) return `${path} is not text, an integer or a boolean`;
	const name = header.toLowerCase();
	if (names.has(name)) return `${path} uses a header of another argument`;
	names.add(name);
	return undefined;
}

function firstOf<T>(list: readonly T[], find: (entry: T) => string | undefined) {
	for (const entry of list) {
		const found = find(entry);
		if (found !== undefined) return found;
	}
	return undefined;
}
