import type { KeptAnswer, Question } from './answer-ledger';
import { mentionOf } from './answer-mentions';
import {
	type JobAccount,
	type JobBook,
	JOBS_MAX,
	JOB_KEPT_MS,
	type OpenJob,
	jobAbout,
	jobAccountOf,
	jobQuestionOf,
	sameJob,
} from './job-book';
import { canonicalJson } from '../../base/digest';

interface Entry extends OpenJob {
	account: string;
	lookedAt: number;
	answer?: KeptAnswer;
	finishedAt?: number;
}

/** The book with what whoever keeps answers writes into it. */
export interface MemoryJobs extends JobBook {
	note(question: Question, handle: string, isNew: boolean): void;
	close(question: Question, handle: string): void;
}

/** @param now milliseconds since 1970 */
export function createMemoryJobs(now: () => number): MemoryJobs {
	const jobs = new Map<string, Entry>();
	const of = (account: JobAccount) => {
		const owner = canonicalJson(jobAccountOf(account));
		return [...jobs.values()].filter(
			(job) => job.account === owner && job.askedAt > now() - JOB_KEPT_MS,
		);
	};
	const openOf = (account: JobAccount) =>
		of(account).filter(({ finishedAt }) => finishedAt === undefined);
	const keyOf = (question: Question, handle: string) => canonicalJson(sameJob(question, handle));
	const toJob = ({ key, question, handle, askedAt }: Entry): OpenJob =>
		structuredClone({ key, question, handle, askedAt });

	return {
		note(question, handle, isNew) {
			const key = keyOf(question, handle);
			if (jobs.has(key) && !isNew) return;
			jobs.delete(key);
			for (const { key: oldest } of of(question).slice(0, -(JOBS_MAX - 1))) jobs.delete(oldest);
			jobs.set(key, {
				key,
				account: canonicalJson(jobAccountOf(question)),
				question: structuredClone(jobQuestionOf(question)),
				handle,
				askedAt: now(),
				lookedAt: now(),
			});
		},
		close(question, handle) {
			const key = keyOf(question, handle);
			if (jobs.get(key)?.finishedAt === undefined) jobs.delete(key);
		},
		async due(account, before, limit) {
			const due = openOf(account)
				.filter(({ lookedAt }) => lookedAt <= before)
				.toSorted((one, other) => one.lookedAt - other.lookedAt);
			return await Promise.resolve(due.slice(0, limit).map(toJob));
		},
		async looked({ key }) {
			const job = jobs.get(key);
			if (job) job.lookedAt = now();
			await Promise.resolve();
		},
		async finish(account, { key }, answer) {
			const job = jobs.get(key);
			if (job === undefined || job.finishedAt !== undefined) return await Promise.resolve(false);
			const last = Math.max(0, ...of(account).map(({ finishedAt }) => finishedAt ?? 0));
			job.answer = structuredClone(answer);
			job.finishedAt = Math.max(now(), last + 1);
			return true;
		},
		async finishedAfter(account, after, limit) {
			const finished = of(account)
				.flatMap((job) => {
					const { answer, finishedAt } = job;
					if (answer === undefined || finishedAt === undefined) return [];
					return [{ ...toJob(job), answer: structuredClone(answer), finishedAt }];
				})
				.filter(({ finishedAt }) => finishedAt > after)
				.toSorted((one, other) => one.finishedAt - other.finishedAt);
			return await Promise.resolve(finished.slice(0, limit));
		},
		countOpen: async (account) => await Promise.resolve(openOf(account).length),
		async forget(identifiers) {
			const isMentioned = mentionOf(identifiers);
			const meant = [...jobs.values()].filter(({ question, answer }) =>
				isMentioned(jobAbout(question, answer)),
			);
			for (const { key } of meant) jobs.delete(key);
			return await Promise.resolve(meant.length);
		},
	};
}
