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
	return {
		variables,
		match: (uri) => {
			const values = uri.length <= LONGEST_URI ? split(uri, literals) : undefined;
			return values && decodeAll(variables, values);
		},
	};
}

/**
 * The texts between the literals; where there are several ways, each is as long as it can be, from the
 * first on. Goes through the URI once, from its end: each literal is taken where it stands last. Were
 * there a way with an earlier one, there would be one with this, for it leaves the later value shorter.
 */
function split(uri: string, literals: readonly string[]): string[] | undefined {
	const [first = ''] = literals;
	const last = literals.at(-1) ?? '';
	if (!uri.startsWith(first) || !uri.endsWith(last)) return undefined;
	const values: string[] = [];
	let end = uri.length - last.length;
	for (const literal of literals.slice(1, -1).reverse()) {
		const at = end - 1 - literal.length;
		const found = at < 0 ? -1 : uri.lastIndexOf(literal, at);
		if (found < 0) return undefined;
		values.unshift(uri.slice(found + literal.length, end));
		end = found;
	}
	if (end <= first.length) return undefined;
	values.unshift(uri.slice(first.length, end));
	return values.some((value) => /[/?#]/.test(value)) ? undefined : values;
}

/** A name or number has none; a flow that writes it somewhere could be led astray. */
const CONTROL_CHARACTER = /[\u0000-\u001f\u007f]/;

function decodeAll(
	names: readonly string[],
	values: readonly string[],
): Record<string, string> | undefined {
	try {
		const decoded = values.map((value) => decodeURIComponent(value));
		if (decoded.some((value) => CONTROL_CHARACTER.test(value))) return undefined;
		return Object.fromEntries(names.map((name, index) => [name, decoded[index] ?? '']));
	} catch {
		return undefined; // A malformed percent-encoding is no value of a variable.
	}
}
