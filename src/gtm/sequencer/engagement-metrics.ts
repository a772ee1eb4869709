import type { Metric, MetricWindow } from '../model/metric';

/** What a vendor counted. What it does not count stays out, and so do the rates made of it. */
export interface EngagementCounts {
	/** Messages. */
	sent: number | undefined;
	/** Messages; those sent without those bounced where the vendor does not count them. */
	delivered?: number | undefined;
	bounced: number | undefined;
	/** People, or messages with at least one: whoever opens twice counts once. */
	opened: number | undefined;
	clicked: number | undefined;
	replied: number | undefined;
	unsubscribed: number | undefined;
}

export interface MetricOrigin {
	/** The id of the vendor. */
	source: string;
	window?: MetricWindow | undefined;
	sequenceId: string;
}

/** Counts first, then their rates. `reply_rate` is unique replies over delivered messages. */
export function engagementMetrics(counts: EngagementCounts, origin: MetricOrigin): Metric[] {
	const { sent, bounced } = counts;
	const derived = sent === undefined ? undefined : Math.max(0, sent - (bounced ?? 0));
	const all = { ...counts, delivered: counts.delivered ?? derived };
	const { delivered, opened, clicked, replied, unsubscribed } = all;
	const metric = (name: string, value: number, parts: Partial<Metric> = {}): Metric => ({
		name,
		unit: 'count',
		value,
		...parts,
		...(origin.window && { window: origin.window }),
		dimensions: { sequenceId: origin.sequenceId },
		source: origin.source,
	});
	const rate = (name: string, numerator?: number, denominator?: number): Metric[] =>
		numerator === undefined || denominator === undefined || denominator === 0
			? []
			: [metric(name, numerator / denominator, { unit: 'ratio', numerator, denominator })];
	const names = [
		'sent',
		'delivered',
		'opened',
		'clicked',
		'replied',
		'bounced',
		'unsubscribed',
	] as const;
	return [
		...names.flatMap((name) => {
			const value = all[name];
			return value === undefined ? [] : [metric(name, value)];
		}),
		...rate('open_rate', opened, delivered),
		...rate('click_rate', clicked, delivered),
		...rate('reply_rate', replied, delivered),
		...rate('bounce_rate', bounced, sent),
		...rate('unsubscribe_rate', unsubscribed, delivered),
	];
}
