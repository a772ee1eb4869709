import type { VendorClient } from '../http/vendor-client';
import { VendorError } from '../http/vendor-error';
import type { ChangeFeed, FedRow } from './change-feed';
import { type FeedPosition, markOf, momentOf } from './feed-position';
import type { FeedReading, GivenChange } from './read-feed';

/**
 * Reads a list of all records, and tells what is not as it was when it was last read. `seen` has every
 * record, so a position is as long as the list. Of a record that is gone, only its id is known.
 */
export async function readWhole<Entity>(
	feed: ChangeFeed<Entity>,
	{ isGone }: NonNullable<ChangeFeed<Entity>['whole']>,
	client: VendorClient,
	{ from, drained, seen: before }: FeedPosition,
	limit: number,
): Promise<FeedReading<Entity>> {
	const changes: Array<GivenChange<Entity>> = [];
	const seen = new Map(Object.entries(before));
	const listed = new Set<string>();
	const startedAt = client.now();
	const stopped = (): Omit<FeedReading<Entity>, 'more'> => ({
		changes,
		position: { from, drained, seen: Object.fromEntries(seen) },
	});
	try {
		for await (const { rows } of feed.pages(client, 0, 0)) {
			for (const row of rows) {
				listed.add(row.id);
				const known = seen.get(row.id);
				if (known === markOf(row)) continue;
				if (known !== undefined || row.at >= from) {
					if (changes.length === limit) return { ...stopped(), more: true };
					changes.push(toChange(row, known, drained));
				}
				seen.set(row.id, markOf(row));
			}
		}
		for (const id of [...seen.keys()].filter((one) => !listed.has(one))) {
			if (!(await isGone(client, id))) continue;
			if (changes.length === limit) return { ...stopped(), more: true };
			const row = { id, at: startedAt, gone: 'deleted' as const };
			changes.push({ kind: 'deleted', row, after: drained });
			seen.delete(id);
		}
	} catch (error) {
		if (!(error instanceof VendorError)) throw error;
		return { ...stopped(), more: true, failure: error };
	}
	// From now on whatever was not listed is news, however old it says it is.
	const position = { from: 0, drained: startedAt, seen: Object.fromEntries(seen) };
	return { changes, position, more: false };
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
