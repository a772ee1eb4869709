import type { FunnelQuery } from '../../analytics/analytics-vendor';
import { funnelMetrics } from '../../analytics/funnel-metrics';
import { refusedQuery } from '../../analytics/refused-query';
import type { VendorClient } from '../../http/vendor-client';
import { toOutcome } from '../../http/vendor-error';
import { numberOf, recordsOf, textOf } from '../../model/json';
import type { Metric, MetricWindow } from '../../model/metric';
import type { Outcome } from '../../model/outcome';
import { runQuery } from './query';

/** @see https://posthog.com/docs/api/queries, the schema of FunnelsQuery */
export async function queryFunnel(
	client: VendorClient,
	{ steps, window, conversionWithinHours, savedFunnelId }: FunnelQuery,
): Promise<Outcome<Metric[]>> {
	const { provider } = client;
	if (savedFunnelId !== undefined) {
		const message = 'Saved Funnel ID does not work with PostHog. Use Steps.';
		return refusedQuery(provider, 'saved_funnel_not_offered', message);
	}
	if (steps.length < 2) {
		return refusedQuery(provider, 'too_few_steps', 'Steps needs at least two events.');
	}
	try {
		const results = await runQuery(client, {
			kind: 'FunnelsQuery',
			series: steps.map((event) => ({ kind: 'EventsNode', event })),
			dateRange: dateRangeOf(window),
			...(conversionWithinHours !== undefined && {
				funnelsFilter: {
					funnelWindowInterval: conversionWithinHours,
					funnelWindowIntervalUnit: 'hour',
				},
			}),
		});
		const answered = recordsOf(results).map(({ name, count }) => ({
			event: textOf(name) ?? '',
			people: numberOf(count) ?? 0,
		}));
		// A project without any such person gets an empty list.
		const counted = steps.map((event, index) => answered[index] ?? { event, people: 0 });
		return { status: 'found', provider, record: funnelMetrics(provider, window, counted) };
	} catch (error) {
		return toOutcome(error);
	}
}

/** PostHog's range has both ends in it, ours has not the last. */
function dateRangeOf({ from, to }: MetricWindow) {
	const last = new Date(Date.parse(to) - 1).toISOString();
	return { date_from: from, date_to: last, explicitDate: true };
}
