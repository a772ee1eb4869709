import type { SQLInputValue } from 'node:sqlite';

import type { LedgerConnection, OpenLedger } from './connection';
import { inTransaction } from './database';
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

const HOLDS = '(expires_at IS NULL OR expires_at > ?)';
const SELECT = `SELECT * FROM suppression WHERE key = ? AND ${HOLDS}`;

/** Those that hold everywhere have the digest that they had before there were scopes. */
const digest = ({ digestKey }: OpenLedger, { scope, ...key }: NormalKey) =>
	digestOf(scope === EVERYWHERE ? key : { ...key, scope }, digestKey);

export function createSqliteSuppressions(
	connection: LedgerConnection,
	now: () => number,
	seal: Seal,
): SuppressionList {
	function write(
		database: OpenLedger,
		normal: NormalKey,
		{ kind, reason, source, expiresAt }: SuppressionDraft,
	): Addition {
		const key = digest(database, normal);
		const before = database.statement(SELECT).get(key, now());
		const same =
			before !== undefined &&
			before.reason === reason &&
			before.source === (source ?? null) &&
			before.expires_at === (expiresAt ?? null) &&
			before.sealed !== null;
		if (same) return 'unchanged';
		const sealed = seal.close(normal.value, key);
		const end = expiresAt ?? null;
		database
			.statement(
				`INSERT INTO suppression (key, kind, reason, source, at, expires_at, scope, sealed)
				VALUES (?, ?, ?, ?, ?, ?, ?, ?)
				ON CONFLICT (key) DO UPDATE SET
					reason = excluded.reason, source = excluded.source, at = excluded.at,
					expires_at = excluded.expires_at, sealed = excluded.sealed`,
			)
			.run(key, kind, reason, source ?? null, now(), end, normal.scope, sealed);
		return before === undefined ? 'created' : 'updated';
	}

	return {
		async add(drafts) {
			const keys = normalizedKeys(drafts);
			return await connection.use((database) =>
				inTransaction(database.sql, () =>
					drafts.map((draft, index) => write(database, keys[index] as NormalKey, draft)),
				),
			);
		},
		async remove(keys) {
			const normal = normalizedKeys(keys);
			return await connection.use((database) => {
				const statement = database.statement('DELETE FROM suppression WHERE key = ?');
				return inTransaction(database.sql, () =>
					normal.map((key) => Number(statement.run(digest(database, key)).changes) > 0),
				);
			});
		},
		async find(record, place) {
			return await connection.use((database) => {
				for (const key of keysOf(record, place)) {
					const row = database.statement(SELECT).get(digest(database, key), now());
					if (row) return toSuppression(row);
				}
				return undefined;
			});
		},
		async list({ kind = null, scope = null, limit }) {
			const filter: SQLInputValue[] = [now(), kind, kind, scope, scope, limit];
			const rows = await connection.use(({ statement }) =>
				statement(
					`SELECT * FROM suppression
					WHERE ${HOLDS} AND (? IS NULL OR kind = ?) AND (? IS NULL OR scope = ?)
					ORDER BY at DESC, key LIMIT ?`,
				).all(...filter),
			);
			return rows.map((row) => {
				const value =
					row.sealed === null ? undefined : seal.open(row.sealed as Uint8Array, String(row.key));
				return { ...toSuppression(row), ...(typeof value === 'string' && { value }) };
			});
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
