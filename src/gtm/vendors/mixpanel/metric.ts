import type { MetricQuery } from '../../analytics/analytics-vendor';
import { cutToLimit, rowsToAsk } from '../../analytics/breakdown';
import { refusedQuery } from '../../analytics/refused-query';
import { WHOLE_DAYS_ONLY, type WholeDays, wholeDaysOf } from '../../analytics/whole-days';
import type { Query } from '../../http/http-port';
import type { VendorClient } from '../../http/vendor-client';
import { VendorError, toOutcome } from '../../http/vendor-error';
import { recordOf, textOf } from '../../model/json';
import type { Metric } from '../../model/metric';
import type { Outcome, Reason } from '../../model/outcome';
import { numberExpression, propertyExpression, whereExpression } from './expression';
import { askMixpanel, unreadable } from './query';
import { type Series, seriesOf, sumOf } from './series';

/** One query an hour of sixty for a total, two where people are counted over time, up to three for an average. */
export async function queryMetric(
	client: VendorClient,
	query: MetricQuery,
): Promise<Outcome<Metric[]>> {
	const { provider } = client;
	const days = wholeDaysOf(query.window);
	if (days === undefined) return refusedQuery(provider, 'window_not_whole_days', WHOLE_DAYS_ONLY);
	const reason = cannotMeasure(query);
	if (reason) return refusedQuery(provider, reason.code, reason.message);
	try {
		const { rows: record, notes } = cutToLimit(await measure(client, query, days), query);
		return { status: 'found', provider, record, ...(notes.length > 0 && { notes }) };
	} catch (error) {
		return toOutcome(error);
	}
}

function cannotMeasure({ measure: what, interval, breakdown }: MetricQuery): Reason | undefined {
	const isNumeric = what === 'sum' || what === 'average';
	if (isNumeric && breakdown !== undefined) {
		const message = 'Mixpanel cannot break down sums and averages. Leave Break Down By empty.';
		return { code: 'breakdown_not_offered', message };
	}
	const offered = isNumeric
		? ['hour', 'day']
		: what === 'unique'
			? ['day', 'month']
			: ['hour', 'day', 'month'];
	if (interval === undefined || offered.includes(interval)) return undefined;
	const message = `Interval: Mixpanel has no ${what} by ${interval}, only by ${offered.join(', ')}.`;
	return { code: 'interval_not_offered', message };
}

async function measure(
	client: VendorClient,
	query: MetricQuery,
	days: WholeDays,
): Promise<Metric[]> {
	switch (query.measure) {
		case 'total':
			return await countEvents(client, query, days);
		case 'unique':
			return await countPeople(client, query, days);
		case 'sum':
			return [await sumProperty(client, query, days)];
		case 'average':
			return [await averageProperty(client, query, days)];
	}
}

async function countEvents(
	client: VendorClient,
	query: MetricQuery,
	days: WholeDays,
): Promise<Metric[]> {
	const { interval = 'day' } = query;
	const segments = await segmentation(client, query, {
		...rangeOf(days),
		unit: interval,
		type: 'general',
	});
	return ranked(query, segments, sumOf).map(([segment, series]) => ({
		...metricOf(client, query, segment),
		value: sumOf(series),
		...(query.interval !== undefined && { series }),
	}));
}

/** People of a day cannot be added up: those of the whole window are one step as long as it. */
async function countPeople(
	client: VendorClient,
	query: MetricQuery,
	days: WholeDays,
): Promise<Metric[]> {
	const { interval } = query;
	const asked = { ...rangeOf(days), type: 'unique' };
	const totals = await segmentation(client, query, { ...asked, interval: days.count });
	if ([...totals.values()].some(({ length }) => length > 1)) {
		const refusal = unreadable('Mixpanel counted people in several parts that cannot be added up.');
		throw new VendorError(client.provider, refusal, { attempts: 1 });
	}
	const steps =
		interval === undefined
			? undefined
			: await segmentation(client, query, { ...asked, unit: interval });
	return ranked(query, totals, sumOf).map(([segment, series]) => ({
		...metricOf(client, query, segment),
		value: sumOf(series),
		...(steps && { series: steps.get(segment) ?? [] }),
	}));
}

async function sumProperty(
	client: VendorClient,
	query: MetricQuery,
	days: WholeDays,
): Promise<Metric> {
	const { series, asOf } = await overTime(client, '/segmentation/sum', query, days);
	return {
		...metricOf(client, query),
		value: sumOf(series),
		...(query.interval !== undefined && { series }),
		...(asOf !== undefined && { asOf }),
	};
}

/** The sum over the number of events: an event without the property counts as 0. */
async function averageProperty(
	client: VendorClient,
	query: MetricQuery,
	days: WholeDays,
): Promise<Metric> {
	const numerator = (await sumProperty(client, { ...query, interval: undefined }, days)).value;
	const [events] = await countEvents(client, { ...query, interval: undefined }, days);
	const denominator = events?.value ?? 0;
	const steps =
		query.interval === undefined
			? undefined
			: await overTime(client, '/segmentation/average', query, days);
	return {
		...metricOf(client, query),
		value: denominator === 0 ? 0 : numerator / denominator,
		numerator,
		denominator,
		...(steps && { series: steps.series }),
	};
}

async function segmentation(
	client: VendorClient,
	query: MetricQuery,
	range: Query,
): Promise<Map<string, Series>> {
	const { event, breakdown, filters } = query;
	const answer = await askMixpanel(client, '/segmentation', {
		event,
		...range,
		where: whereExpression(filters),
		...(breakdown !== undefined && { on: propertyExpression(breakdown), limit: rowsToAsk(query) }),
	});
	const values = Object.entries(recordOf(recordOf(answer.data).values));
	return new Map(values.map(([segment, byDate]) => [segment, seriesOf(byDate)]));
}

async function overTime(
	client: VendorClient,
	path: '/segmentation/sum' | '/segmentation/average',
	{ event, property = '', filters, interval = 'day' }: MetricQuery,
	days: WholeDays,
): Promise<{ series: Series; asOf?: string }> {
	const { results, computed_at: computedAt } = await askMixpanel(client, path, {
		event,
		...rangeOf(days),
		unit: interval,
		on: numberExpression(property),
		where: whereExpression(filters),
	});
	const computed = Date.parse(textOf(computedAt) ?? '');
	return {
		series: seriesOf(results),
		...(!Number.isNaN(computed) && { asOf: new Date(computed).toISOString() }),
	};
}

function rangeOf({ first, last }: WholeDays) {
	return { from_date: first, to_date: last };
}

/** The largest first. Without a breakdown there is one, also if nothing happened. */
function ranked(
	{ breakdown, event }: MetricQuery,
	segments: ReadonlyMap<string, Series>,
	valueOf: (series: Series) => number,
): Array<[string, Series]> {
	if (breakdown === undefined) return [[event, segments.get(event) ?? []]];
	return [...segments].toSorted(([, a], [, b]) => valueOf(b) - valueOf(a));
}

function metricOf(
	{ provider }: VendorClient,
	{ event, window, breakdown }: MetricQuery,
	segment = '',
): Omit<Metric, 'value'> {
	return {
		name: event,
		unit: 'count',
		window,
		...(breakdown !== undefined && { dimensions: { [breakdown]: segment } }),
		source: provider,
	};
}
