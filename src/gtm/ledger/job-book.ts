import type { AnswerAbout, Told } from './answer-mentions';
import type { KeptAnswer, Question } from './answer-ledger';

/** Whose jobs: one vendor's account. */
export interface JobAccount {
	provider: string;
	/** As the client's `accountKey` gives it. */
	account: string;
}

/** A question that a vendor is still working on. */
export interface OpenJob {
	/** Tells it from all others; means nothing outside. */
	key: string;
	/** What was asked, as far as it takes to follow it and to know whose it is. */
	question: JobQuestion;
	handle: string;
	/** Milliseconds since 1970. */
	askedAt: number;
}

export type JobQuestion = Pick<Question, 'fields' | 'identity' | 'operation' | 'raw' | 'terms'>;

/** How one ended. */
export interface FinishedJob extends OpenJob {
	answer: KeptAnswer;
	/**
	 * Milliseconds since 1970; of two of an account never the same, and later for what ended later,
	 * also if a clock goes back: so it serves as the place to read on from.
	 */
	finishedAt: number;
}

/** Jobs of an account that are kept; the oldest gives way. */
export const JOBS_MAX = 10_000;

/** How long a job is kept from when it was asked, in milliseconds. */
export const JOB_KEPT_MS = 30 * 86_400_000;

/**
 * What vendors were left to work on, and how it ended. A job is noted with the answer `pending`, by
 * whoever keeps that answer; it is closed when its end is answered to whoever asked the same question.
 * What ends by `finish` is kept to be told. Who was asked about is sealed where it is stored.
 */
export interface JobBook {
	/** Open ones that nobody looked at since a moment, those first that were left longest. */
	due(account: JobAccount, before: number, limit: number): Promise<OpenJob[]>;
	/** The vendor was asked for it just now. */
	looked(job: Pick<OpenJob, 'key'>): Promise<void>;
	/** False if it is not open any more: then nothing is kept. */
	finish(account: JobAccount, job: OpenJob, answer: KeptAnswer): Promise<boolean>;
	/** What finished after a moment, in order. */
	finishedAfter(account: JobAccount, after: number, limit: number): Promise<FinishedJob[]>;
	countOpen(account: JobAccount): Promise<number>;
	/** Removes all about whoever has one of these identifiers, as `mentionOf` tells. @returns how many */
	forget(identifiers: readonly Told[]): Promise<number>;
}

/** Whose job a question becomes while it is pending. */
export function jobAccountOf({ provider, account }: JobAccount): JobAccount {
	return { provider, account };
}

/** The parts of a job that make it the same, for the digest of its key. */
export function sameJob({ provider, account, operation }: Question, handle: string): object {
	return { job: handle, provider, account, operation };
}

export function jobQuestionOf({
	operation,
	identity,
	terms,
	fields,
	raw,
}: JobQuestion): JobQuestion {
	return {
		operation,
		identity,
		...(terms && { terms }),
		...(fields && { fields }),
		...(raw && { raw }),
	};
}

/** What is looked through when somebody is to be forgotten. */
export function jobAbout(question: JobQuestion, answer?: KeptAnswer): AnswerAbout {
	return { answer: answer ?? { status: 'pending' }, asked: question.identity };
}
