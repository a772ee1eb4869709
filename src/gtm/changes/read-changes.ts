import type { VendorClient } from '../http/vendor-client';
import type { VendorError } from '../http/vendor-error';
import type { ChangeFeed } from './change-feed';
import type { Positions } from './change-cursor';
import { type FeedPosition, positionAt } from './feed-position';
import { type GivenChange, readFeed } from './read-feed';
import { isWhole, readWhole } from './read-whole';

type Marks = FeedPosition['seen'];

export interface ChangesReading<Entity> {
	changes: Array<GivenChange<Entity>>;
	positions: Positions;
	more: boolean;
	failure?: VendorError;
}

/**
 * Reads several feeds on, one after the other. Each has its own place, so one that fails, or that has
 * more than `limit`, keeps no other from being where it was.
 */
export async function readChanges<Entity>(
	feeds: ReadonlyArray<ChangeFeed<Entity>>,
	client: VendorClient,
	positions: Positions,
	limit: number,
): Promise<ChangesReading<Entity>> {
	const changes: Array<GivenChange<Entity>> = [];
	const moved: Record<string, FeedPosition> = { ...positions };
	for (const feed of feeds) {
		const position = moved[feed.name] ?? positionAt(client.now());
		const gone = Object.assign({}, ...Object.values(moved).map(({ seen }) => seen)) as Marks;
		const left = limit - changes.length;
		const reading = isWhole(feed)
			? await readWhole(feed, client, position, left)
			: await readFeed(feed, client, position, left, gone);
		changes.push(...reading.changes);
		moved[feed.name] = reading.position;
		const { failure } = reading;
		if (failure) return { changes, positions: moved, more: true, failure };
		if (reading.more) return { changes, positions: moved, more: true };
	}
	return { changes, positions: moved, more: false };
}

/**
 * Where to begin.
 *
 * @param since what changed later is news; what changed from now on if left out. Then the last stretch
 *   is read once, so that what the feed shows late is told from what was there.
 * @throws VendorError
 */
export async function beginning<Entity>(
	feeds: ReadonlyArray<ChangeFeed<Entity>>,
	client: VendorClient,
	since?: number,
): Promise<Positions> {
	const positions: Record<string, FeedPosition> = {};
	for (const feed of feeds) {
		if (since !== undefined) {
			positions[feed.name] = positionAt(since);
			continue;
		}
		const recent = positionAt(client.now() - feed.lagMs);
		const all = Number.POSITIVE_INFINITY;
		const { position, failure } = isWhole(feed)
			? await readWhole(feed, client, recent, all)
			: await readFeed(feed, client, recent, all);
		if (failure) throw failure;
		positions[feed.name] = position;
	}
	return positions;
}
