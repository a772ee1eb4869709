import type { LedgerDatabase } from './database';
import {
	type AnswerCache,
	type KeptAnswer,
	keptOf,
	lifetimeOf,
	sameQuestion,
} from '../answer-cache';
import type { Seal } from '../sealed-value';
import { digestOf } from '../../../base/digest';

/** Stale answers are removed when the file is opened, and with each so-manyth new one. */
const SWEEP_EVERY = 200;

export function createSqliteAnswers(
	{ sql, digestKey }: LedgerDatabase,
	now: () => number,
	seal: Seal,
): AnswerCache {
	const select = sql.prepare('SELECT sealed, at FROM answer WHERE key = ? AND expires_at > ?');
	const upsert = sql.prepare(
		`INSERT INTO answer (key, subject, sealed, at, expires_at) VALUES (?, ?, ?, ?, ?)
		ON CONFLICT (key) DO UPDATE SET
			sealed = excluded.sealed, at = excluded.at, expires_at = excluded.expires_at`,
	);
	const erase = sql.prepare('DELETE FROM answer WHERE subject = ?');
	const sweep = sql.prepare('DELETE FROM answer WHERE expires_at <= ?');
	let puts = 0;
	sweep.run(now());

	const digest = (value: unknown) => digestOf(value, digestKey);

	return {
		async get(question) {
			const key = digest(sameQuestion(question));
			const row = select.get(key, now());
			const answer = row && (seal.open(row.sealed as Uint8Array, key) as KeptAnswer | undefined);
			return await Promise.resolve(answer && { answer, at: Number(row.at) });
		},
		async put(question, outcome, lifetime) {
			const ms = lifetimeOf(outcome, lifetime);
			if (ms === undefined || ms <= 0) return await Promise.resolve();
			const key = digest(sameQuestion(question));
			const sealed = seal.close(keptOf(outcome), key);
			upsert.run(key, digest(question.identity), sealed, now(), now() + ms);
			puts += 1;
			if (puts % SWEEP_EVERY === 0) sweep.run(now());
		},
		async forget(identity) {
			erase.run(digest(identity));
			await Promise.resolve();
		},
	};
}
