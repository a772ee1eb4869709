import { type AlertRule, type AlertState, evaluateAlert } from '../../analytics/alert';
import type { MetricQuery } from '../../analytics/analytics-vendor';
import { windowBefore } from '../../analytics/windows';
import { isRecord } from '../../model/json';
import { windowSchema } from '../../model/metric';
import type { Outcome } from '../../model/outcome';
import { z } from '../../../third-party/zod';
import { id } from '../fields';
import { checkWindowInput, windowMembers, windowOf } from '../window';
import { type AnalyticsPorts, analyticsOperation } from './analytics-operation';
import { checkMetric, metricMembers, metricOf } from './metric-members';

export const CONDITIONS = ['above', 'below', 'rises_by', 'falls_by'] as const;

const HOUR_MS = 3_600_000;

const { event, measure, property } = metricMembers;

const input = z
	.strictObject({
		name: id('Unique name of this alert. Its cool-down is stored under it.'),
		event,
		measure,
		property,
		condition: z.enum(CONDITIONS).meta({
			description:
				'above, below: compare with threshold. rises_by, falls_by: compare with the previous window.',
		}),
		threshold: z.number().optional().meta({ description: 'The threshold for above and below' }),
		percent: z
			.number()
			.positive()
			.max(100_000)
			.optional()
			.meta({ description: 'The percentage for rises_by and falls_by, such as 20' }),
		coolDownHours: z
			.number()
			.min(0)
			.max(100_000)
			.default(24)
			.meta({ description: 'How long the alert stays silent after it fires' }),
		oncePerCrossing: z.boolean().default(false).meta({
			description:
				'Fire once when the condition begins to hold, and again only after it did not hold in between. Otherwise the alert also fires after each cool-down while the condition holds.',
		}),
		...windowMembers,
	})
	.superRefine(checkMetric)
	.superRefine(checkWindowInput)
	.superRefine(({ condition, threshold, percent }, context) => {
		const complain = (member: 'threshold' | 'percent', message: string) =>
			context.addIssue({ code: 'custom', path: [member], message });
		const compares = condition === 'above' || condition === 'below';
		if (compares && threshold === undefined) complain('threshold', 'is empty. Give a number.');
		if (!compares && percent === undefined) {
			complain('percent', 'is empty. Give a percentage such as 20.');
		}
		if (condition === 'falls_by' && percent !== undefined && percent > 100) {
			complain(
				'percent',
				`is ${percent}. Enter 100 or less: nothing can fall by more than 100 percent.`,
			);
		}
	});

type Input = z.output<typeof input>;

function ruleOf({
	condition,
	threshold = 0,
	percent = 0,
	coolDownHours,
	oncePerCrossing,
}: Input): AlertRule {
	const compares = condition === 'above' || condition === 'below';
	return {
		condition,
		threshold: compares ? threshold : percent / 100,
		coolDownMs: coolDownHours * HOUR_MS,
		oncePerCrossing,
	};
}

async function valueBefore(
	{ vendor, client }: AnalyticsPorts,
	{ condition }: AlertRule,
	query: MetricQuery,
): Promise<number | undefined | Outcome> {
	if (condition === 'above' || condition === 'below') return undefined;
	const before = await vendor.queryMetric(client, { ...query, window: windowBefore(query.window) });
	return before.status === 'found' ? before.record?.[0]?.value : before;
}

function stateOf(kept: unknown): AlertState {
	if (!isRecord(kept)) return { holds: false };
	const { holds, firedAt, told } = kept;
	return {
		holds: holds === true,
		...(typeof firedAt === 'number' && { firedAt }),
		...(told === true && { told }),
	};
}

/** The value, whether it breaks the rule, and whether it is time to say so. */
export const checkAlert = analyticsOperation({
	name: 'alert.check',
	label: 'Check',
	title: 'Check an alert',
	description: 'Use it after a Schedule Trigger and continue where "fires" is true',
	input,
	madeOf: 'metric.query',
	output: z.strictObject({
		alert: z.string(),
		fires: z.boolean(),
		value: z.number(),
		previous: z.number().optional(),
		explanation: z.string(),
		window: windowSchema,
	}),
	run: async (ports, given) => {
		const { vendor, client, clock, memory } = ports;
		const { name } = given;
		const query = { ...metricOf(given), window: windowOf(ports, given) };
		const rule = ruleOf(given);
		const now = await vendor.queryMetric(client, query);
		if (now.status !== 'found') return now;
		const value = now.record?.[0]?.value ?? 0;
		const previous = await valueBefore(ports, rule, query);
		if (typeof previous === 'object') return previous;
		const reading = { value, ...(previous !== undefined && { previous }) };
		const verdict = evaluateAlert(rule, reading, stateOf(memory[name]), clock.now());
		memory[name] = verdict.state;
		const { fires, explanation } = verdict;
		const record = { alert: name, fires, ...reading, explanation, window: query.window };
		return { status: 'found', provider: vendor.profile.id, record };
	},
});
