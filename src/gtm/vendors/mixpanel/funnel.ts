import type { FunnelQuery } from '../../analytics/analytics-vendor';
import { funnelMetrics } from '../../analytics/funnel-metrics';
import { refusedQuery } from '../../analytics/refused-query';
import { WHOLE_DAYS_ONLY, wholeDaysOf } from '../../analytics/whole-days';
import type { VendorClient } from '../../http/vendor-client';
import { VendorError, toOutcome } from '../../http/vendor-error';
import { numberOf, recordOf, recordsOf, textOf } from '../../model/json';
import type { Metric } from '../../model/metric';
import type { Outcome } from '../../model/outcome';
import { askMixpanel, unreadable } from './query';

const LONGEST_HOURS = 90 * 24;

/** Of a funnel that is saved in Mixpanel: its API takes no steps. */
export async function queryFunnel(
	client: VendorClient,
	{ steps, window, conversionWithinHours, savedFunnelId }: FunnelQuery,
): Promise<Outcome<Metric[]>> {
	const { provider } = client;
	const days = wholeDaysOf(window);
	if (days === undefined) return refusedQuery(provider, 'window_not_whole_days', WHOLE_DAYS_ONLY);
	if (savedFunnelId === undefined || !/^\d+$/.test(savedFunnelId)) {
		const message =
			'Saved Funnel ID must be a number: Mixpanel supports saved funnels only. Save the funnel in Mixpanel and copy the number from its URL.';
		return refusedQuery(provider, 'saved_funnel_needed', message);
	}
	if (conversionWithinHours !== undefined && conversionWithinHours > LONGEST_HOURS) {
		const message = `Within Hours must be at most ${LONGEST_HOURS}, which is 90 days.`;
		return refusedQuery(provider, 'conversion_too_long', message);
	}
	try {
		const { data } = await askMixpanel(client, '/funnels', {
			funnel_id: savedFunnelId,
			from_date: days.first,
			to_date: days.last,
			// One part as long as the window: people of several parts have no sum.
			interval: days.count,
			...(conversionWithinHours !== undefined && {
				length: conversionWithinHours,
				length_unit: 'hour',
			}),
		});
		const parts = Object.values(recordOf(data));
		if (parts.length !== 1) {
			const refusal = unreadable(`Mixpanel answered with ${parts.length} parts instead of one.`);
			throw new VendorError(provider, refusal, { attempts: 1 });
		}
		const counted = recordsOf(recordOf(parts[0]).steps).map(toStep);
		return {
			status: 'found',
			provider,
			record: funnelMetrics(provider, window, counted),
			...(steps.length > 0 && { notes: ['The steps are those of the saved funnel.'] }),
		};
	} catch (error) {
		return toOutcome(error);
	}
}

function toStep({ step_label: label, event, goal, count }: Record<string, unknown>) {
	return {
		event: textOf(label) ?? textOf(event) ?? textOf(goal) ?? '',
		people: numberOf(count) ?? 0,
	};
}
