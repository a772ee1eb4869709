import { type LedgerDatabase, inTransaction } from './database';
import {
	type Suppression,
	type SuppressionKey,
	type SuppressionList,
	keysOf,
	normalizedKeys,
} from '../suppression-list';
import { digestOf } from '../../../policy/digest';

export function createSqliteSuppressions(
	{ sql, digestKey }: LedgerDatabase,
	now: () => number,
): SuppressionList {
	const upsert = sql.prepare(
		`INSERT INTO suppression (key, kind, reason, source, at, expires_at) VALUES (?, ?, ?, ?, ?, ?)
		ON CONFLICT (key) DO UPDATE SET
			reason = excluded.reason, source = excluded.source, at = excluded.at,
			expires_at = excluded.expires_at`,
	);
	const select = sql.prepare(
		'SELECT * FROM suppression WHERE key = ? AND (expires_at IS NULL OR expires_at > ?)',
	);
	const remove = sql.prepare('DELETE FROM suppression WHERE key = ?');

	const digest = (key: SuppressionKey) => digestOf(key, digestKey);

	return {
		async add(drafts) {
			const keys = normalizedKeys(drafts).map(digest);
			inTransaction(sql, () => {
				for (const [index, { kind, reason, source, expiresAt }] of drafts.entries()) {
					upsert.run(keys[index] ?? '', kind, reason, source ?? null, now(), expiresAt ?? null);
				}
			});
			await Promise.resolve();
		},
		async remove(keys) {
			const digests = normalizedKeys(keys).map(digest);
			inTransaction(sql, () => digests.forEach((key) => remove.run(key)));
			await Promise.resolve();
		},
		async find(subject) {
			for (const key of keysOf(subject)) {
				const row = select.get(digest(key), now());
				if (row) return await Promise.resolve(toSuppression(row));
			}
			return undefined;
		},
	};
}

function toSuppression(row: Record<string, unknown>): Suppression {
	const { kind, reason, source, at, expires_at: expiresAt } = row;
	return {
		kind: kind === 'email' ? 'email' : 'domain',
		reason: String(reason),
		at: Number(at),
		...(typeof source === 'string' && { source }),
		...(expiresAt !== null && { expiresAt: Number(expiresAt) }),
	};
}
