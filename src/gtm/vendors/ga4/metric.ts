import type { MetricQuery } from '../../analytics/analytics-vendor';
import { cutToLimit, rowsToAsk } from '../../analytics/breakdown';
import { refusedQuery } from '../../analytics/refused-query';
import { WHOLE_DAYS_ONLY, type WholeDays, wholeDaysOf } from '../../analytics/whole-days';
import type { VendorClient } from '../../http/vendor-client';
import { toOutcome } from '../../http/vendor-error';
import type { Metric } from '../../model/metric';
import type { Outcome } from '../../model/outcome';
import { dimensionFilterOf } from './filter';
import { metricInProperty } from './metadata';
import { type Ga4Metric, ga4MetricOf } from './metric-names';
import { type Ga4Report, type ReportRow, costOfAll, runReport } from './report';
import { STEP_DIMENSIONS, stepStart } from './steps';

/** Google's own bound for the rows of an answer. */
const MOST_ROWS = 250_000;

/** What is asked for: the metric itself, then what it is made of. */
interface Plan {
	days: WholeDays;
	metrics: readonly string[];
	kind: Ga4Metric;
	/** Only events of this name; undefined for a metric of Google's. */
	event?: string;
}

/** An event, or a metric of Google Analytics by its API name: `sessions`, `keyEvents:sign_up`. */
export async function queryMetric(
	client: VendorClient,
	query: MetricQuery,
): Promise<Outcome<Metric[]>> {
	const { provider } = client;
	const days = wholeDaysOf(query.window);
	if (days === undefined) return refusedQuery(provider, 'window_not_whole_days', WHOLE_DAYS_ONLY);
	try {
		return await answerAs(ga4MetricOf(query.event), client, query, days);
	} catch (error) {
		return toOutcome(error);
	}
}

/** @param kind of the metric; undefined for an event, or a metric that is not known yet */
async function answerAs(
	kind: Ga4Metric | undefined,
	client: VendorClient,
	query: MetricQuery,
	days: WholeDays,
): Promise<Outcome<Metric[]>> {
	const { provider } = client;
	if (kind && query.measure !== 'total') {
		const message = `Measure must be Total: "${query.event}" is a metric of Google Analytics, not an event.`;
		return refusedQuery(provider, 'measure_not_offered', message);
	}
	const plan: Plan = kind
		? { days, kind, metrics: [query.event, ...(kind.parts ?? [])] }
		: { days, kind: { unit: 'count' }, metrics: [measureOf(query)], event: query.event };
	const answered = await runReport(client, totalsOf(query, plan));
	if (kind === undefined && answered.rows.every(({ metrics: [value = 0] }) => value === 0)) {
		// No such event in the window: it may be a metric, whose number is no 0.
		const metric = await metricInProperty(client, query.event);
		if (metric) return await answerAs(metric, client, query, days);
	}
	const { rows, notes: cut } = cutToLimit(answered.rows, query);
	const totals = { ...answered, rows };
	const steps = await readSteps(client, query, plan, totals);
	const notes = [...new Set([...totals.notes, ...(steps?.notes ?? []), ...cut])];
	const cost = costOfAll(steps ? [totals, steps] : [totals]);
	return {
		status: 'found',
		provider,
		record: toMetrics(provider, query, { plan, totals, steps }),
		...(notes.length > 0 && { notes }),
		...(cost && { cost }),
	};
}

/** Sums and averages are of event parameters that the property has registered as custom metrics. */
function measureOf({ measure, property = '' }: MetricQuery): string {
	switch (measure) {
		case 'total':
			return 'eventCount';
		case 'unique':
			return 'totalUsers';
		case 'sum':
			return property === 'value' ? 'eventValue' : `customEvent:${property}`;
		case 'average':
			return `averageCustomEvent:${property}`;
	}
}

function totalsOf(query: MetricQuery, plan: Plan) {
	const { breakdown, filters } = query;
	return {
		...basicsOf(plan),
		dimensionFilter: dimensionFilterOf({ ...plan, filters }),
		...(breakdown !== undefined && {
			dimensions: [{ name: breakdown }],
			orderBys: [{ metric: { metricName: plan.metrics[0] }, desc: true }],
		}),
		limit: String(rowsToAsk(query)),
	};
}

async function readSteps(
	client: VendorClient,
	{ interval, breakdown, filters }: MetricQuery,
	plan: Plan,
	totals: Ga4Report,
): Promise<Ga4Report | undefined> {
	if (interval === undefined) return undefined;
	const values = totals.rows.map(({ dimensions }) => dimensions[0] ?? '');
	if (breakdown !== undefined && values.length === 0) return undefined;
	const names = [STEP_DIMENSIONS[interval], ...(breakdown === undefined ? [] : [breakdown])];
	const among = breakdown === undefined ? undefined : { dimension: breakdown, values };
	return await runReport(client, {
		...basicsOf(plan),
		dimensionFilter: dimensionFilterOf({ ...plan, filters, among }),
		dimensions: names.map((name) => ({ name })),
		orderBys: [{ dimension: { dimensionName: names[0] } }],
		limit: String(MOST_ROWS),
	});
}

function basicsOf({ days, metrics }: Plan) {
	return {
		dateRanges: [{ startDate: days.first, endDate: days.last }],
		metrics: metrics.map((name) => ({ name })),
	};
}

interface Read {
	plan: Plan;
	totals: Ga4Report;
	steps: Ga4Report | undefined;
}

function toMetrics(
	provider: string,
	{ event, window, breakdown, interval }: MetricQuery,
	{ plan: { kind }, totals, steps }: Read,
): Metric[] {
	// Nothing happened: there is no row, and yet the answer is zero.
	const nothing: ReportRow = { dimensions: [], metrics: [] };
	const rows = breakdown === undefined ? [totals.rows[0] ?? nothing] : totals.rows;
	const unit = kind.unit === 'currency' ? (totals.currency ?? 'currency') : kind.unit;
	return rows.map(
		({ dimensions: [segment = ''], metrics: [value = 0, numerator, denominator] }) => ({
			name: event,
			unit,
			value,
			...(kind.parts && { numerator: numerator ?? 0, denominator: denominator ?? 0 }),
			window,
			...(breakdown !== undefined && { dimensions: { [breakdown]: segment } }),
			...(interval !== undefined && {
				series: (steps?.rows ?? [])
					.filter(({ dimensions }) => breakdown === undefined || dimensions[1] === segment)
					.flatMap((row) => toPoint(interval, row)),
			}),
			source: provider,
		}),
	);
}

function toPoint(
	interval: NonNullable<MetricQuery['interval']>,
	{ dimensions: [step = ''], metrics: [value = 0] }: ReportRow,
): Array<{ at: string; value: number }> {
	const at = stepStart(interval, step);
	return at === undefined ? [] : [{ at, value }];
}
