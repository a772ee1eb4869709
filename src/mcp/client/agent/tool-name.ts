import { createHash } from 'node:crypto';

/** The longest name that OpenAI, Anthropic and Google all take. */
export const TOOL_NAME_MAX = 64;
const DIGEST_LENGTH = 8;

/**
 * The names under which a model knows tools: letters, digits, `_` and `-`, beginning with a letter
 * or `_`, at most 64 characters, which OpenAI, Anthropic and Google all accept. A name that fits
 * stays as it is. One that has to change ends in a digest of the whole name, so that two long names
 * with the same beginning stay apart, and so that the name of a tool depends on no other tool.
 *
 * @param prefix goes before each name with `_` between; empty for none
 * @returns by the server's name; a name that is listed twice is there once
 */
export function toModelNames(
	names: readonly string[],
	prefix: string,
): ReadonlyMap<string, string> {
	return new Map(names.map((name) => [name, toModelName(name, prefix)]));
}

export function toModelName(name: string, prefix: string): string {
	const whole = prefix === '' ? name : `${prefix}_${name}`;
	const fitting = whole.replace(/[^A-Za-z0-9_-]/g, '_').replace(/^(?![A-Za-z_])/, '_');
	if (fitting === whole && whole.length <= TOOL_NAME_MAX) return whole;
	const digest = createHash('sha256').update(whole).digest('hex').slice(0, DIGEST_LENGTH);
	return `${fitting.slice(0, TOOL_NAME_MAX - DIGEST_LENGTH - 1)}_${digest}`;
}
