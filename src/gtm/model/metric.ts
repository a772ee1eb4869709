import { z } from '../../third-party/zod';
import { isoTime } from './value';

/** Half-open: `from` is in it, `to` is not. Its days are those of `timeZone`, UTC if left out. */
export const windowSchema = z.strictObject({
	from: isoTime,
	to: isoTime,
	timeZone: z.string().optional(),
});

export type MetricWindow = z.infer<typeof windowSchema>;

/**
 * A number with what it was made of. A rate always carries numerator and denominator: vendors
 * divide by different things. `reply_rate` is unique replies over delivered messages everywhere.
 */
export const metricSchema = z.strictObject({
	name: z.string(),
	/** `count`, `ratio`, `seconds`, or an ISO 4217 currency. */
	unit: z.string(),
	value: z.number(),
	numerator: z.number().optional(),
	denominator: z.number().optional(),
	window: windowSchema.optional(),
	/** What it was broken down by: `{ "country": "DE" }`. */
	dimensions: z.record(z.string(), z.string()).optional(),
	/** Values over time, oldest first, where the vendor gives them. */
	series: z.array(z.strictObject({ at: isoTime, value: z.number() })).optional(),
	asOf: isoTime.optional(),
	source: z.string(),
});

export type Metric = z.infer<typeof metricSchema>;
