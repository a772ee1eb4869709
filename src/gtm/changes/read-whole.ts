import type { VendorClient } from '../http/vendor-client';
import { VendorError } from '../http/vendor-error';
import type { ChangeFeed, FedRow } from './change-feed';
import { type FeedPosition, markOf, momentOf } from './feed-position';
import type { FeedReading, GivenChange, PageReading } from './read-feed';

type Whole<Entity> = ChangeFeed<Entity> & Required<Pick<ChangeFeed<Entity>, 'whole'>>;

export function isWhole<Entity>(feed: ChangeFeed<Entity>): feed is Whole<Entity> {
	return feed.whole !== undefined;
}

/**
 * Reads a list of all records, and tells what is not as it was when it was last read. `seen` has every
 * record, so a position is as long as the list. Of a record that is gone, only its id is known.
 */
export async function readWhole<Entity>(
	feed: Whole<Entity>,
	client: VendorClient,
	position: FeedPosition,
	limit: number,
): Promise<FeedReading<Entity>> {
	const changes: Array<GivenChange<Entity>> = [];
	const seen = new Map(Object.entries(position.seen));
	const stopped = (): Omit<FeedReading<Entity>, 'more'> => ({
		changes,
		position: { ...position, seen: Object.fromEntries(seen) },
	});
	try {
		for await (const page of readWholePages(feed, client, position)) {
			for (const change of page.changes) {
				if (changes.length === limit) return { ...stopped(), more: true };
				changes.push(change);
				note(seen, change);
			}
			for (const { id, mark } of page.silent) seen.set(id, mark);
			if (page.isLast) return { changes, position: page.position, more: false };
		}
	} catch (error) {
		if (!(error instanceof VendorError)) throw error;
		return { ...stopped(), more: true, failure: error };
	}
	return { ...stopped(), more: false };
}

interface WholePage<Entity> extends PageReading<Entity> {
	/** Records of which nothing is told: they are older than where the reading began. */
	silent: Array<{ id: string; mark: string }>;
}

/**
 * The same page by page. What is gone comes last, when all pages were read.
 *
 * @throws VendorError
 */
export async function* readWholePages<Entity>(
	feed: Whole<Entity>,
	client: VendorClient,
	{ from, drained, seen: before }: FeedPosition,
): AsyncGenerator<WholePage<Entity>> {
	const seen = new Map(Object.entries(before));
	const listed = new Set<string>();
	const startedAt = client.now();
	for await (const { rows } of feed.pages(client, 0, 0)) {
		const changes: Array<GivenChange<Entity>> = [];
		const silent: WholePage<Entity>['silent'] = [];
		for (const row of rows) {
			listed.add(row.id);
			const known = seen.get(row.id);
			const mark = markOf(row);
			if (known === mark) continue;
			if (known === undefined && row.at < from) silent.push({ id: row.id, mark });
			else changes.push(toChange(row, known, drained));
			seen.set(row.id, mark);
		}
		const position = { from, drained, seen: Object.fromEntries(seen) };
		yield { changes, silent, position, isLast: false };
	}
	const gone: Array<GivenChange<Entity>> = [];
	for (const id of [...seen.keys()].filter((one) => !listed.has(one))) {
		// A page may have shifted while others were read.
		if (!(await feed.whole.isGone(client, id))) continue;
		const row = { id, at: startedAt, gone: 'deleted' as const };
		gone.push({ kind: 'deleted', row, after: drained });
		seen.delete(id);
	}
	// From now on whatever was not listed is news, however old it says it is.
	const position = { from: 0, drained: startedAt, seen: Object.fromEntries(seen) };
	yield { changes: gone, silent: [], position, isLast: true };
}

function note<Entity>(seen: Map<string, string>, { row }: GivenChange<Entity>): void {
	if (row.gone === undefined) seen.set(row.id, markOf(row));
	else seen.delete(row.id);
}

function toChange<Entity>(
	row: FedRow<Entity>,
	known: string | undefined,
	drained: number,
): GivenChange<Entity> {
	const isNew = known === undefined && row.createdAt !== undefined && row.createdAt >= drained;
	const after = known === undefined ? drained : momentOf(known);
	return { kind: isNew ? 'created' : 'changed', row, after };
}
