import { answer, isRecord } from '../../frame/call.ts';
import type { SandboxKey } from '../../frame/authentication.ts';
import type { Answer, AnyCall } from '../../frame/call.ts';
import { invalid } from './errors.ts';
import { filterOf } from './filter.ts';
import { quotaOf } from './quota.ts';
import { dimensionOf, metricOf } from './schema.ts';
import type { Ga4State, Hit } from './state.ts';

const DAY_MS = 86_400_000;

interface Row {
	dimensions: string[];
	metrics: number[];
}

function namesOf(list: unknown): string[] {
	if (!Array.isArray(list)) return [];
	return list.map((each) => (isRecord(each) ? String(each.name) : ''));
}

/** In milliseconds; `endDate` is in it. */
export function rangeOf(body: Record<string, unknown>): { from: number; to: number } {
	const [range] = Array.isArray(body.dateRanges) ? (body.dateRanges as unknown[]) : [];
	const { startDate, endDate } = isRecord(range) ? range : {};
	const day = (text: unknown) => {
		const isDay = typeof text === 'string' && /^\d{4}-\d\d-\d\d$/.test(text);
		if (!isDay) throw invalid('dateRanges must have a startDate and an endDate.');
		return Date.parse(`${text}T00:00:00Z`);
	};
	return { from: day(startDate), to: day(endDate) + DAY_MS };
}

function orderOf(body: Record<string, unknown>, metrics: readonly string[]) {
	const [order] = Array.isArray(body.orderBys) ? (body.orderBys as unknown[]) : [];
	if (isRecord(order) && isRecord(order.dimension)) {
		return (a: Row, b: Row) => ((a.dimensions[0] ?? '') < (b.dimensions[0] ?? '') ? -1 : 1);
	}
	const named = isRecord(order) && isRecord(order.metric) ? String(order.metric.metricName) : '';
	const place = Math.max(0, metrics.indexOf(named));
	return (a: Row, b: Row) => (b.metrics[place] ?? 0) - (a.metrics[place] ?? 0);
}

/** Whose key may not see revenue reads 0, and is told so in the metadata only. */
function restrictionsOf(names: readonly string[], key: SandboxKey) {
	const money = names.filter((name) => /Revenue|Amount/.test(name));
	return key.note === 'may not see revenue' ? money : [];
}

export function runReport(call: AnyCall, state: Ga4State, key: SandboxKey): Answer {
	const body = isRecord(call.body) ? call.body : {};
	const { from, to } = rangeOf(body);
	const metricNames = namesOf(body.metrics);
	const dimensionNames = namesOf(body.dimensions);
	if (metricNames.length === 0 && dimensionNames.length === 0) {
		throw invalid('Dimensions and metrics cannot both be empty.');
	}
	const restricted = restrictionsOf(metricNames, key);
	const metrics = metricNames.map((name) => (restricted.includes(name) ? () => 0 : metricOf(name)));
	const dimensions = dimensionNames.map(dimensionOf);
	const holds = body.dimensionFilter === undefined ? () => true : filterOf(body.dimensionFilter);
	const hits = state.hits.filter((hit) => hit.at >= from && hit.at < to && holds(hit));
	const keyOf = (hit: Hit) => JSON.stringify(dimensions.map((dimension) => dimension(hit)));
	const rows = [...Map.groupBy(hits, keyOf)].map(([key, group]) => ({
		dimensions: JSON.parse(key) as string[],
		metrics: metrics.map((metric) => metric(group)),
	}));
	const limit = Number(body.limit ?? 10_000);
	const shown = rows.toSorted(orderOf(body, metricNames)).slice(0, limit);
	return answer(200, {
		...(dimensionNames.length > 0 && {
			dimensionHeaders: dimensionNames.map((name) => ({ name })),
		}),
		metricHeaders: metricNames.map((name) => ({ name, type: 'TYPE_INTEGER' })),
		...(shown.length > 0 && { rows: shown.map(toRow), rowCount: rows.length }),
		metadata: {
			currencyCode: 'USD',
			timeZone: 'Etc/UTC',
			...(restricted.length > 0 && {
				schemaRestrictionResponse: {
					activeMetricRestrictions: restricted.map((metricName) => ({
						metricName,
						restrictedMetricTypes: ['REVENUE_DATA'],
					})),
				},
			}),
		},
		...(body.returnPropertyQuota === true && { propertyQuota: quotaOf(state) }),
		kind: 'analyticsData#runReport',
	});
}

/** Numbers are text; a row without dimensions has no values of any. */
export function toRow({ dimensions, metrics }: Row) {
	return {
		...(dimensions.length > 0 && { dimensionValues: dimensions.map((value) => ({ value })) }),
		metricValues: metrics.map((value) => ({ value: String(value) })),
	};
}
