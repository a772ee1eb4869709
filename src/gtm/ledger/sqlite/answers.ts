import { randomUUID } from 'node:crypto';

import type { LedgerConnection, OpenLedger } from './connection';
import { inTransaction } from './database';
import {
	type AnswerLedger,
	type Asking,
	type AskingLease,
	type KeptAnswer,
	type Question,
	type RememberedAnswer,
	type Since,
	answers,
	formerAnswers,
	formerQuestion,
	keptOf,
	sameQuestion,
	subjectOf,
} from '../answer-ledger';
import { LEASE_MS } from '../once-ledger';
import type { Seal } from '../sealed-value';
import { digestOf } from '../../../base/digest';

/** Stale answers are removed when the file is opened, and with each so-manyth new one. */
const SWEEP_EVERY = 200;

/** Answers about one subject that are looked through, newest first. */
const MOST = 20;

export function createSqliteAnswers(
	connection: LedgerConnection,
	now: () => number,
	seal: Seal,
): AnswerLedger {
	let puts = 0;

	function opened(row: Record<string, unknown> | undefined): RememberedAnswer[] {
		const answer = row && (seal.open(row.sealed as Uint8Array, String(row.key)) as KeptAnswer);
		return answer ? [{ answer, at: Number(row.at) }] : [];
	}

	/** The newest answer that is good enough, if there is one. */
	function remembered(
		{ statement, digestKey }: OpenLedger,
		question: Question,
		since: Since,
	): RememberedAnswer | undefined {
		const about = digestOf(subjectOf(question), digestKey);
		const isFresh = ({ answer, at }: RememberedAnswer) => at >= since(answer);
		const own = statement(
			'SELECT key, sealed, at FROM answer WHERE about = ? AND expires_at > ? ORDER BY at DESC LIMIT ?',
		)
			.all(about, now(), MOST)
			.flatMap(opened)
			.find((kept) => isFresh(kept) && answers(kept.answer, question));
		const former = formerQuestion(question);
		if (own || former === undefined) return own;
		return opened(
			statement('SELECT key, sealed, at FROM answer WHERE key = ? AND expires_at > ?').get(
				digestOf(former, digestKey),
				now(),
			),
		).find((kept) => isFresh(kept) && formerAnswers(kept.answer, question));
	}

	function put(
		{ statement, digestKey }: OpenLedger,
		question: Question,
		kept: KeptAnswer,
		ms: number,
	): void {
		const key = digestOf(sameQuestion(question), digestKey);
		statement(
			`INSERT INTO answer (key, subject, about, sealed, at, expires_at) VALUES (?, ?, ?, ?, ?, ?)
			ON CONFLICT (key) DO UPDATE SET
				sealed = excluded.sealed, at = excluded.at, expires_at = excluded.expires_at`,
		).run(
			key,
			digestOf(question.identity, digestKey),
			digestOf(subjectOf(question), digestKey),
			seal.close(kept, key),
			now(),
			now() + ms,
		);
		puts += 1;
		if (puts % SWEEP_EVERY === 0) dropStaleAnswers({ statement }, now());
	}

	/** What was pending under the question, in this version or a former one, is so no more. */
	function drop({ statement, digestKey }: OpenLedger, question: Question): void {
		for (const key of [sameQuestion(question), formerQuestion(question)]) {
			if (key === undefined) continue;
			statement('DELETE FROM answer WHERE key = ?').run(digestOf(key, digestKey));
		}
	}

	function leased(database: OpenLedger, question: Question): AskingLease {
		const about = digestOf(subjectOf(question), database.digestKey);
		const token = randomUUID();
		database
			.statement(
				`INSERT INTO asking (about, since, leased_until, lease) VALUES (?, ?, ?, ?)
				ON CONFLICT (about) DO UPDATE SET since = excluded.since,
					leased_until = excluded.leased_until, lease = excluded.lease`,
			)
			.run(about, now(), now() + LEASE_MS, token);
		return {
			renew: async () =>
				await connection.use(({ statement }) => {
					const renew = statement(
						'UPDATE asking SET leased_until = ? WHERE about = ? AND lease = ?',
					);
					return Number(renew.run(now() + LEASE_MS, about, token).changes) > 0;
				}),
			async keep(outcome, ms) {
				await connection.use((open) => put(open, question, keptOf(outcome, question), ms));
			},
			letGo: async () => await connection.use((open) => drop(open, question)),
			async end() {
				await connection.use(({ statement }) =>
					statement('DELETE FROM asking WHERE about = ? AND lease = ?').run(about, token),
				);
			},
		};
	}

	function begin(database: OpenLedger, question: Question, since: Since): Asking {
		const known = remembered(database, question, since);
		if (known && known.answer.status !== 'pending') return { state: 'remembered', ...known };
		const about = digestOf(subjectOf(question), database.digestKey);
		const held = database
			.statement('SELECT since FROM asking WHERE about = ? AND leased_until > ?')
			.get(about, now());
		if (held) return { state: 'busy', since: Number(held.since) };
		const lease = leased(database, question);
		return known ? { state: 'pending', ...known, lease } : { state: 'unasked', lease };
	}

	return {
		async begin(question, since) {
			return await connection.use((database) => {
				const known = remembered(database, question, since);
				// Most of a list that is run again: to read it, nobody must wait for whoever writes.
				if (known && known.answer.status !== 'pending') return { state: 'remembered', ...known };
				return inTransaction(database.sql, () => begin(database, question, since));
			});
		},
		async forget(identity) {
			await connection.use(({ statement, digestKey }) =>
				statement('DELETE FROM answer WHERE subject = ?').run(digestOf(identity, digestKey)),
			);
		},
	};
}

/** Also leases of processes that died long ago. */
export function dropStaleAnswers({ statement }: Pick<OpenLedger, 'statement'>, now: number): void {
	statement('DELETE FROM answer WHERE expires_at <= ?').run(now);
	statement('DELETE FROM asking WHERE leased_until <= ?').run(now);
}
