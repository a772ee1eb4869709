/** Who asks for more is taken to mean a year of ours: timers and JSON stay sound. */
const LONGEST_MS = 365 * 24 * 3_600_000;

/** The header of this name, in lower case, if the answer has it. */
export type HeaderOf = (name: string) => string | null | undefined;

/**
 * Milliseconds that `Retry-After` asks for, from seconds or from a date; undefined without the header
 * or if it is neither. A date is measured against the answer's own `Date`, if it has one: clocks
 * differ. A date in the past is 0.
 *
 * @param now milliseconds since 1970
 * @see RFC 9110, section 10.2.3
 */
export function retryAfterMs(headerOf: HeaderOf, now: number): number | undefined {
	const value = headerOf('retry-after')?.trim() ?? '';
	if (/^\d+(\.\d+)?$/.test(value)) return Math.min(LONGEST_MS, Math.ceil(Number(value) * 1000));
	// Date.parse takes "-5" and "1e3" for years.
	const at = /[a-z]{3}|\d{4}-\d{2}-\d{2}/i.test(value) ? Date.parse(value) : NaN;
	if (Number.isNaN(at)) return undefined;
	const theirNow = Date.parse(headerOf('date') ?? '');
	return Math.min(LONGEST_MS, Math.max(0, at - (Number.isNaN(theirNow) ? now : theirNow)));
}
