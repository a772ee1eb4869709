import type { LedgerDatabase, LedgerTables, OpenLedgerDatabase } from './ledger-database';
import type { JobRow } from './ledger-tables';
import type { KeptAnswer, Question } from '../answer-ledger';
import { mentionOf } from '../answer-mentions';
import {
	type FinishedJob,
	type JobAccount,
	type JobBook,
	type JobQuestion,
	JOBS_MAX,
	JOB_KEPT_MS,
	type OpenJob,
	jobAbout,
	jobAccountOf,
	jobQuestionOf,
	sameJob,
} from '../job-book';
import type { Seal } from '../../../base/sealed-value';

/** Jobs that are unsealed at a stretch. */
const PAGE = 200;

interface SealedJob {
	question: JobQuestion;
	handle: string;
	answer?: KeptAnswer;
}

type Digests = LedgerDatabase['digests'];

export function createStoreJobs(open: OpenLedgerDatabase, now: () => number, seal: Seal): JobBook {
	const opened = ({ sealed, key }: Pick<JobRow, 'key' | 'sealed'>) =>
		seal.open(sealed, key) as SealedJob | undefined;

	/** What was sealed with another secret is lost. */
	function toJobs(row: JobRow): OpenJob[] {
		const { question, handle } = opened(row) ?? {};
		if (question === undefined || handle === undefined) return [];
		return [{ key: row.key, question, handle, askedAt: row.asked_at }];
	}

	return {
		async due(account, before, limit) {
			const { read, write, digests } = await open();
			const rows = await read(
				async (tables) =>
					await ofAccount(tables, digests, account)
						.where('finished_at', 'is', null)
						.where('looked_at', '<=', before)
						.where('asked_at', '>', now() - JOB_KEPT_MS)
						.orderBy('looked_at')
						.orderBy('key')
						.limit(limit)
						.execute(),
			);
			const lost = rows.filter((row) => toJobs(row).length === 0).map(({ key }) => key);
			if (lost.length > 0) {
				// They would be in the way of the others for as long as they are kept.
				await write(
					async (tables) =>
						await tables.deleteFrom('ledger_job').where('key', 'in', lost).execute(),
				);
			}
			return rows.flatMap(toJobs);
		},
		async looked({ key }) {
			const { write } = await open();
			await write(
				async (tables) =>
					await tables
						.updateTable('ledger_job')
						.set({ looked_at: now() })
						.where('key', '=', key)
						.execute(),
			);
		},
		async finish(account, { key, question, handle }, answer) {
			const { write, digests } = await open();
			const sealed = seal.close({ question, handle, answer } satisfies SealedJob, key);
			return await write(async (tables) => {
				const last = await tables
					.selectFrom('ledger_job')
					.select(({ fn }) => fn.max('finished_at').as('at'))
					.where('account', 'in', digests(jobAccountOf(account)))
					.executeTakeFirst();
				const finishedAt = Math.max(now(), Number(last?.at ?? 0) + 1);
				const { numUpdatedRows } = await tables
					.updateTable('ledger_job')
					.set({ sealed, finished_at: finishedAt })
					.where('key', '=', key)
					.where('finished_at', 'is', null)
					.executeTakeFirst();
				return numUpdatedRows > 0n;
			});
		},
		async finishedAfter(account, after, limit) {
			const { read, digests } = await open();
			const rows = await read(
				async (tables) =>
					await ofAccount(tables, digests, account)
						.where('finished_at', '>', after)
						.where('asked_at', '>', now() - JOB_KEPT_MS)
						.orderBy('finished_at')
						.limit(limit)
						.execute(),
			);
			return rows.flatMap((row): FinishedJob[] => {
				const { answer } = opened(row) ?? {};
				const { finished_at: finishedAt } = row;
				if (answer === undefined || finishedAt === null) return [];
				return toJobs(row).map((job) => ({ ...job, answer, finishedAt }));
			});
		},
		async countOpen(account) {
			const { read, digests } = await open();
			const counted = await read(
				async (tables) =>
					await tables
						.selectFrom('ledger_job')
						.select(({ fn }) => fn.countAll().as('count'))
						.where('account', 'in', digests(jobAccountOf(account)))
						.where('finished_at', 'is', null)
						.where('asked_at', '>', now() - JOB_KEPT_MS)
						.executeTakeFirst(),
			);
			return Number(counted?.count ?? 0);
		},
		async forget(identifiers) {
			const isMentioned = mentionOf(identifiers);
			const { read, write } = await open();
			let count = 0;
			for (let after: string | undefined = ''; after !== undefined;) {
				const page = await read(async (tables) => await pageAfter(tables, after ?? ''));
				const keys = page.flatMap((row) => {
					const job = opened(row);
					return job && isMentioned(jobAbout(job.question, job.answer)) ? [row.key] : [];
				});
				if (keys.length > 0) {
					await write(
						async (tables) =>
							await tables.deleteFrom('ledger_job').where('key', 'in', keys).execute(),
					);
				}
				count += keys.length;
				after = page.at(-1)?.key;
			}
			return count;
		},
	};
}

function ofAccount(tables: LedgerTables, digests: Digests, account: JobAccount) {
	return tables
		.selectFrom('ledger_job')
		.selectAll()
		.where('account', 'in', digests(jobAccountOf(account)));
}

async function pageAfter(tables: LedgerTables, key: string): Promise<JobRow[]> {
	return await tables
		.selectFrom('ledger_job')
		.selectAll()
		.where('key', '>', key)
		.orderBy('key')
		.limit(PAGE)
		.execute();
}

/** What whoever keeps an answer writes into the book with it. */
export interface JobNotes {
	/**
	 * It is pending. One that was noted before stays as it is, unless it was begun anew: then it is open
	 * again.
	 */
	note(
		tables: LedgerTables,
		job: { question: Question; handle: string; isNew: boolean },
	): Promise<void>;
	/** Whoever asked has its end. What finished before is told all the same. */
	close(tables: LedgerTables, question: Question, handle: string): Promise<void>;
}

/** The notes are of the same transaction as the answer. */
export function createJobNotes(digests: Digests, now: number, seal: Seal): JobNotes {
	return {
		async note(tables, { question, handle, isNew }) {
			const [key, ...former] = digests(sameJob(question, handle));
			const owners = digests(jobAccountOf(question));
			const kept = { question: jobQuestionOf(question), handle } satisfies SealedJob;
			const row: JobRow = {
				key,
				account: owners[0],
				asked_at: now,
				looked_at: now,
				finished_at: null,
				sealed: seal.close(kept, key),
			};
			const known = await tables
				.selectFrom('ledger_job')
				.select('key')
				.where('key', 'in', [key, ...former])
				.execute();
			if (known.length > 0 && !isNew) return;
			await tables
				.deleteFrom('ledger_job')
				.where('key', 'in', [key, ...former])
				.execute();
			await makeRoom(tables, owners);
			await tables.insertInto('ledger_job').values(row).execute();
		},
		async close(tables, question, handle) {
			await tables
				.deleteFrom('ledger_job')
				.where('key', 'in', digests(sameJob(question, handle)))
				.where('finished_at', 'is', null)
				.execute();
		},
	};
}

async function makeRoom(tables: LedgerTables, owners: readonly string[]): Promise<void> {
	const counted = await tables
		.selectFrom('ledger_job')
		.select(({ fn }) => fn.countAll().as('count'))
		.where('account', 'in', owners)
		.executeTakeFirst();
	const tooMany = Number(counted?.count ?? 0) + 1 - JOBS_MAX;
	if (tooMany <= 0) return;
	const oldest = await tables
		.selectFrom('ledger_job')
		.select('key')
		.where('account', 'in', owners)
		.orderBy('asked_at')
		.limit(tooMany)
		.execute();
	const keys = oldest.map(({ key }) => key);
	await tables.deleteFrom('ledger_job').where('key', 'in', keys).execute();
}

export async function dropOldJobs(tables: LedgerTables, now: number): Promise<void> {
	await tables
		.deleteFrom('ledger_job')
		.where('asked_at', '<=', now - JOB_KEPT_MS)
		.execute();
}
