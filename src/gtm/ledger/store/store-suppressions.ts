import type { Digests, LedgerDatabase, LedgerTables, OpenLedgerDatabase } from './ledger-database';
import type { SuppressionRow } from './ledger-tables';
import type { Seal } from '../sealed-value';
import {
	EVERYWHERE,
	type NormalKey,
	type SuppressionKind,
	keysOf,
	normalizedKeys,
} from '../suppression-key';
import type { Addition, Suppression, SuppressionDraft, SuppressionList } from '../suppression-list';

export function createStoreSuppressions(
	open: OpenLedgerDatabase,
	now: () => number,
	seal: Seal,
): SuppressionList {
	/** Those that hold, of these or of all. */
	function holding(tables: LedgerTables, keys?: readonly string[]) {
		const all = tables
			.selectFrom('ledger_suppression')
			.selectAll()
			.where((row) => row.or([row('expires_at', 'is', null), row('expires_at', '>', now())]));
		return keys === undefined ? all : all.where('key', 'in', keys);
	}

	async function write(
		tables: LedgerTables,
		keys: Digests,
		normal: NormalKey,
		draft: SuppressionDraft,
	): Promise<Addition> {
		const { kind, reason } = draft;
		const [source, expiresAt] = [draft.source ?? null, draft.expiresAt ?? null];
		const before = await holding(tables, keys).executeTakeFirst();
		const same =
			before !== undefined &&
			before.reason === reason &&
			before.source === source &&
			before.expires_at === expiresAt &&
			before.sealed !== null;
		if (same) return 'unchanged';
		const key = before?.key ?? keys[0];
		const values = {
			reason,
			source,
			at: now(),
			expires_at: expiresAt,
			sealed: seal.close(normal.value, key),
		};
		await tables
			.insertInto('ledger_suppression')
			.values({ key, kind, scope: normal.scope, ...values })
			.onConflict((one) => one.column('key').doUpdateSet(values))
			.execute();
		return before === undefined ? 'created' : 'updated';
	}

	return {
		async add(drafts) {
			const keys = normalizedKeys(drafts);
			const database = await open();
			return await database.write(async (tables) => {
				const additions: Addition[] = [];
				for (const [index, draft] of drafts.entries()) {
					const key = keys[index] as NormalKey;
					additions.push(await write(tables, digestsOf(database, key), key, draft));
				}
				return additions;
			});
		},
		async remove(keys) {
			const normal = normalizedKeys(keys);
			const database = await open();
			return await database.write(async (tables) => {
				const removed: boolean[] = [];
				for (const key of normal) {
					const { numDeletedRows } = await tables
						.deleteFrom('ledger_suppression')
						.where('key', 'in', digestsOf(database, key))
						.executeTakeFirst();
					removed.push(numDeletedRows > 0n);
				}
				return removed;
			});
		},
		async find(record, place) {
			const database = await open();
			const keys = keysOf(record, place).flatMap((key) => digestsOf(database, key));
			if (keys.length === 0) return undefined;
			const rows = await database.read(async (tables) => await holding(tables, keys).execute());
			const order = new Map(keys.map((key, index) => [key, index]));
			const [first] = rows.toSorted(
				(one, other) => (order.get(one.key) ?? 0) - (order.get(other.key) ?? 0),
			);
			return first && toSuppression(first);
		},
		async list({ kind, scope, limit }) {
			const { read } = await open();
			const rows = await read(async (tables) => {
				let all = holding(tables);
				if (kind !== undefined) all = all.where('kind', '=', kind);
				if (scope !== undefined) all = all.where('scope', '=', scope);
				return await all.orderBy('at', 'desc').orderBy('key').limit(limit).execute();
			});
			return rows.map((row) => {
				const value = row.sealed === null ? undefined : seal.open(row.sealed, row.key);
				return { ...toSuppression(row), ...(typeof value === 'string' && { value }) };
			});
		},
	};
}

/** Those that hold everywhere have the digest that they had before there were scopes. */
function digestsOf({ digests }: LedgerDatabase, { scope, ...key }: NormalKey): Digests {
	return digests(scope === EVERYWHERE ? key : { ...key, scope });
}

function toSuppression(row: SuppressionRow): Suppression {
	const { kind, reason, source, at, expires_at: expiresAt, scope } = row;
	return {
		kind: kind as SuppressionKind,
		reason,
		scope,
		at,
		...(source !== null && { source }),
		...(expiresAt !== null && { expiresAt }),
	};
}
