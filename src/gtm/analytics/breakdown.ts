import type { MetricQuery } from './analytics-vendor';

/** Values of a breakdown where nobody says how many. */
const DEFAULT_LIMIT = 25;

type Limited = Pick<MetricQuery, 'limit'>;

/** One more than is given out: it tells whether there are others. */
export function rowsToAsk({ limit = DEFAULT_LIMIT }: Limited): number {
	return limit + 1;
}

/** The first of the rows, which are in order, and a sentence if that is not all. */
export function cutToLimit<Row>(
	rows: readonly Row[],
	{ limit = DEFAULT_LIMIT }: Limited,
): { rows: Row[]; notes: string[] } {
	const notes = rows.length > limit ? [`Only the ${limit} largest values are shown.`] : [];
	return { rows: rows.slice(0, limit), notes };
}
