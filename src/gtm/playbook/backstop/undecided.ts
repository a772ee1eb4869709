import type { Runs } from '../guard/runs';

/** What came in: a form, a webhook, a new record of the CRM. */
export interface Input {
	/** The address by which the play is run. */
	subject: string;
	/** Milliseconds since 1970. */
	at: number;
}

export interface BackstopRules {
	play: string;
	/** How far back is looked; 26 hours overlap two nightly runs. */
	hours: number;
	/** At most so many at a time; the rest is found next time. */
	batch: number;
}

export interface Sweep<One extends Input> {
	/** The oldest first, at most `batch`. */
	undecided: One[];
	/** How many more there are. */
	left: number;
	/** In time, and decided. */
	decided: number;
	/** Came before the time that is looked at. */
	tooOld: number;
}

const HOUR_MS = 3_600_000;

/** Finds the inputs that no run of the play came to an end for. The same subject counts once. */
export async function findUndecided<One extends Input>(
	inputs: readonly One[],
	{ play, hours, batch }: BackstopRules,
	{ runs, now }: { runs: Pick<Runs, 'ended'>; now: number },
): Promise<Sweep<One>> {
	const since = now - hours * HOUR_MS;
	const recent = inputs.filter(({ at }) => at >= since);
	const newest = new Map<string, One>();
	for (const input of recent.toSorted((one, other) => one.at - other.at)) {
		newest.set(input.subject.trim().toLowerCase(), input);
	}
	const open: One[] = [];
	for (const input of newest.values()) {
		if (!(await runs.ended(play, input.subject, input.at))) open.push(input);
	}
	open.sort((one, other) => one.at - other.at);
	return {
		undecided: open.slice(0, batch),
		left: Math.max(0, open.length - batch),
		decided: newest.size - open.length,
		tooOld: inputs.length - recent.length,
	};
}
