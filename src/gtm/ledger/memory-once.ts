import {
	LEASE_MS,
	type Lease,
	type OnceIdentity,
	type OnceLedger,
	type OnceState,
} from './once-ledger';
import { canonicalJson } from '../../base/digest';

type Entry<Record> =
	{ since: number; leasedUntil: number; lease?: object } | { at: number; record: Record };

/** @param now milliseconds since 1970 */
export function createMemoryOnce<Identity extends OnceIdentity, Record>(
	now: () => number,
): OnceLedger<Identity, Record> {
	const entries = new Map<string, Entry<Record>>();

	function leased(key: string): Lease<Record> {
		const lease = {};
		const since = now();
		const hold = () => entries.set(key, { since, leasedUntil: now() + LEASE_MS, lease });
		hold();
		const ifHeld = async (act: () => unknown): Promise<boolean> => {
			const entry = entries.get(key);
			const isHeld = entry !== undefined && 'since' in entry && entry.lease === lease;
			if (isHeld) act();
			return await Promise.resolve(isHeld);
		};
		return {
			renew: async () => await ifHeld(hold),
			finish: async (record) => await ifHeld(() => entries.set(key, { at: now(), record })),
			leaveInDoubt: async () => await ifHeld(() => entries.set(key, { since, leasedUntil: 0 })),
			forget: async () => await ifHeld(() => entries.delete(key)),
		};
	}

	function begin(key: string): OnceState<Record> {
		const entry = entries.get(key);
		if (entry && 'record' in entry) return { state: 'done', ...entry };
		if (entry && entry.leasedUntil > now()) return { state: 'busy', since: entry.since };
		const lease = leased(key);
		return entry ? { state: 'doubtful', since: entry.since, lease } : { state: 'new', lease };
	}

	return {
		begin: async (identity) => await Promise.resolve(begin(canonicalJson(identity))),
		async beginAnew(identity, { at }) {
			const key = canonicalJson(identity);
			const entry = entries.get(key);
			const asBefore = entry !== undefined && 'record' in entry && entry.at === at;
			return await Promise.resolve(asBefore ? leased(key) : undefined);
		},
	};
}
