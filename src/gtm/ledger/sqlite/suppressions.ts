import type { SQLInputValue } from 'node:sqlite';

import { type LedgerDatabase, inTransaction } from './database';
import type { Seal } from '../sealed-value';
import {
	EVERYWHERE,
	type NormalKey,
	type SuppressionKind,
	keysOf,
	normalizedKeys,
} from '../suppression-key';
import type { Addition, Suppression, SuppressionDraft, SuppressionList } from '../suppression-list';
import { digestOf } from '../../../base/digest';

export function createSqliteSuppressions(
	{ sql, digestKey }: LedgerDatabase,
	now: () => number,
	seal: Seal,
): SuppressionList {
	const upsert = sql.prepare(
		`INSERT INTO suppression (key, kind, reason, source, at, expires_at, scope, sealed)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (key) DO UPDATE SET
			reason = excluded.reason, source = excluded.source, at = excluded.at,
			expires_at = excluded.expires_at, sealed = excluded.sealed`,
	);
	const HOLDS = '(expires_at IS NULL OR expires_at > ?)';
	const select = sql.prepare(`SELECT * FROM suppression WHERE key = ? AND ${HOLDS}`);
	const remove = sql.prepare('DELETE FROM suppression WHERE key = ?');
	const selectAll = sql.prepare(
		`SELECT * FROM suppression WHERE ${HOLDS} AND (? IS NULL OR kind = ?) AND (? IS NULL OR scope = ?)
		ORDER BY at DESC, key LIMIT ?`,
	);

	/** Those that hold everywhere have the digest that they had before there were scopes. */
	const digest = ({ scope, ...key }: NormalKey) =>
		digestOf(scope === EVERYWHERE ? key : { ...key, scope }, digestKey);

	function write(
		normal: NormalKey,
		{ kind, reason, source, expiresAt }: SuppressionDraft,
	): Addition {
		const key = digest(normal);
		const before = select.get(key, now());
		const same =
			before !== undefined &&
			before.reason === reason &&
			before.source === (source ?? null) &&
			before.expires_at === (expiresAt ?? null) &&
			before.sealed !== null;
		if (same) return 'unchanged';
		const sealed = seal.close(normal.value, key);
		const end = expiresAt ?? null;
		upsert.run(key, kind, reason, source ?? null, now(), end, normal.scope, sealed);
		return before === undefined ? 'created' : 'updated';
	}

	return {
		async add(drafts) {
			const keys = normalizedKeys(drafts);
			const additions = inTransaction(sql, () =>
				drafts.map((draft, index) => write(keys[index] as NormalKey, draft)),
			);
			return await Promise.resolve(additions);
		},
		async remove(keys) {
			const digests = normalizedKeys(keys).map(digest);
			const removed = inTransaction(sql, () =>
				digests.map((key) => Number(remove.run(key).changes) > 0),
			);
			return await Promise.resolve(removed);
		},
		async find(record, place) {
			for (const key of keysOf(record, place)) {
				const row = select.get(digest(key), now());
				if (row) return await Promise.resolve(toSuppression(row));
			}
			return undefined;
		},
		async list({ kind = null, scope = null, limit }) {
			const filter: SQLInputValue[] = [now(), kind, kind, scope, scope, limit];
			const rows = selectAll.all(...filter);
			const entries = rows.map((row) => {
				const value =
					row.sealed === null ? undefined : seal.open(row.sealed as Uint8Array, String(row.key));
				return { ...toSuppression(row), ...(typeof value === 'string' && { value }) };
			});
			return await Promise.resolve(entries);
		},
	};
}

function toSuppression(row: Record<string, unknown>): Suppression {
	const { kind, reason, source, at, expires_at: expiresAt, scope } = row;
	return {
		kind: kind as SuppressionKind,
		reason: String(reason),
		scope: String(scope),
		at: Number(at),
		...(typeof source === 'string' && { source }),
		...(expiresAt !== null && { expiresAt: Number(expiresAt) }),
	};
}
