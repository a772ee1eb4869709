/** How far a value can still be relied on. */
export type Freshness = 'fresh' | 'aging' | 'stale' | 'expired';

const DAY_MS = 86_400_000;

/** Days since a value was observed; never below zero, whatever the clocks of vendors say. */
export function ageInDays(observedAt: string, now: number): number {
	return Math.max(0, now - Date.parse(observedAt)) / DAY_MS;
}

/**
 * Fresh up to half of the half-life, aging up to the whole, stale up to twice, then expired. What does
 * not age is fresh.
 */
export function freshnessOf(
	observedAt: string,
	halfLifeDays: number | null,
	now: number,
): Freshness {
	if (halfLifeDays === null) return 'fresh';
	const age = ageInDays(observedAt, now) / halfLifeDays;
	if (age < 0.5) return 'fresh';
	if (age < 1) return 'aging';
	return age < 2 ? 'stale' : 'expired';
}
