/**
 * Whether a name matches a pattern in which `*` stands for any text, also none. Everything else
 * stands for itself, upper and lower case apart. Takes time in proportion to the lengths for every
 * pattern: a pattern is never made into a regular expression.
 */
export function matchesPattern(pattern: string, name: string): boolean {
	const [head = '', ...rest] = pattern.split('*');
	const tail = rest.pop();
	if (tail === undefined) return name === pattern;
	if (!name.startsWith(head)) return false;
	let from = head.length;
	for (const part of rest) {
		const at = name.indexOf(part, from);
		if (at < 0) return false;
		from = at + part.length;
	}
	return name.length - tail.length >= from && name.endsWith(tail);
}

/** @param patterns undefined allows every name, an empty list none */
export function matchesAny(patterns: readonly string[] | undefined, name: string): boolean {
	return patterns === undefined || patterns.some((pattern) => matchesPattern(pattern, name));
}
