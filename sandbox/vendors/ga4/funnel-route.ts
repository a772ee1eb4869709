import { answer, isRecord, textOf } from '../../frame/call.ts';
import type { Answer, AnyCall } from '../../frame/call.ts';
import { countFunnel } from '../../world/usage-funnel.ts';
import { invalid } from './errors.ts';
import { quotaOf } from './quota.ts';
import { rangeOf, toRow } from './report-route.ts';
import type { Ga4State } from './state.ts';

/** Longer windows are answered from a sample. */
const SAMPLED_FROM = 90 * 86_400_000;

interface Step {
	name: string;
	event: string;
	/** Seconds since the step before. */
	within: number;
}

function stepOf(step: unknown): Step {
	const { name, filterExpression, withinDurationFromPriorStep } = isRecord(step) ? step : {};
	const filter = isRecord(filterExpression) ? filterExpression.funnelEventFilter : undefined;
	if (!isRecord(filter)) throw invalid('A funnel step must have a filterExpression.');
	const within = /^(\d+)s$/.exec(textOf(withinDurationFromPriorStep))?.[1];
	return {
		name: String(name),
		event: String(filter.eventName),
		within: within === undefined ? Number.POSITIVE_INFINITY : Number(within),
	};
}

/** Time is bounded as a whole here: the sum of what each step may take. Rows without people are left out. */
export function runFunnelReport(call: AnyCall, state: Ga4State): Answer {
	const body = isRecord(call.body) ? call.body : {};
	const { from, to } = rangeOf(body);
	const given = isRecord(body.funnel) ? body.funnel.steps : undefined;
	const steps = Array.isArray(given) ? given.map(stepOf) : [];
	if (steps.length === 0) throw invalid('The funnel must have steps.');
	const counts = countFunnel(state.usage, {
		steps: steps.map(({ event }) => event),
		from,
		to,
		withinMs: steps.slice(1).reduce((sum, { within }) => sum + within * 1_000, 0),
	});
	const rows = steps.flatMap(({ name }, index) => {
		const count = counts[index] ?? 0;
		const next = counts[index + 1] ?? 0;
		const rate = count === 0 ? 0 : next / count;
		const metrics = [count, rate, count - next, 1 - rate];
		return count === 0 ? [] : [toRow({ dimensions: [`${index + 1}. ${name}`], metrics })];
	});
	return answer(200, {
		funnelTable: {
			dimensionHeaders: [{ name: 'funnelStepName' }],
			metricHeaders: [
				{ name: 'activeUsers', type: 'TYPE_INTEGER' },
				{ name: 'funnelStepCompletionRate', type: 'TYPE_INTEGER' },
				{ name: 'funnelStepAbandonments', type: 'TYPE_INTEGER' },
				{ name: 'funnelStepAbandonmentRate', type: 'TYPE_INTEGER' },
			],
			...(rows.length > 0 && { rows }),
			metadata:
				to - from > SAMPLED_FROM
					? { samplingMetadatas: [{ samplesReadCount: '500000', samplingSpaceSize: '900000' }] }
					: {},
		},
		...(body.returnPropertyQuota === true && { propertyQuota: quotaOf(state) }),
		kind: 'analyticsData#runFunnelReport',
	});
}
