import type { HistoryEntry } from './crm-vendor';

/** For sorting. Changes of one moment keep the order in which the vendor gave them. */
export function newestFirst(one: HistoryEntry, other: HistoryEntry): number {
	if (one.at === other.at) return 0;
	return one.at < other.at ? 1 : -1;
}
