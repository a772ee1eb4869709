import type { Clock } from '../../base/clock';
import type { VendorClient } from '../http/vendor-client';
import { keptOf } from '../ledger/answer-ledger';
import type { JobAccount, OpenJob } from '../ledger/job-book';
import type { Ledger } from '../ledger/ledger';
import type { Outcome } from '../model/outcome';
import { type AnswerLifetime, keptFor } from './answer-lifetime';
import { isStillMade } from './ask-once';
import type { EnrichOptions, EnrichmentVendor } from './enrichment-vendor';
import { follow } from './follow';

/** Jobs that are asked for at a stretch: at the 60 calls a minute of a vendor, more than a minute. */
const ASKED_MAX = 100;

/** After so many failures in a row the vendor is left alone. */
const FAILURES_MAX = 3;

/**
 * How long a vendor may take, in milliseconds from when it was asked. Those that take long take minutes,
 * and hours where many wait.
 */
const OVERDUE_MS = 3 * 86_400_000;

/** What can be pending, by the operation that asked. */
const FOLLOWED = {
	'company.enrich': 'company',
	'person.enrich': 'person',
	'email.verify': 'email',
} as const;

export type JobKind = (typeof FOLLOWED)[keyof typeof FOLLOWED];

/** What a job is about; undefined if it is none that can be followed. */
export function kindOfJob({
	question: { operation },
}: Pick<OpenJob, 'question'>): JobKind | undefined {
	return Object.hasOwn(FOLLOWED, operation)
		? FOLLOWED[operation as keyof typeof FOLLOWED]
		: undefined;
}

export interface JobPorts {
	vendor: EnrichmentVendor;
	client: VendorClient;
	clock: Clock;
	ledger: Pick<Ledger, 'answers' | 'jobs'>;
	/** How long an end is good as the answer to the same question. */
	lifetime: AnswerLifetime;
	signal?: AbortSignal;
}

/** What became of a look at the open jobs. */
export interface JobsLooked {
	asked: number;
	/** Of jobs that stay open: their questions failed, and are put again at the next look. */
	failures: Outcome[];
	/** The vendor was left alone before all were asked for. */
	stopped: boolean;
	/** More of them are due now. */
	more: boolean;
}

/**
 * Asks the vendor once for each open job of an account that was not asked for within the time the vendor
 * advises, and keeps what ended in the book and as the answer to its question. Costs nothing. A question
 * that fails leaves its own job open, and no other. What the vendor has not finished in time ends as overdue.
 */
export async function finishJobs(account: JobAccount, ports: JobPorts): Promise<JobsLooked> {
	const { vendor, clock, ledger, signal } = ports;
	const pace = vendor.follow?.pollEveryMs ?? 0;
	const due = await ledger.jobs.due(account, clock.now() - pace, ASKED_MAX + 1);
	const looked: JobsLooked = {
		asked: 0,
		failures: [],
		stopped: false,
		more: due.length > ASKED_MAX,
	};
	let failedInARow = 0;
	for (const job of due.slice(0, ASKED_MAX)) {
		if (signal?.aborted) return { ...looked, stopped: true, more: true };
		const outcome = await look(account, job, ports);
		looked.asked += 1;
		const isFailure = outcome.status !== 'pending' && isStillMade(outcome);
		failedInARow = isFailure ? failedInARow + 1 : 0;
		if (!isFailure) continue;
		looked.failures.push(outcome);
		if (outcome.status === 'forbidden' || failedInARow === FAILURES_MAX) {
			return { ...looked, stopped: true };
		}
	}
	return looked;
}

async function look(account: JobAccount, job: OpenJob, ports: JobPorts): Promise<Outcome> {
	const { vendor, client, clock, ledger, signal } = ports;
	const kind = kindOfJob(job);
	const { handle, question } = job;
	const { fields, raw } = question;
	const options: EnrichOptions = {
		...(fields && { fields }),
		...(raw && { keepRaw: true }),
	};
	const pending: Outcome = { status: 'pending', provider: client.provider, handle };
	await ledger.jobs.looked(job);
	if (kind === undefined) return pending;
	const outcome = await follow({ vendor, client }, kind, pending, {
		clock,
		followMs: 0,
		atOnce: true,
		options,
		...(signal && { signal }),
	});
	if (outcome.status === 'pending' && clock.now() - job.askedAt > OVERDUE_MS) {
		// The answer to its question stays pending: whoever asks the same follows it on, and pays for nothing.
		await ledger.jobs.finish(account, job, keptOf(overdue(outcome), question));
	}
	if (outcome.status === 'pending' || isStillMade(outcome)) return outcome;
	const isOurs = await ledger.jobs.finish(account, job, keptOf(outcome, question));
	if (isOurs) await remember(account, job, outcome, ports);
	return outcome;
}

function overdue({ provider }: Outcome): Outcome {
	return {
		status: 'upstream_error',
		provider,
		reason: {
			code: 'job_overdue',
			message:
				'The vendor has not finished this in 3 days, so this does not look for it any more. Check it at the vendor, or enter its handle in Handle to look once more at no cost.',
		},
		retry: { advised: false },
	};
}

/** Whoever asks the same has the answer, and follows nothing any more. */
async function remember(
	account: JobAccount,
	{ question, handle }: OpenJob,
	outcome: Outcome,
	{ ledger, lifetime }: JobPorts,
): Promise<void> {
	const begun = await ledger.answers.begin({ ...account, ...question }, () => 0);
	// Somebody else follows it just now: then they keep it.
	if (!('lease' in begun)) return;
	const { lease } = begun;
	try {
		if (begun.state !== 'pending' || begun.answer.handle !== handle) return;
		const ms = keptFor(outcome, lifetime);
		if (ms === undefined) await lease.letGo(handle);
		else await lease.keep({ handle, ...outcome }, ms);
	} finally {
		// It ends by itself soon.
		await lease.end().catch(() => undefined);
	}
}
