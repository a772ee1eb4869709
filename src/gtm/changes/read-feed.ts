import type { VendorClient } from '../http/vendor-client';
import { VendorError } from '../http/vendor-error';
import type { ChangeFeed, FedRow } from './change-feed';
import { type FeedPosition, isGone, keyOf, keyOfGone, markOf, momentOf } from './feed-position';

export type ChangeKind = 'created' | 'changed' | 'deleted' | 'merged';

export interface GivenChange<Entity> {
	kind: ChangeKind;
	row: FedRow<Entity>;
	/** The record is as it was known before, but for what happened after this moment. */
	after: number;
}

export interface FeedReading<Entity> {
	changes: Array<GivenChange<Entity>>;
	/** Where the next reading begins: none of these changes comes again, and none after them is lost. */
	position: FeedPosition;
	/** There is more to read now. */
	more: boolean;
	/** The page after these changes did not come. */
	failure?: VendorError;
}

/**
 * Reads on from a position, as far as `limit` changes. What was given before is left out, so the same
 * reading twice from the same position gives the same, and one after the other gives each change once.
 *
 * @param goneElsewhere marks of what other feeds told to be gone: an index that is behind still shows it
 */
export async function readFeed<Entity>(
	feed: ChangeFeed<Entity>,
	client: VendorClient,
	position: FeedPosition,
	limit: number,
	goneElsewhere: Readonly<Record<string, string>> = {},
): Promise<FeedReading<Entity>> {
	const changes: Array<GivenChange<Entity>> = [];
	const seen = new Map(Object.entries(position.seen));
	const startedAt = client.now();
	let behind = 0;
	let reached = position.from;
	/** Nothing younger is settled; the vendor's clock counts if it is behind ours. */
	const settled = () => Math.max(position.from, startedAt - behind - feed.lagMs);
	const stopped = (): Omit<FeedReading<Entity>, 'more'> => ({
		changes,
		position: moved(seen, Math.min(reached, settled()), position.drained),
	});
	try {
		for await (const page of feed.pages(client, position.from, position.drained)) {
			if (page.serverTime !== undefined) {
				behind = Math.max(behind, client.now() - page.serverTime);
			}
			for (const row of page.rows) {
				const given = newsOf(row, position, seen, goneElsewhere);
				if (given !== undefined) {
					if (changes.length === limit) return { ...stopped(), more: true };
					changes.push(given);
					seen.set(keyOf(row), markOf(row));
				}
				if (page.upTo === undefined) reached = Math.max(reached, row.at);
			}
			if (page.upTo !== undefined) reached = Math.max(reached, page.upTo);
		}
	} catch (error) {
		if (!(error instanceof VendorError)) throw error;
		return { ...stopped(), more: true, failure: error };
	}
	return { changes, position: moved(seen, settled(), settled()), more: false };
}

/** What one page told, and where to read on after it. */
export interface PageReading<Entity> {
	changes: Array<GivenChange<Entity>>;
	position: FeedPosition;
	/** The list has come to its end. */
	isLast: boolean;
}

/**
 * Reads on to the end of a list, page by page: whoever keeps the position after each page goes on there,
 * and asks for no page twice.
 *
 * @throws VendorError
 */
export async function* readPages<Entity>(
	feed: ChangeFeed<Entity>,
	client: VendorClient,
	position: FeedPosition,
	goneElsewhere: Readonly<Record<string, string>> = {},
): AsyncGenerator<PageReading<Entity>> {
	const seen = new Map(Object.entries(position.seen));
	const startedAt = client.now();
	let behind = 0;
	let reached = position.from;
	const settled = () => Math.max(position.from, startedAt - behind - feed.lagMs);
	for await (const page of feed.pages(client, position.from, position.drained)) {
		if (page.serverTime !== undefined) behind = Math.max(behind, client.now() - page.serverTime);
		const changes: Array<GivenChange<Entity>> = [];
		for (const row of page.rows) {
			const change = newsOf(row, position, seen, goneElsewhere);
			if (change !== undefined) {
				changes.push(change);
				seen.set(keyOf(row), markOf(row));
			}
			if (page.upTo === undefined) reached = Math.max(reached, row.at);
		}
		if (page.upTo !== undefined) reached = Math.max(reached, page.upTo);
		const after = moved(seen, Math.min(reached, settled()), position.drained);
		yield { changes, position: after, isLast: false };
	}
	yield { changes: [], position: moved(seen, settled(), settled()), isLast: true };
}

/** @returns undefined if the row tells nothing that was not given before */
function newsOf<Entity>(
	row: FedRow<Entity>,
	position: FeedPosition,
	seen: ReadonlyMap<string, string>,
	goneElsewhere: Readonly<Record<string, string>>,
): GivenChange<Entity> | undefined {
	const goneMark = seen.get(keyOfGone(row.id)) ?? goneElsewhere[keyOfGone(row.id)];
	const isGhost = goneMark !== undefined && row.at <= momentOf(goneMark);
	if (isGhost && row.gone === undefined && row.once === undefined) return undefined;
	return toChange(row, position, seen.get(keyOf(row)));
}

function toChange<Entity>(
	row: FedRow<Entity>,
	{ from, drained }: FeedPosition,
	known: string | undefined,
): GivenChange<Entity> | undefined {
	const { at, gone, once, createdAt } = row;
	if (once) {
		if (known !== undefined || at < drained) return undefined;
		return { kind: 'created', row, after: drained };
	}
	if (known === markOf(row)) return undefined;
	// An index that is behind shows an older version of what was given already.
	if (known !== undefined && at < momentOf(known)) return undefined;
	if (gone !== undefined) {
		if (at < drained || (known !== undefined && at === momentOf(known))) return undefined;
		return { kind: gone === 'deleted' ? 'deleted' : 'merged', row, after: drained };
	}
	if (at < from) return undefined;
	const after = known === undefined ? drained : momentOf(known);
	const isNew = known === undefined && createdAt !== undefined && createdAt >= drained;
	return { kind: isNew ? 'created' : 'changed', row, after };
}

/**
 * Forgets what will not be read again. What is gone may be: its moment is older than that of the record
 * which tells of it.
 */
function moved(seen: ReadonlyMap<string, string>, from: number, drained: number): FeedPosition {
	const kept = [...seen].filter(
		([key, mark]) => momentOf(mark) >= (isGone(key) ? Math.min(from, drained) : from),
	);
	return { from, drained, seen: Object.fromEntries(kept) };
}
