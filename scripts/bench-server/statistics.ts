/** What a number of requests came to. */
export interface Summary {
	requests: number;
	/** Answers that were none: a status other than 200, or not the awaited text. */
	errors: number;
	firstError?: string;
	/** Milliseconds. */
	p50: number;
	p95: number;
	/** Requests a second. */
	rate: number;
	/** Milliseconds of processor time that the server spent on a request, user and system. */
	cpu: number;
}

/** Load on one server for a while. */
export interface Round {
	/** Milliseconds of each request. */
	latencies: number[];
	errors: number;
	firstError?: string;
	/** Milliseconds of the whole load. */
	duration: number;
	/** Milliseconds of processor time during the load. */
	cpuTime: number;
}

/** The value below which a share of the sorted values lies; NaN when there are none. */
export function percentile(sorted: readonly number[], share: number): number {
	const index = Math.min(sorted.length - 1, Math.floor(sorted.length * share));
	return sorted[index] ?? Number.NaN;
}

function median(values: number[]): number {
	return percentile(
		values.toSorted((a, b) => a - b),
		0.5,
	);
}

/** Latencies over all rounds; rate and processor time of the round in the middle. */
export function combineRounds(rounds: Round[]): Summary {
	const sorted = rounds.flatMap(({ latencies }) => latencies).toSorted((a, b) => a - b);
	const firstError = rounds.find((round) => round.firstError !== undefined)?.firstError;
	return {
		requests: sorted.length,
		errors: rounds.reduce((sum, { errors }) => sum + errors, 0),
		...(firstError === undefined ? {} : { firstError }),
		p50: percentile(sorted, 0.5),
		p95: percentile(sorted, 0.95),
		rate: median(rounds.map(({ latencies, duration }) => (latencies.length / duration) * 1000)),
		cpu: median(rounds.map(({ latencies, cpuTime }) => cpuTime / latencies.length)),
	};
}
