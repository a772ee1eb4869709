import {
	type Outcome,
	type OutcomeCounts,
	type OutcomeStatus,
	countOutcomes,
} from '../model/outcome';
import { type OutageSettings, createOutage, isHeldBack } from './outage';

/** How many inputs become outcomes, in the vendor's portions. */
export interface BatchOperation<Input, Entity> {
	/** The id of the vendor, for inputs that it was never asked about. */
	provider: string;
	/** Inputs in one call, at most; 1 where the vendor has no batch. */
	portion: number;
	/** Inputs that may not share a call have different groups, such as sequences. */
	groupOf?(input: Input): string;
	/**
	 * Whether two inputs may concern one thing, so that the later one begins when the earlier one has
	 * ended. Left out: none do.
	 */
	mayBeOne?(this: void, one: Input, other: Input): boolean;
	/** Outcomes in the order and number of the inputs. */
	run(inputs: readonly Input[]): Promise<ReadonlyArray<Outcome<Entity>>>;
}

export interface BatchProgress {
	done: number;
	total: number;
	counts: OutcomeCounts;
}

export interface BatchSettings {
	/** Calls under way at once. The client's limiter holds besides. */
	concurrency: number;
	/** After a portion with nothing but one of these, no new one begins. */
	stopOn?: readonly OutcomeStatus[];
	/** Codes of reasons with which one of these is no sign that the next one would end so too. */
	goOnAfter?: readonly string[];
	/**
	 * A vendor that is down is waited for. One that stays down ends the batch. Left out, and for a single
	 * input: it is not waited for.
	 */
	outage?: OutageSettings;
	signal?: AbortSignal;
	/** Hears after each portion. Must not throw. */
	progress?(progress: BatchProgress): void;
}

export interface BatchResult<Entity> {
	/** One for each input, in the order of the inputs. */
	outcomes: Array<Outcome<Entity>>;
	counts: OutcomeCounts;
	/** Errors of ours. Their inputs have an outcome; what became of them is unknown. */
	unexpected: unknown[];
}

/** Without credits every further call is refused as well, and some vendors block who goes on. */
const STOP_ON: readonly OutcomeStatus[] = ['quota_exhausted'];

/** Indices of the inputs of one call. */
type Portion = readonly number[];

/** How many portions are looked through for one that need not wait for another. */
const LOOK_AHEAD = 100;

/**
 * Runs many inputs through one operation. Nothing is lost: every input ends as exactly one outcome,
 * also if the operation throws, answers with the wrong number, or the execution is cancelled. What
 * is under way then is waited for; what was not begun says so.
 */
export async function runBatch<Input, Entity>(
	inputs: readonly Input[],
	operation: BatchOperation<Input, Entity>,
	settings: BatchSettings,
): Promise<BatchResult<Entity>> {
	const outcomes = new Map<number, Outcome<Entity>>();
	const unexpected: unknown[] = [];
	const waiting = portionsOf(inputs, operation);
	const outage = settings.outage && inputs.length > 1 ? createOutage(settings.outage) : undefined;
	let stopped: OutcomeStatus | undefined;

	async function runPortion(portion: Portion): Promise<ReadonlyArray<Outcome<Entity>>> {
		try {
			const answers = await operation.run(portion.map((index) => inputs[index] as Input));
			if (answers.length === portion.length) return answers;
			throw new RangeError(`${answers.length} outcomes for ${portion.length} inputs`);
		} catch (error) {
			unexpected.push(error);
			return portion.map(() => unknownEnd(operation.provider, error));
		}
	}

	const underWay = new Set<Portion>();
	let ended = Promise.withResolvers<void>();
	const { mayBeOne } = operation;

	function mustFollow(later: Portion, earlier: Portion): boolean {
		return later.some((one) =>
			earlier.some((other) => mayBeOne?.(inputs[other] as Input, inputs[one] as Input)),
		);
	}

	/** The first portion that has to wait for none before it. */
	function takeNext(): Portion | undefined {
		const ahead = waiting.slice(0, mayBeOne ? LOOK_AHEAD : 1);
		const place = ahead.findIndex((portion, index) =>
			[...underWay, ...ahead.slice(0, index)].every((earlier) => !mustFollow(portion, earlier)),
		);
		return place < 0 ? undefined : waiting.splice(place, 1)[0];
	}

	async function work(): Promise<void> {
		while (stopped === undefined && !settings.signal?.aborted) {
			const portion = takeNext();
			if (!portion) {
				if (waiting.length === 0) return;
				await ended.promise;
				continue;
			}
			underWay.add(portion);
			const answers = await runPortion(portion);
			const next = outage?.after(answers) ?? 'go';
			const heldBack: number[] = [];
			for (const [place, index] of portion.entries()) {
				const answer = answers[place];
				if (!answer) continue;
				if (next === 'wait' && isHeldBack(answer)) heldBack.push(index);
				else outcomes.set(index, answer);
			}
			if (heldBack.length > 0) waiting.unshift(heldBack);
			underWay.delete(portion);
			ended.resolve();
			ended = Promise.withResolvers();
			if (next === 'stop') stopped ??= 'upstream_error';
			if (next === 'go') stopped ??= stopFor(answers, settings);
			const counts = countOutcomes([...outcomes.values()]);
			settings.progress?.({ done: outcomes.size, total: inputs.length, counts });
			if (next === 'wait') await outage?.wait(settings.signal);
		}
		// Whoever waits for a portion's end must hear that there is none to come.
		ended.resolve();
	}

	await Promise.all(Array.from({ length: Math.max(1, settings.concurrency) }, work));
	const all = inputs.map(
		(_, index) => outcomes.get(index) ?? notTried<Entity>(operation.provider, stopped),
	);
	return { outcomes: all, counts: countOutcomes(all), unexpected };
}

/** Groups in the order in which they first appear; within a group the order of the inputs. */
function portionsOf<Input>(
	inputs: readonly Input[],
	{ portion, groupOf }: Pick<BatchOperation<Input, unknown>, 'portion' | 'groupOf'>,
): Portion[] {
	const groups = Map.groupBy(inputs.keys(), (index) => groupOf?.(inputs[index] as Input) ?? '');
	const size = Math.max(1, portion);
	return [...groups.values()].flatMap((indices) =>
		Array.from({ length: Math.ceil(indices.length / size) }, (_, place) =>
			indices.slice(place * size, (place + 1) * size),
		),
	);
}

function stopFor(
	answers: ReadonlyArray<Pick<Outcome, 'reason' | 'status'>>,
	{ stopOn = STOP_ON, goOnAfter = [] }: BatchSettings,
): OutcomeStatus | undefined {
	if (answers.some(({ reason }) => goOnAfter.includes(reason?.code ?? ''))) return undefined;
	return stopOn.find((status) => answers.every((answer) => answer.status === status));
}

function notTried<Entity>(provider: string, stopped: OutcomeStatus | undefined): Outcome<Entity> {
	const why =
		stopped === undefined
			? 'the execution was cancelled'
			: `an earlier item ended with ${stopped}, and this one would too`;
	return {
		status: stopped ?? 'upstream_error',
		provider,
		reason: {
			code: stopped === undefined ? 'cancelled' : 'not_tried',
			message: `Not tried: ${why}`,
		},
		retry: { advised: stopped === undefined || stopped === 'upstream_error' },
	};
}

/** Without the error's own words: they may quote the input. */
function unknownEnd<Entity>(provider: string, error: unknown): Outcome<Entity> {
	const name = error instanceof Error ? error.name : typeof error;
	return {
		status: 'upstream_error',
		provider,
		reason: {
			code: 'unexpected_error',
			message: `Internal error of this package (${name}). Check in ${provider} whether it was done before you try again`,
		},
		retry: { advised: false },
	};
}
