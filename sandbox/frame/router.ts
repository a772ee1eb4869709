import type { Method } from './call.ts';

interface Pattern<Target> {
	method: Method;
	expression: RegExp;
	names: string[];
	/** Longer literal text goes first, so that `/batch/read` wins over `/{id}`. */
	literals: number;
	target: Target;
}

export interface Match<Target> {
	target: Target;
	params: Record<string, string>;
}

const NAME = /\{([^}]+)\}/g;

/** Text of a path as an expression that fits just that. */
function literal(text: string): string {
	return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`);
}

function compile<Target extends { method: Method; path: string }>(target: Target): Pattern<Target> {
	const names = [...target.path.matchAll(NAME)].map(([, name = '']) => name);
	const parts = target.path.split(/\{[^}]+\}/).map(literal);
	const expression = new RegExp(`^${parts.join('([^/]+?)')}$`);
	const literals = target.path.replaceAll(NAME, '').length;
	return { method: target.method, expression, names, literals, target };
}

function decode(text: string): string | undefined {
	try {
		return decodeURIComponent(text);
	} catch (error) {
		if (error instanceof URIError) return undefined;
		throw error;
	}
}

function paramsOf(names: readonly string[], values: readonly string[]) {
	const params: Record<string, string> = {};
	for (const [index, name] of names.entries()) {
		const value = decode(values[index] ?? '');
		if (value === undefined) return undefined;
		params[name] = value;
	}
	return params;
}

/**
 * Finds the operation for a method and a path. A path that no template fits, or whose encoding is
 * broken, has none.
 */
export class Router<Target extends { method: Method; path: string }> {
	readonly #patterns: Array<Pattern<Target>>;

	constructor(targets: readonly Target[]) {
		this.#patterns = targets.map(compile).sort((a, b) => b.literals - a.literals);
	}

	match(method: string, path: string): Match<Target> | undefined {
		for (const { method: own, expression, names, target } of this.#patterns) {
			const found = own === method ? expression.exec(path) : null;
			if (found === null) continue;
			const params = paramsOf(names, found.slice(1));
			if (params !== undefined) return { target, params };
		}
		return undefined;
	}
}
