export interface Page<T> {
	items: T[];
	/** Where the next page begins; undefined after the last. */
	next: number | undefined;
}

/** The page of a list that begins at `offset`. */
export function pageOf<T>(items: readonly T[], offset: number, limit: number): Page<T> {
	const end = offset + limit;
	return { items: items.slice(offset, end), next: end < items.length ? end : undefined };
}

/** An opaque cursor for an offset, as most vendors show one. */
export function toCursor(offset: number): string {
	return Buffer.from(`offset:${offset}`).toString('base64url');
}

/** The offset in a cursor; undefined if it is none of ours. */
export function fromCursor(cursor: string): number | undefined {
	const text = Buffer.from(cursor, 'base64url').toString('utf8');
	const digits = /^offset:(\d+)$/.exec(text)?.[1];
	return digits === undefined ? undefined : Number(digits);
}

/** A whole number from a query or a body within bounds; undefined if it is none. */
export function readCount(
	source: unknown,
	bounds: { fallback: number; least: number; most: number },
): number | undefined {
	if (source === undefined || source === null || source === '') return bounds.fallback;
	const count = typeof source === 'string' || typeof source === 'number' ? Number(source) : NaN;
	const fits = Number.isInteger(count) && count >= bounds.least && count <= bounds.most;
	return fits ? count : undefined;
}
