/** What became of what a list told. `read` is the sum of the others. */
export interface SyncCounts {
	read: number;
	/** Made an entity of their own in the graph. */
	created: number;
	/** Of these, another value or link counts now. */
	changed: number;
	/** The graph knew it: it was written by a workflow here, or told before a crash. */
	unchanged: number;
	deleted: number;
	merged: number;
	/** Gone, and never known. */
	ignored: number;
	/** Refused by the graph; see `errors`. */
	failed: number;
}

export interface SyncError {
	what: string;
	id: string;
	message: string;
}

export interface SyncReport {
	vendor: string;
	/** `caught_up`: everything until `caughtUpTo` is in the graph. */
	status: 'caught_up' | 'stopped';
	/** Why it stopped; the next run goes on there. */
	reason?: { code: string; message: string };
	/** True until all lists were read to their end for the first time. */
	first: boolean;
	lists: Record<string, SyncCounts>;
	/** Of all lists. */
	total: SyncCounts;
	/** Opt-outs that were put on the suppression list, and taken off. */
	suppressed: number;
	released: number;
	/** ISO time by the vendor's clock, of the list that is furthest behind. */
	caughtUpTo?: string;
	/** The first fifty. */
	errors: SyncError[];
}

export type Verdict = Exclude<keyof SyncCounts, 'read'>;

const SHOWN_ERRORS = 50;

const noCounts = (): SyncCounts => ({
	read: 0,
	created: 0,
	changed: 0,
	unchanged: 0,
	deleted: 0,
	merged: 0,
	ignored: 0,
	failed: 0,
});

/** Counts as it goes, so that what was done before a failure is told too. */
export class SyncTally {
	readonly lists: Record<string, SyncCounts> = {};
	readonly total = noCounts();
	readonly errors: SyncError[] = [];
	suppressed = 0;
	released = 0;

	count(list: string, verdict: Verdict): void {
		const own = (this.lists[list] ??= noCounts());
		for (const counts of [own, this.total]) {
			counts.read += 1;
			counts[verdict] += 1;
		}
	}

	refuse(what: string, id: string, error: RangeError): void {
		this.count(what, 'failed');
		if (this.errors.length < SHOWN_ERRORS) this.errors.push({ what, id, message: error.message });
	}
}
