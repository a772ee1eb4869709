import { fromCursor, toCursor } from '../../changes/change-cursor';
import { positionAt } from '../../changes/feed-position';
import { type JobsLooked, finishJobs, kindOfJob } from '../../enrichment/finish-jobs';
import { toOutcome } from '../../http/vendor-error';
import type { FinishedJob } from '../../ledger/job-book';
import { OUTCOME_STATUSES, type Outcome } from '../../model/outcome';
import { z } from '../../../third-party/zod';
import { notOffered } from '../../vendors/not-offered';
import { readingMembers } from '../changes';
import type { Operation } from '../operation';
import type { EnrichmentPorts } from './enrichment-operation';
import { MISS_DAYS, lifetimeOfDays } from './spending-members';

/** Days for which an end is good as the answer to the same question, as where it is asked. */
const ANSWER_DAYS = 30;

/** The name under which a cursor keeps the place in the book. */
const BOOK = 'jobs';

const job = z.strictObject({
	/** What was asked about. */
	what: z.enum(['company', 'person', 'email']),
	handle: z.string(),
	/** By what they were asked about: `{ email: 'dana@acme.com' }`. */
	asked: z.record(z.string(), z.string()),
	askedAt: z.iso.datetime(),
	/** When its end was seen. */
	finishedAt: z.iso.datetime(),
	status: z.enum(OUTCOME_STATUSES),
	record: z.unknown().optional(),
	reason: z.strictObject({ code: z.string(), message: z.string() }).optional(),
	cost: z.strictObject({ amount: z.number(), unit: z.string() }).optional(),
	notes: z.array(z.string()).optional(),
	raw: z.unknown().optional(),
});

export type ToldJob = z.output<typeof job>;

export interface JobsRead {
	jobs: ToldJob[];
	/** How many the vendor is still working on. */
	open: number;
	cursor: string;
	more: boolean;
}

const input = z.strictObject({
	cursor: z.string().min(1).max(10_000).optional().meta({
		description:
			'The cursor of the last answer: every job that finished after it is told once. Left out: all that are kept, which is 30 days from when they were asked',
	}),
	limit: z.int().min(1).max(10_000).default(500).meta({
		description:
			'How many finished jobs are told at most; if there are more, the answer says so, and its cursor leads on',
	}),
});

/** What vendors that take minutes were asked, and finished since the last time. */
export const finishedJobs: Operation<EnrichmentPorts, z.output<typeof input>> = {
	name: 'job.finished',
	family: 'enrichment',
	label: 'Get Finished',
	title: 'Get the jobs that finished since the last time',
	description:
		'Asks the vendor for every pending answer of this account, and returns those that are there now, each once: the answer has a cursor for the next call. Costs nothing beyond the questions themselves.',
	input,
	output: z.strictObject({ jobs: z.array(job), open: z.number(), ...readingMembers }),
	effect: 'reads',
	price: 'free',
	scopes: ['enrichment.read'],
	run: async ({ vendor, client, clock, ledger, signal }, { cursor, limit }) => {
		const { provider } = client;
		if (!vendor.follow) {
			const capability = vendor.capabilities['job.finished'];
			const why = `${vendor.profile.name} answers at once, so nothing is pending.`;
			return notOffered(provider, capability.supported ? why : capability.why);
		}
		const of = `${provider} job`;
		let after = 0;
		try {
			if (cursor !== undefined) after = fromCursor(of, cursor)[BOOK]?.from ?? 0;
		} catch (error) {
			if (!(error instanceof RangeError)) throw error;
			const reason = { code: 'bad_cursor', message: `Cursor ${error.message}` };
			return { status: 'invalid', provider, reason, retry: { advised: false } };
		}
		try {
			const account = { provider, account: await client.accountKey() };
			const { jobs } = ledger();
			const looked = await finishJobs(account, {
				vendor,
				client,
				clock,
				ledger: ledger(),
				lifetime: lifetimeOfDays(ANSWER_DAYS, MISS_DAYS),
				...(signal && { signal }),
			});
			const finished = await jobs.finishedAfter(account, after, limit + 1);
			const told = finished.slice(0, limit);
			return outcomeOf(provider, looked, {
				jobs: told.flatMap(toJob),
				open: await jobs.countOpen(account),
				cursor: toCursor(of, { [BOOK]: positionAt(told.at(-1)?.finishedAt ?? after) }),
				more: finished.length > limit || looked.more,
			});
		} catch (error) {
			return toOutcome(error);
		}
	},
};

/** A failure that kept all from being asked for is the outcome, beside what had finished before. */
function outcomeOf(
	provider: string,
	{ asked, failures, stopped }: JobsLooked,
	record: JobsRead,
): Outcome<JobsRead> {
	const last = failures.at(-1);
	if (last === undefined) return { status: 'found', provider, record };
	const message = `${failures.length} of ${asked} pending jobs could not be read, and are read again next time: ${last.reason?.message ?? last.status}`;
	if (!stopped && failures.length < asked) {
		return { status: 'found', provider, record, notes: [message] };
	}
	const { status, reason, retry } = last;
	if (record.jobs.length === 0) {
		return { status, provider, ...(reason && { reason }), ...(retry && { retry }) };
	}
	return {
		status: 'partial',
		provider,
		record,
		reason: { code: 'page_failed', message },
		...(retry && { retry }),
	};
}

function toJob(finished: FinishedJob): ToldJob[] {
	const what = kindOfJob(finished);
	if (what === undefined) return [];
	const { handle, question, askedAt, finishedAt, answer } = finished;
	const { status, record, reason, cost, notes, raw } = answer;
	return [
		{
			what,
			handle,
			asked: question.identity,
			askedAt: new Date(askedAt).toISOString(),
			finishedAt: new Date(finishedAt).toISOString(),
			status,
			...(record !== undefined && { record }),
			...(reason && { reason }),
			...(cost && { cost }),
			...(notes && { notes }),
			...(raw !== undefined && { raw }),
		},
	];
}
