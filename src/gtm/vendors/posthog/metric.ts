import type { MetricQuery } from '../../analytics/analytics-vendor';
import { cutToLimit, rowsToAsk } from '../../analytics/breakdown';
import type { VendorClient } from '../../http/vendor-client';
import { toOutcome } from '../../http/vendor-error';
import { numberOf, textOf } from '../../model/json';
import type { Metric } from '../../model/metric';
import type { Outcome } from '../../model/outcome';
import { allOf, holds, propertyOf, textOfProperty, valueList, within } from './conditions';
import { type HogQl, hogql } from './hogql';
import { runHogQl } from './query';

/** PostHog's own bound for the rows of a query. */
const MOST_ROWS = 50_000;

const SERIES_ENDS = `PostHog returns up to ${MOST_ROWS} values over time, so the series end early. Use a longer interval or a shorter window.`;

/** Steps without an event are left out of a series, as PostHog leaves them out. */
export async function queryMetric(
	client: VendorClient,
	query: MetricQuery,
): Promise<Outcome<Metric[]>> {
	try {
		const answered = await runHogQl(client, totalsOf(query), ['value', 'group']);
		const { rows: totals, notes: cut } = cutToLimit(answered, query);
		const groups = totals.map(({ group }) => textOf(group) ?? '');
		const steps = await readSteps(client, query, groups);
		const notes = [...cut, ...(steps.length < MOST_ROWS ? [] : [SERIES_ENDS])];
		const metrics = totals.flatMap(({ value }, index) =>
			toMetric(client, query, { value, group: groups[index] ?? '', steps }),
		);
		return metrics.length > 0 || query.breakdown !== undefined
			? {
					status: 'found',
					provider: client.provider,
					record: metrics,
					...(notes.length > 0 && { notes }),
				}
			: noValues(client, query);
	} catch (error) {
		return toOutcome(error);
	}
}

type Step = Record<'value' | 'at' | 'group', unknown>;

async function readSteps(
	client: VendorClient,
	query: MetricQuery,
	groups: readonly string[],
): Promise<Step[]> {
	if (query.interval === undefined || groups.length === 0) return [];
	return await runHogQl(client, stepsOf(query, query.interval, groups), ['value', 'at', 'group']);
}

function totalsOf(query: MetricQuery): HogQl {
	const { breakdown } = query;
	const value = measureOf(query);
	const where = conditionOf(query);
	if (breakdown === undefined) return hogql`SELECT ${value} AS value FROM events WHERE ${where}`;
	return hogql`SELECT ${value} AS value, ${textOfProperty(breakdown)} AS segment FROM events WHERE ${where} GROUP BY segment ORDER BY value DESC LIMIT ${rowsToAsk(query)}`;
}

function stepsOf(
	query: MetricQuery,
	interval: NonNullable<MetricQuery['interval']>,
	groups: readonly string[],
): HogQl {
	const { breakdown } = query;
	const value = measureOf(query);
	const at = stepOf(interval);
	const where = conditionOf(query);
	if (breakdown === undefined) {
		return hogql`SELECT ${value} AS value, ${at} AS at FROM events WHERE ${where} GROUP BY at ORDER BY at LIMIT ${MOST_ROWS}`;
	}
	const group = textOfProperty(breakdown);
	return hogql`SELECT ${value} AS value, ${at} AS at, ${group} AS segment FROM events WHERE ${where} AND ${group} IN ${valueList(groups)} GROUP BY at, segment ORDER BY at LIMIT ${MOST_ROWS}`;
}

function conditionOf({ event, window, filters = [] }: MetricQuery): HogQl {
	return allOf([hogql`event = ${event}`, within(window), ...filters.map(holds)]);
}

/** Events without the property, or with no number in it, do not count in a sum or an average. */
function measureOf({ measure, property = '' }: MetricQuery): HogQl {
	switch (measure) {
		case 'total':
			return hogql`count()`;
		case 'unique':
			return hogql`count(DISTINCT person_id)`;
		case 'sum':
			return hogql`sum(toFloat(${propertyOf(property)}))`;
		case 'average':
			return hogql`avg(toFloat(${propertyOf(property)}))`;
	}
}

/** The first moment of a step in UTC, as the beginning of an ISO time. Weeks begin on Monday. */
function stepOf(interval: NonNullable<MetricQuery['interval']>): HogQl {
	switch (interval) {
		case 'hour':
			return hogql`formatDateTime(toTimeZone(timestamp, 'UTC'), '%Y-%m-%dT%H:00')`;
		case 'day':
			return hogql`formatDateTime(toTimeZone(timestamp, 'UTC'), '%Y-%m-%d')`;
		case 'week':
			return hogql`toString(toMonday(toTimeZone(timestamp, 'UTC')))`;
		case 'month':
			return hogql`formatDateTime(toTimeZone(timestamp, 'UTC'), '%Y-%m')`;
	}
}

function toMetric(
	{ provider }: VendorClient,
	{ event, measure, window, breakdown, interval }: MetricQuery,
	{ value: sent, group, steps }: { value: unknown; group: string; steps: readonly Step[] },
): Metric[] {
	const value = numberOf(sent) ?? (measure === 'average' ? undefined : 0);
	if (value === undefined) return [];
	const own = steps.filter((step) => breakdown === undefined || step.group === group);
	return [
		{
			name: event,
			unit: 'count',
			value,
			window,
			...(breakdown !== undefined && { dimensions: { [breakdown]: group } }),
			...(interval !== undefined && { series: own.flatMap(toPoint) }),
			source: provider,
		},
	];
}

function toPoint({ at, value }: Step): Array<{ at: string; value: number }> {
	const number = numberOf(value);
	const start = new Date(`${String(at)}${String(at).includes('T') ? 'Z' : ''}`);
	if (number === undefined || Number.isNaN(start.getTime())) return [];
	return [{ at: start.toISOString(), value: number }];
}

function noValues<Entity>(
	{ provider }: VendorClient,
	{ property = '' }: MetricQuery,
): Outcome<Entity> {
	const message = `No event in the window has a number in the property "${property}".`;
	return {
		status: 'not_found',
		provider,
		reason: { code: 'no_values', message },
		retry: { advised: false },
	};
}
