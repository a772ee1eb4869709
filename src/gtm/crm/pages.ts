import { toOutcome } from '../http/vendor-error';
import type { Outcome } from '../model/outcome';
import { RESULTS_MAX } from '../model/results-max';
import type { SearchResult } from './crm-vendor';

export interface Page<Entity> {
	records: Entity[];
	/** Absent on the last page. */
	next?: string;
	/** In all, if the vendor says so. */
	total?: number;
	requestId?: string;
}

/** A vendor that has always one more page is left after this many. */
const PAGES_MAX = 1_000;

/**
 * Follows pages until `limit` records came. A page that fails after others came makes it `partial`:
 * what came is kept. So does the end of what one run gives, if there is more: who asks for all must not
 * take that for all.
 */
export async function collectPages<Entity>(
	provider: string,
	limit: number,
	fetchPage: (cursor: string | undefined, wanted: number) => Promise<Page<Entity>>,
): Promise<SearchResult<Entity>> {
	const records: Entity[] = [];
	let cursor: string | undefined;
	let total: number | undefined;
	let requestId: string | undefined;
	for (let page = 0; records.length < limit; page += 1) {
		if (page === PAGES_MAX) return interrupted(endless(provider), records, total);
		let fetched: Page<Entity>;
		try {
			fetched = await fetchPage(cursor, limit - records.length);
		} catch (error) {
			return interrupted(toOutcome(error), records, total);
		}
		records.push(...fetched.records.slice(0, limit - records.length));
		({ total = total, requestId = requestId } = fetched);
		if (fetched.next === undefined) break;
		if (fetched.next === cursor) return interrupted(repeated(provider), records, total);
		cursor = fetched.next;
		if (records.length >= RESULTS_MAX) return cutOff(provider, records, total);
	}
	const outcome: Outcome = {
		provider,
		...(records.length > 0
			? { status: 'found' }
			: {
					status: 'not_found',
					reason: { code: 'no_match', message: 'No records match.' },
					retry: { advised: false },
				}),
		...(requestId !== undefined && { requestId }),
	};
	return { outcome, records, ...(total !== undefined && { total }) };
}

function cutOff<Entity>(
	provider: string,
	records: Entity[],
	total: number | undefined,
): SearchResult<Entity> {
	const message = `The first ${RESULTS_MAX} records are the maximum for one run, and there are more. Add conditions, for example on the time of the last change, and run the search for each part.`;
	const reason = { code: 'results_limit', message };
	const outcome: Outcome = { status: 'partial', provider, reason, retry: { advised: false } };
	return { outcome, records, ...(total !== undefined && { total }) };
}

function repeated(provider: string): Outcome {
	const message = `${provider} returned the same page twice`;
	const reason = { code: 'repeated_page', message };
	return { status: 'upstream_error', provider, reason, retry: { advised: false } };
}

function endless(provider: string): Outcome {
	const message = `there were still more results after ${PAGES_MAX} pages`;
	const reason = { code: 'too_many_pages', message };
	return { status: 'upstream_error', provider, reason, retry: { advised: false } };
}

function interrupted<Entity>(
	failure: Outcome,
	records: Entity[],
	total: number | undefined,
): SearchResult<Entity> {
	const known = total === undefined ? {} : { total };
	if (records.length === 0) return { outcome: failure, records, ...known };
	const why = failure.reason?.message ?? 'the next page failed';
	const reason = {
		code: 'page_failed',
		message: `Only the first ${records.length} records were returned: ${why}`,
	};
	return { outcome: { ...failure, status: 'partial', reason }, records, ...known };
}
