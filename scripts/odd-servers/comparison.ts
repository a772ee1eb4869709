/** What a client made of an odd server. */
export interface Outcome {
	/** Items that hold what is awaited. */
	right: number;
	items: number;
	/** Of the first item that does not, or of the first one. */
	said: string;
	ms: number;
}

/** One odd server, seen by both clients. */
export interface Comparison {
	group: string;
	what: string;
	/** What is awaited is the reason of a failure. */
	isError: boolean;
	ours: Outcome;
	builtin: Outcome;
}

export type Verdict = 'better' | 'worse' | 'same';

export function verdictOf({ ours, builtin }: Comparison): Verdict {
	if (ours.right === builtin.right) return 'same';
	return ours.right > builtin.right ? 'better' : 'worse';
}
