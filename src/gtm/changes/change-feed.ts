import type { VendorClient } from '../http/vendor-client';

/** What a vendor says of one record that changed. */
export interface FedRow<Entity> {
	id: string;
	/** When it changed, by the vendor's clock: milliseconds since 1970. */
	at: number;
	/** By the same clock; left out where the vendor does not say. */
	createdAt?: number;
	/** Left out of records that are there. */
	gone?: 'deleted' | { into: string };
	/** An event: it happened once, at its own moment, and never changes. */
	once?: true;
	/** Of what is gone, as it was at the end. */
	record?: Entity;
}

export interface FeedPage<Entity> {
	/** Oldest change first. Two that changed at once stand in any order. */
	rows: ReadonlyArray<FedRow<Entity>>;
	/** What the vendor's clock said, if it did. */
	serverTime?: number;
	/**
	 * Of a list of things whose rows tell of other moments than the one that the list is ordered by: from
	 * where on the pages after this one go. Left out: from the last row on.
	 */
	upTo?: number;
}

/** A list that a vendor keeps of what changed, in the order in which it changed. */
export interface ChangeFeed<Entity> {
	/** Its name in cursors. */
	name: string;
	/**
	 * A change may come into the list this many milliseconds after it was made, at most: behind a search
	 * index, or at the end of a transaction. What is younger is read again.
	 */
	lagMs: number;
	/** It tells of nothing but what is gone: who knows nothing yet need not read it. */
	onlyGone?: true;
	/**
	 * The pages are all records that there are, whenever they changed: the vendor keeps no list of changes,
	 * so what is different from the last time is told, and what is on no page any more is gone.
	 */
	whole?: {
		/** A page may have shifted while others were read: whether the record is really gone. */
		isGone(this: void, client: VendorClient, id: string): Promise<boolean>;
	};
	/**
	 * Everything that changed at `from` or later, page by page, each change on one of the pages. A record
	 * that changes while it reads stands where its last change puts it.
	 *
	 * @param reported all that is gone was told of until then: what is older need not be
	 * @throws VendorError
	 */
	pages(
		this: void,
		client: VendorClient,
		from: number,
		reported: number,
	): AsyncIterable<FeedPage<Entity>>;
}

/** What the vendor's clock said when it answered. */
export function serverTimeOf({ headers }: { headers: Readonly<Record<string, string>> }): {
	serverTime?: number;
} {
	const time = Date.parse(headers.date ?? '');
	return Number.isNaN(time) ? {} : { serverTime: time };
}
