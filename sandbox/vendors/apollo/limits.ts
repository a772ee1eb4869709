import type { Limit, LimitState } from '../../frame/limits.ts';

const WINDOWS = [
	{ per: 'minute', perMs: 60_000, kind: 'burst', limit: 'x-rate-limit-minute', left: 'x-minute' },
	{ per: 'hour', perMs: 3_600_000, kind: 'quota', limit: 'x-rate-limit-hourly', left: 'x-hourly' },
	{
		per: 'day',
		perMs: 86_400_000,
		kind: 'quota',
		limit: 'x-rate-limit-24-hour',
		left: 'x-24-hour',
	},
] as const;

/** Calls in a minute, an hour and a day of one endpoint. */
export type Allowance = Readonly<Record<'day' | 'hour' | 'minute', number>>;

export const ORDINARY: Allowance = { minute: 200, hour: 400, day: 2_000 };
export const ENRICHMENT: Allowance = { minute: 1_000, hour: 6_000, day: 60_000 };
export const REPORTS: Allowance = { minute: 5, hour: 5, day: 100 };

/** The three limits of an endpoint. */
export function limitsOf(endpoint: string, allowance: Allowance): Limit[] {
	return WINDOWS.map(({ per, perMs, kind }) => ({
		name: `${endpoint} per ${per}`,
		capacity: allowance[per],
		perMs,
		kind,
		window: 'fixed',
	}));
}

/** What a route of this endpoint counts towards. */
export function namesOf(endpoint: string): string[] {
	return WINDOWS.map(({ per }) => `${endpoint} per ${per}`);
}

/** Nothing in the headers says which endpoint they speak of. */
export function limitHeaders(states: readonly LimitState[]): Record<string, string> {
	const headers: Record<string, string> = {};
	for (const { per, limit: name, left } of WINDOWS) {
		const state = states.find(({ limit }) => limit.name.endsWith(` per ${per}`));
		if (state === undefined) continue;
		headers[name] = String(state.limit.capacity);
		headers[`${left}-usage`] = String(state.limit.capacity - state.remaining);
		headers[`${left}-requests-left`] = String(state.remaining);
	}
	return headers;
}
