/**
 * A list as people type it: separated by commas or lines, or a list that an expression gave. Empty
 * entries, and what is neither text, number nor boolean, are left out.
 */
export function splitList(value: unknown): string[] {
	const parts = Array.isArray(value) ? value.map(textOf) : textOf(value).split(/[,\n]/);
	return parts.map((part) => part.trim()).filter((part) => part !== '');
}

/** Entries that hold no spaces, such as scopes and addresses: separated by commas or any space. */
export function splitWords(text: string | undefined): string[] {
	return (text ?? '').split(/[\s,]+/).filter((part) => part !== '');
}

/** Of a single value; nothing for a list, an object, or no value. */
export function textOf(value: unknown): string {
	if (typeof value === 'number' || typeof value === 'boolean') return String(value);
	return typeof value === 'string' ? value.trim() : '';
}
