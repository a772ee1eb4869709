/**
 * URI templates of RFC 6570, level 1: `{name}` stands for one or more characters other than `/`,
 * `?` and `#`. Higher levels would match one URI in several ways.
 */
export interface UriTemplate {
	readonly variables: readonly string[];
	/** @returns the decoded variables, or undefined if the URI is not one of the template's */
	match(uri: string): Record<string, string> | undefined;
}

/** Longer URIs are not looked at. */
const LONGEST_URI = 8_000;
const EXPRESSION = /\{([^{}]*)\}/g;

/** @throws Error naming what is wrong with the template */
export function parseUriTemplate(template: string): UriTemplate {
	const variables = [...template.matchAll(EXPRESSION)].map((match) => match[1] ?? '');
	const wrong = variables.find((name) => !/^[A-Za-z0-9_]+$/.test(name));
	if (wrong !== undefined) throw new Error(`"{${wrong}}" is not a variable: use {name}`);
	if (variables.length === 0) throw new Error('it has no {variable}: declare a resource instead');
	if (new Set(variables).size !== variables.length) throw new Error('a variable is used twice');
	const literals = template.split(EXPRESSION).filter((_, index) => index % 2 === 0);
	if (literals.some((literal) => /[{}]/.test(literal))) throw new Error('a brace is not closed');
	const pattern = new RegExp(`^${literals.map(escape).join('([^/?#]+)')}$`);
	return {
		variables,
		match: (uri) => {
			const values = uri.length <= LONGEST_URI ? pattern.exec(uri)?.slice(1) : undefined;
			return values && decodeAll(variables, values);
		},
	};
}

function escape(literal: string): string {
	return literal.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function decodeAll(
	names: readonly string[],
	values: readonly string[],
): Record<string, string> | undefined {
	try {
		return Object.fromEntries(
			names.map((name, index) => [name, decodeURIComponent(values[index] ?? '')]),
		);
	} catch {
		return undefined; // A malformed percent-encoding is no value of a variable.
	}
}
