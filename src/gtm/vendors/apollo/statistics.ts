import type { VendorClient } from '../../http/vendor-client';
import { toOutcome } from '../../http/vendor-error';
import { daysTouched } from '../../analytics/whole-days';
import { isRecord, numberOf, recordOf, textOf } from '../../model/json';
import { type Metric, type MetricWindow, metricSchema } from '../../model/metric';
import type { Outcome } from '../../model/outcome';
import type { StatisticsQuery } from '../../sequencer/sequencer-vendor';
import { limitsOf } from './limits';
import { findCampaign, noSuchSequence } from './sequences';

/** Of the whole life of a sequence, from the list of sequences: people, not messages. */
const COUNTS = {
	delivered: 'unique_delivered',
	opened: 'unique_opened',
	clicked: 'unique_clicked',
	replied: 'unique_replied',
	bounced: 'unique_bounced',
	unsubscribed: 'unique_unsubscribed',
} as const;

type Count = keyof typeof COUNTS;

const RATES: Readonly<Record<string, Count>> = {
	open_rate: 'opened',
	click_rate: 'clicked',
	reply_rate: 'replied',
};

/** Of a window, from the report: messages. Those metrics that Apollo's specification names. */
const REPORTED = {
	sent: 'num_emails_sent',
	opened: 'num_emails_opened',
	replied: 'num_emails_replied',
} as const;

/**
 * Without a window: counts of people and rates over those to whom a message was delivered. With one: sent,
 * opened and replied messages of whole days, which is all that Apollo documents; so no reply rate, which
 * would want delivered messages.
 */
export async function statistics(
	client: VendorClient,
	{ sequenceId, window }: StatisticsQuery,
): Promise<Outcome<Metric[]>> {
	try {
		return window === undefined
			? await ofWholeLife(client, sequenceId)
			: await ofWindow(client, sequenceId, window);
	} catch (error) {
		return toOutcome(error);
	}
}

async function ofWholeLife(client: VendorClient, sequenceId: string): Promise<Outcome<Metric[]>> {
	const { provider } = client;
	const campaign = await findCampaign(client, sequenceId);
	if (campaign === undefined) return noSuchSequence(provider, sequenceId);
	const counts = new Map<string, number>();
	for (const [name, theirs] of Object.entries(COUNTS)) {
		const value = numberOf(campaign[theirs]);
		if (value !== undefined) counts.set(name, value);
	}
	const record = [
		...[...counts].map(([name, value]) => toMetric({ name, unit: 'count', value })),
		...Object.entries(RATES).flatMap(([name, of]) =>
			rate(name, counts.get(of), counts.get('delivered')),
		),
	];
	// While Apollo computes them it shows the word "loading".
	if (counts.size === Object.keys(COUNTS).length) return { status: 'found', provider, record };
	const message = 'Apollo is still computing some of the numbers. Run again in a minute.';
	return {
		status: counts.size === 0 ? 'pending' : 'partial',
		provider,
		record,
		reason: { code: 'loading', message },
		retry: { advised: true, afterMs: 60_000 },
	};
}

function rate(
	name: string,
	numerator: number | undefined,
	denominator: number | undefined,
): Metric[] {
	if (numerator === undefined || denominator === undefined || denominator === 0) return [];
	return [
		toMetric({ name, unit: 'ratio', value: numerator / denominator, numerator, denominator }),
	];
}

/** @see https://docs.apollo.io/reference/query-analytics-report */
async function ofWindow(
	client: VendorClient,
	sequenceId: string,
	window: MetricWindow,
): Promise<Outcome<Metric[]>> {
	const { provider } = client;
	const { first, last } = daysTouched(window);
	const response = await client.send({
		method: 'POST',
		path: '/api/v1/reports/sync_report',
		body: {
			metrics: Object.values(REPORTED).map((value) => ({
				value,
				smart_datetime_reference: 'activity_datetime',
				smart_user_id_reference: 'user_id',
			})),
			group_by: [],
			pivot_group_by: [],
			sorts: [],
			filters: {
				emailer_campaign_ids: [sequenceId],
				smart_datetime_range: { min: first, max: last },
			},
			group_by_totals_selected: false,
			pivot_group_by_totals_selected: false,
			date_ranges: [{ modality: 'custom_range' }],
		},
		effect: 'read',
		limits: limitsOf('reports/sync_report'),
	});
	const body = recordOf(response.body);
	const ignored = ignoredFilters(body.incompatible_filters);
	if (ignored.length > 0) {
		const message = `Apollo ignored the filter for ${ignored.join(', ')}, so the numbers would include all sequences.`;
		const reason = { code: 'filter_ignored', message };
		return { status: 'upstream_error', provider, reason, retry: { advised: false } };
	}
	const table = recordOf(recordOf(body.response).table_response);
	const record = Object.entries(REPORTED).flatMap(([name, theirs]) => {
		const value = numberOf(table[theirs]);
		return value === undefined ? [] : [toMetric({ name, unit: 'count', value, window })];
	});
	return {
		status: 'found',
		provider,
		record,
		notes: [`Messages of the days ${first} to ${last}, in the time zone of the team.`],
	};
}

function ignoredFilters(incompatible: unknown): string[] {
	if (!isRecord(incompatible)) return [];
	return Object.entries(incompatible).flatMap(([metric, filters]) =>
		Array.isArray(filters) && filters.some((filter) => textOf(filter) !== undefined)
			? [metric]
			: [],
	);
}

function toMetric(metric: Omit<Metric, 'source'>): Metric {
	return metricSchema.parse({ ...metric, source: 'apollo' });
}
