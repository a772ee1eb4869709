import type { CallRecord } from './dashboard-ports';

/** What happened within one hour. */
export interface HourOfCalls {
	/** ISO time of its beginning, UTC. */
	at: string;
	calls: number;
	/** Calls that did not end well. */
	errors: number;
	/** Milliseconds; 0 for an hour without calls. */
	p95: number;
}

export interface OfferStatistics {
	name: string;
	calls: number;
	errors: number;
	p50: number;
	p95: number;
}

const HOUR_MS = 3_600_000;
const HOURS = 24;

export function isError({ outcome }: Pick<CallRecord, 'outcome'>): boolean {
	return outcome !== 'ok' && outcome !== 'cancelled';
}

/** The last 24 hours, the one that runs last, each with what was called in it. */
export function byHour(records: readonly CallRecord[], now: number): HourOfCalls[] {
	const last = Math.floor(now / HOUR_MS);
	const inHour = Map.groupBy(records, ({ time }) => Math.floor(Date.parse(time) / HOUR_MS));
	return Array.from({ length: HOURS }, (_, at) => {
		const hour = last - HOURS + 1 + at;
		const calls = inHour.get(hour) ?? [];
		return {
			at: new Date(hour * HOUR_MS).toISOString(),
			calls: calls.length,
			errors: calls.filter(isError).length,
			p95: percentile(calls, 0.95),
		};
	});
}

/** By tool, resource or prompt, the most called first. */
export function byOffer(records: readonly CallRecord[]): OfferStatistics[] {
	const groups = Map.groupBy(records, ({ kind, name }) => `${kind} ${name}`);
	return [...groups]
		.map(([name, calls]) => ({
			name,
			calls: calls.length,
			errors: calls.filter(isError).length,
			p50: percentile(calls, 0.5),
			p95: percentile(calls, 0.95),
		}))
		.toSorted((one, other) => other.calls - one.calls);
}

function percentile(calls: readonly CallRecord[], share: number): number {
	const sorted = calls.map(({ durationMs }) => durationMs).toSorted((one, other) => one - other);
	return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
