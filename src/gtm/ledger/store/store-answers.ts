import { randomUUID } from 'node:crypto';

import type { LedgerDatabase, LedgerTables, OpenLedgerDatabase } from './ledger-database';
import type { AnswerRow } from './ledger-tables';
import { createJobNotes } from './store-jobs';
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
import { type AnswerAbout, mentionOf } from '../answer-mentions';
import { LEASE_MS } from '../once-ledger';
import type { Seal } from '../../../base/sealed-value';

/** Stale answers are removed when the ledger is opened, and with each so-manyth new one. */
const SWEEP_EVERY = 200;

/** Answers that are unsealed at a stretch. */
const PAGE = 200;

/** Answers about one subject that are looked through, newest first. */
const MOST = 20;

type SealedAnswer = KeptAnswer & Pick<AnswerAbout, 'asked'>;

export function createStoreAnswers(
	open: OpenLedgerDatabase,
	now: () => number,
	seal: Seal,
): AnswerLedger {
	let puts = 0;

	function opened({ key, sealed, at }: AnswerRow): RememberedAnswer[] {
		const kept = unsealed(sealed, key);
		return kept ? [{ answer: kept.answer, at }] : [];
	}

	/** Who was asked about is sealed with the answer, so that it can be forgotten. */
	function unsealed(sealed: Uint8Array, key: string): AnswerAbout | undefined {
		const kept = seal.open(sealed, key) as SealedAnswer | undefined;
		if (kept === undefined) return undefined;
		const { asked, ...answer } = kept;
		return { answer, ...(asked && { asked }) };
	}

	/** The newest answer that is good enough, if there is one. */
	async function remembered(
		tables: LedgerTables,
		digests: LedgerDatabase['digests'],
		question: Question,
		since: Since,
	): Promise<RememberedAnswer | undefined> {
		const isFresh = ({ answer, at }: RememberedAnswer) => at >= since(answer);
		const holding = tables.selectFrom('ledger_answer').selectAll().where('expires_at', '>', now());
		const about = await holding
			.where('about', 'in', digests(subjectOf(question)))
			.orderBy('at', 'desc')
			.limit(MOST)
			.execute();
		const own = about
			.flatMap(opened)
			.find((kept) => isFresh(kept) && answers(kept.answer, question));
		const former = formerQuestion(question);
		if (own || former === undefined) return own;
		const before = await holding.where('key', 'in', digests(former)).execute();
		return before
			.flatMap(opened)
			.find((kept) => isFresh(kept) && formerAnswers(kept.answer, question));
	}

	async function put(
		{ write, digests }: LedgerDatabase,
		question: Question,
		kept: KeptAnswer,
		{ ms, isNewJob }: { ms: number; isNewJob: boolean },
	): Promise<void> {
		const [key] = digests(sameQuestion(question));
		const values = {
			sealed: seal.close({ ...kept, asked: question.identity }, key),
			at: now(),
			expires_at: now() + ms,
		};
		const [subject] = digests(question.identity);
		const [about] = digests(subjectOf(question));
		const jobs = createJobNotes(digests, now(), seal);
		const { status, handle } = kept;
		puts += 1;
		await write(async (tables) => {
			await tables
				.insertInto('ledger_answer')
				.values({ key, subject, about, ...values })
				.onConflict((same) => same.column('key').doUpdateSet(values))
				.execute();
			if (handle !== undefined && status === 'pending') {
				await jobs.note(tables, { question, handle, isNew: isNewJob });
			} else if (handle !== undefined) await jobs.close(tables, question, handle);
			if (puts % SWEEP_EVERY === 0) await dropStaleAnswers(tables, now());
		});
	}

	/** What was pending under the question, in this version or a former one, is so no more. */
	async function drop(
		{ write, digests }: LedgerDatabase,
		question: Question,
		handle: string,
	): Promise<void> {
		const former = formerQuestion(question);
		const keys = [...digests(sameQuestion(question)), ...(former ? digests(former) : [])];
		await write(async (tables) => {
			await tables.deleteFrom('ledger_answer').where('key', 'in', keys).execute();
			await createJobNotes(digests, now(), seal).close(tables, question, handle);
		});
	}

	async function leased(
		tables: LedgerTables,
		database: LedgerDatabase,
		question: Question,
		known: RememberedAnswer | undefined,
	): Promise<AskingLease> {
		const followed = new Set([known?.answer.handle]);
		const { write, digests } = database;
		const [about] = digests(subjectOf(question));
		const token = randomUUID();
		const values = { since: now(), leased_until: now() + LEASE_MS, lease: token };
		await tables
			.insertInto('ledger_asking')
			.values({ about, ...values })
			.onConflict((same) => same.column('about').doUpdateSet(values))
			.execute();
		return {
			async renew() {
				const { numUpdatedRows } = await write(
					async (within) =>
						await within
							.updateTable('ledger_asking')
							.set({ leased_until: now() + LEASE_MS })
							.where('about', '=', about)
							.where('lease', '=', token)
							.executeTakeFirst(),
				);
				return numUpdatedRows > 0n;
			},
			async keep(outcome, ms) {
				const { handle } = outcome;
				const isNewJob = !followed.has(handle);
				await put(database, question, keptOf(outcome, question), { ms, isNewJob });
				followed.add(handle);
			},
			letGo: async (handle) => await drop(database, question, handle),
			async end() {
				await write(
					async (within) =>
						await within
							.deleteFrom('ledger_asking')
							.where('about', '=', about)
							.where('lease', '=', token)
							.execute(),
				);
			},
		};
	}

	async function begin(
		tables: LedgerTables,
		database: LedgerDatabase,
		question: Question,
		since: Since,
	): Promise<Asking> {
		const { digests } = database;
		const known = await remembered(tables, digests, question, since);
		if (known && known.answer.status !== 'pending') return { state: 'remembered', ...known };
		const held = await tables
			.selectFrom('ledger_asking')
			.select('since')
			.where('about', 'in', digests(subjectOf(question)))
			.where('leased_until', '>', now())
			.executeTakeFirst();
		if (held) return { state: 'busy', since: held.since };
		const lease = await leased(tables, database, question, known);
		return known ? { state: 'pending', ...known, lease } : { state: 'unasked', lease };
	}

	return {
		async begin(question, since) {
			const database = await open();
			const { read, write, digests } = database;
			// Most of a list that is run again: to read it, nobody must wait for whoever writes.
			const known = await read(
				async (tables) => await remembered(tables, digests, question, since),
			);
			if (known && known.answer.status !== 'pending') return { state: 'remembered', ...known };
			return await write(async (tables) => await begin(tables, database, question, since));
		},
		async forget(identifiers) {
			const isMentioned = mentionOf(identifiers);
			const { read, write, digests } = await open();
			// Older versions kept who was asked about as a digest only, of an address or a domain alone.
			const former = new Set(
				identifiers.flatMap(({ kind, value }) => [...digests({ [kind]: value })]),
			);
			let count = 0;
			for (let after: string | undefined = ''; after !== undefined;) {
				const page = await read(async (tables) => await pageAfter(tables, after ?? ''));
				const keys = page
					.filter(({ sealed, key, subject }) => {
						const kept = unsealed(sealed, key);
						return former.has(subject) || (kept !== undefined && isMentioned(kept));
					})
					.map(({ key }) => key);
				if (keys.length > 0) {
					await write(
						async (tables) =>
							await tables.deleteFrom('ledger_answer').where('key', 'in', keys).execute(),
					);
				}
				count += keys.length;
				after = page.at(-1)?.key;
			}
			return count;
		},
	};
}

async function pageAfter(tables: LedgerTables, key: string): Promise<AnswerRow[]> {
	return await tables
		.selectFrom('ledger_answer')
		.selectAll()
		.where('key', '>', key)
		.orderBy('key')
		.limit(PAGE)
		.execute();
}

/** Also leases of processes that died long ago. */
export async function dropStaleAnswers(tables: LedgerTables, now: number): Promise<void> {
	await tables.deleteFrom('ledger_answer').where('expires_at', '<=', now).execute();
	await tables.deleteFrom('ledger_asking').where('leased_until', '<=', now).execute();
}
