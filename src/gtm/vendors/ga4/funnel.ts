import type { FunnelQuery } from '../../analytics/analytics-vendor';
import { funnelMetrics } from '../../analytics/funnel-metrics';
import { refusedQuery } from '../../analytics/refused-query';
import { WHOLE_DAYS_ONLY, wholeDaysOf } from '../../analytics/whole-days';
import type { VendorClient } from '../../http/vendor-client';
import { toOutcome } from '../../http/vendor-error';
import type { Metric } from '../../model/metric';
import type { Outcome } from '../../model/outcome';
import { type ReportRow, runFunnelReport } from './report';

const BETWEEN_STEPS =
	'Google limits the time from each step to the next, not from the first to the last.';

/**
 * People at each step of a closed funnel, by the alpha version of the Data API.
 *
 * @see https://developers.google.com/analytics/devguides/reporting/data/v1/funnels
 */
export async function queryFunnel(
	client: VendorClient,
	{ steps, window, conversionWithinHours, savedFunnelId }: FunnelQuery,
): Promise<Outcome<Metric[]>> {
	const { provider } = client;
	const days = wholeDaysOf(window);
	if (days === undefined) return refusedQuery(provider, 'window_not_whole_days', WHOLE_DAYS_ONLY);
	if (savedFunnelId !== undefined) {
		const message =
			'Saved Funnel ID does not work with Google Analytics, whose API cannot read saved funnels. Use Steps.';
		return refusedQuery(provider, 'saved_funnel_not_offered', message);
	}
	if (steps.length < 2) {
		return refusedQuery(provider, 'too_few_steps', 'Steps needs at least two events.');
	}
	try {
		const { rows, notes, cost } = await runFunnelReport(client, {
			dateRanges: [{ startDate: days.first, endDate: days.last }],
			funnel: { steps: steps.map((event, index) => stepOf(event, index, conversionWithinHours)) },
		});
		const counted = steps.map((event, index) => ({ event, people: peopleAt(rows, index + 1) }));
		const all = conversionWithinHours === undefined ? notes : [...notes, BETWEEN_STEPS];
		return {
			status: 'found',
			provider,
			record: funnelMetrics(provider, window, counted),
			...(all.length > 0 && { notes: all }),
			...(cost && { cost }),
		};
	} catch (error) {
		return toOutcome(error);
	}
}

function stepOf(eventName: string, index: number, hours: number | undefined) {
	return {
		name: eventName,
		filterExpression: { funnelEventFilter: { eventName } },
		...(index > 0 &&
			hours !== undefined && { withinDurationFromPriorStep: `${Math.round(hours * 3_600)}s` }),
	};
}

/** Rows are named `1. sign_up`; a step that nobody got to may have none. */
function peopleAt(rows: readonly ReportRow[], number: number): number {
	const row = rows.find(({ dimensions: [name = ''] }) => name.startsWith(`${number}.`));
	return row?.metrics[0] ?? 0;
}
