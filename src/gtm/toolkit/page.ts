/** Results of one call unless more are asked for, and at most. */
export const RESULTS = 20;
export const MOST_RESULTS = 100;

/** So far into a list models do not go; who needs more asks narrower. */
export const MOST_OFFSET = 2_000;

/** Of the records of one answer as JSON: about 5,000 tokens. */
export const LARGEST_PAGE = 20_000;

export interface PageWish {
	limit: number;
	offset: number;
}

export interface Page {
	records: unknown[];
	/** Where the next page begins; undefined after the last. */
	nextOffset?: number;
}

/**
 * What is wished, from the arguments.
 *
 * @throws RangeError naming the member that is wrong
 */
export function pageWish({ limit = RESULTS, offset = 0 }: Record<string, unknown>): PageWish {
	return {
		limit: wholeNumber('limit', limit, 1, MOST_RESULTS),
		offset: wholeNumber('offset', offset, 0, MOST_OFFSET),
	};
}

function wholeNumber(name: string, value: unknown, least: number, most: number): number {
	if (Number.isInteger(value) && Number(value) >= least && Number(value) <= most) {
		return Number(value);
	}
	throw new RangeError(`${name} must be a whole number from ${least} to ${most}.`);
}

/** How many results must be asked for to make the page and know whether there is another. */
export function countFor({ limit, offset }: PageWish): number {
	return offset + limit + 1;
}

/**
 * The part of a list that was asked for, as far as it fits a model's window: at least one record.
 *
 * @param found from the first on
 */
export function pageOf(found: readonly unknown[], { limit, offset }: PageWish): Page {
	const records: unknown[] = [];
	let size = 0;
	for (const record of found.slice(offset, offset + limit)) {
		size += JSON.stringify(record ?? null).length;
		if (size > LARGEST_PAGE && records.length > 0) break;
		records.push(record);
	}
	const next = offset + records.length;
	return { records, ...(found.length > next && { nextOffset: next }) };
}
