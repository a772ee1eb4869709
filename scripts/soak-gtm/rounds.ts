import type { BatchOperation } from '../../src/gtm/batch/run-batch.ts';
import type { VendorClient } from '../../src/gtm/http/vendor-client.ts';
import type { Outcome, OutcomeCounts } from '../../src/gtm/model/outcome.ts';
import type { Library } from './library.ts';
import type { VirtualClock } from './virtual-clock.ts';

/** How a run is stopped: as n8n's stop button does, or as by the power cut of a process. */
export type Interruption = 'abort' | 'kill';

export interface Round {
	/** None if the process was killed: there was nobody left to say what became of the rows. */
	outcomes?: Outcome[];
	counts: OutcomeCounts;
	/** What stopped it. */
	stoppedBy?: Interruption;
	/** Virtual minutes. */
	minutes: number;
}

/** One process of n8n: what it remembers in memory goes with it. */
export interface WorkerProcess<Row> {
	client(signal: AbortSignal): VendorClient;
	operation(client: VendorClient): BatchOperation<Row, unknown>;
	kill(): void;
}

export interface Course<Row> {
	rows: readonly Row[];
	concurrency: number;
	startProcess(): WorkerProcess<Row>;
	/** At which share of rows that are done something stops the run. Each once, in this order. */
	interruptions: ReadonlyArray<{ at: number; by: Interruption }>;
}

const MOST_ROUNDS = 60;
const MINUTE_MS = 60_000;
/** As the nodes have it. */
const OUTAGE_PATIENCE_MS = 2 * MINUTE_MS;
/** A quota comes back with the hour; all else is worth another try at once. */
const PAUSE_MS = { quota: 60 * MINUTE_MS, other: MINUTE_MS };

const SUCCESSES = ['created', 'updated', 'unchanged'] as const;
const FINAL: readonly string[] = [...SUCCESSES, 'invalid', 'suppressed'];

export const isFinal = ({ status }: Pick<Outcome, 'status'>) => FINAL.includes(status);

function doneOf(counts: OutcomeCounts): number {
	return SUCCESSES.reduce((sum, status) => sum + (counts[status] ?? 0), 0);
}

/** Runs all rows once, until something stops it. */
async function runRound<Row>(
	library: Library,
	clock: VirtualClock,
	course: Course<Row>,
	worker: WorkerProcess<Row>,
	interruption: Course<Row>['interruptions'][number] | undefined,
): Promise<Round> {
	const from = clock.now();
	const { rows, concurrency } = course;
	const stop = new AbortController();
	const died = Promise.withResolvers<'killed'>();
	let stoppedBy: Interruption | undefined;
	let last: OutcomeCounts = {};
	const progress = ({ counts }: { counts: OutcomeCounts }) => {
		last = counts;
		if (!interruption || stoppedBy || doneOf(counts) < rows.length * interruption.at) return;
		stoppedBy = interruption.by;
		if (stoppedBy === 'abort') return stop.abort();
		worker.kill();
		died.resolve('killed');
	};
	const batch = library.runBatch(rows, worker.operation(worker.client(stop.signal)), {
		concurrency,
		outage: { clock, patienceMs: OUTAGE_PATIENCE_MS },
		signal: stop.signal,
		progress,
	});
	const end = await clock.until(Promise.race([batch, died.promise]));
	const minutes = Math.round((clock.now() - from) / MINUTE_MS);
	const [bug] = end === 'killed' ? [] : end.unexpected;
	if (bug !== undefined) throw new Error('The library has an error', { cause: bug });
	return {
		...(end === 'killed' ? { counts: last } : { outcomes: end.outcomes, counts: end.counts }),
		...(stoppedBy && { stoppedBy }),
		minutes,
	};
}

/**
 * Runs all rows again and again, as someone would who starts the workflow anew until every row is
 * done or hopeless.
 */
export async function runRounds<Row>(
	library: Library,
	clock: VirtualClock,
	course: Course<Row>,
): Promise<Round[]> {
	const rounds: Round[] = [];
	const interruptions = [...course.interruptions];
	let worker = course.startProcess();
	while (rounds.length < MOST_ROUNDS) {
		const round = await runRound(library, clock, course, worker, interruptions[0]);
		rounds.push(round);
		if (round.stoppedBy) interruptions.shift();
		if (round.stoppedBy === 'kill') worker = course.startProcess();
		if (round.outcomes?.every(isFinal)) break;
		await clock.until(clock.sleep(round.counts.quota_exhausted ? PAUSE_MS.quota : PAUSE_MS.other));
	}
	return rounds;
}

/** Runs all rows once, undisturbed. */
export async function runOnce<Row>(
	library: Library,
	clock: VirtualClock,
	course: Course<Row>,
): Promise<Round> {
	return await runRound(library, clock, course, course.startProcess(), undefined);
}
