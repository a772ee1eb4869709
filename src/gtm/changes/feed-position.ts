import { digestOf } from '../../base/digest';
import type { FedRow } from './change-feed';

/**
 * How far a feed was read. Time alone would miss what shares a moment with the last row of a page, and
 * what the vendor's index shows late; so the last stretch is read again each time, and `seen` says what
 * of it was given.
 */
export interface FeedPosition {
	/** Everything that changed before was given: milliseconds since 1970. */
	from: number;
	/** Until then all was given when a reading last came to the end of the feed. */
	drained: number;
	/** What was given of what changed at `from` or later: a mark of the version, by `keyOf`. */
	seen: Readonly<Record<string, string>>;
}

export const positionAt = (moment: number): FeedPosition => ({
	from: moment,
	drained: moment,
	seen: {},
});

/**
 * What is told once has a key of its own: a record that was deleted may be restored, and what tells of an
 * event may change after it.
 */
export function keyOf({ id, gone, once }: FedRow<unknown>): string {
	return gone === undefined && once === undefined ? id : keyOfGone(id);
}

export const keyOfGone = (id: string): string => `-${id}`;

export const isGone = (key: string): boolean => key.startsWith('-');

/** Characters of a digest that tell two versions of one record apart. */
const DIGEST_LENGTH = 6;

/**
 * The moment and a digest of the content: vendors whose clocks tick in seconds change a record twice in
 * one of them.
 */
export function markOf<Entity>({ at, gone, record }: FedRow<Entity>): string {
	const digest = digestOf({ gone, record }).slice(0, DIGEST_LENGTH);
	return `${at.toString(36)}.${digest}`;
}

export function momentOf(mark: string): number {
	return Number.parseInt(mark, 36);
}
