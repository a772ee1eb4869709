import { answer, isRecord } from '../../frame/call.ts';
import { routesOf } from '../../frame/emulator.ts';
import type { Route } from '../../frame/emulator.ts';
import type { World } from '../../world/world.ts';
import { notFound, unprocessable } from './errors.ts';
import { namesOf } from './limits.ts';
import { textIn } from './read.ts';
import { sequenceId } from './state.ts';
import type { ApolloState } from './state.ts';

const on = routesOf<ApolloState>();

const EVENTS_MAX = 50;

const METRICS = {
	num_emails_sent: 'sent',
	num_emails_opened: 'opened',
	num_emails_replied: 'replied',
} as const;

/** Out of range is moved into it, as Apollo says. */
function perPage(body: unknown): number {
	const asked = isRecord(body) ? body.per_page : undefined;
	if (asked === undefined) return EVENTS_MAX;
	const count = typeof asked === 'number' ? Math.floor(asked) : 1;
	return Math.min(EVENTS_MAX, Math.max(1, count));
}

/** Messages of some sequences in a range of days. */
function totals(world: World, ids: readonly string[], min: string, max: string) {
	const events = world.enrollments
		.filter(({ sequenceKey }) => ids.length === 0 || ids.includes(sequenceId(sequenceKey)))
		.flatMap(({ engagement }) => engagement)
		.filter(({ at }) => at.slice(0, 10) >= min && at.slice(0, 10) <= max);
	return (metric: keyof typeof METRICS) =>
		events.filter(({ type }) => type === METRICS[metric]).length;
}

function isMetric(name: string): name is keyof typeof METRICS {
	return name in METRICS;
}

export const activityRoutes: ReadonlyArray<Route<ApolloState>> = [
	on(
		'POST',
		'/api/v1/emailer_campaigns/activity_feed',
		(call, { state }) => {
			const contact = state.contacts.get(textIn(call.body, 'contact_id') ?? '');
			if (contact === undefined) throw notFound('Contact not found');
			const wanted = textIn(call.body, 'sequence_id');
			const events = contact.events
				.filter((event) => wanted === undefined || event.sequenceId === wanted)
				.toSorted((a, b) => (a.at < b.at ? 1 : -1))
				.slice(0, perPage(call.body));
			return answer(200, {
				contact_id: contact.id,
				events: events.map(({ type, at, sequenceId: id, step, reason }) => ({
					type,
					occurred_at: at,
					sequence_id: id,
					sequence_name: state.sequences.find((each) => each.id === id)?.name ?? '',
					...(step !== undefined && { step_position: step }),
					...(reason !== undefined && { reason }),
				})),
			});
		},
		{
			scope: 'emailer_campaigns/activity_feed',
			limits: namesOf('emailer_campaigns/activity_feed'),
		},
	),
	on(
		'POST',
		'/api/v1/reports/sync_report',
		(call, { world }) => {
			const { metrics, filters } = isRecord(call.body) ? call.body : {};
			if (!Array.isArray(metrics) || !isRecord(filters)) {
				throw unprocessable('param is missing or the value is empty: metrics');
			}
			const { emailer_campaign_ids: ids } = filters;
			const range = filters.smart_datetime_range;
			const count = totals(
				world,
				Array.isArray(ids) ? ids.map(String) : [],
				textIn(range, 'min') ?? '0000',
				textIn(range, 'max') ?? '9999',
			);
			const names = metrics.flatMap((metric: unknown) => textIn(metric, 'value') ?? []);
			const table = Object.fromEntries(names.filter(isMetric).map((name) => [name, count(name)]));
			return answer(200, {
				response: {
					table_response: table,
					group_by_total_response: {},
					pivot_group_by_total_response: {},
				},
				incompatible_filters: {},
				goals: [],
			});
		},
		{ scope: 'reports/sync_report', limits: namesOf('reports/sync_report') },
	),
];
