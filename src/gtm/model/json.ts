/** Reading JSON that somebody else wrote: nothing about its shape is certain. */

export function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The object, or an empty one. */
export function recordOf(value: unknown): Record<string, unknown> {
	return isRecord(value) ? value : {};
}

/** The text if there is some. */
export function textOf(value: unknown): string | undefined {
	return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The number, also if it is written as text. */
export function numberOf(value: unknown): number | undefined {
	const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
	return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

/** An id, as text. */
export function idOf(value: unknown): string | undefined {
	return typeof value === 'number' ? String(value) : textOf(value);
}

/** The elements, or none. */
export function listOf(value: unknown): unknown[] {
	return Array.isArray(value) ? value : [];
}

/** The elements that are objects. */
export function recordsOf(value: unknown): Array<Record<string, unknown>> {
	return listOf(value).filter(isRecord);
}

/** The elements that are text. */
export function textsOf(value: unknown): string[] {
	return listOf(value).filter((one) => typeof one === 'string');
}
