import { type INodeProperties, updateDisplayOptions } from 'n8n-workflow';

import { type AlertRule, type AlertState, evaluateAlert } from '../../../src/gtm/analytics/alert';
import type { AnalyticsVendor, MetricQuery } from '../../../src/gtm/analytics/analytics-vendor';
import { windowBefore } from '../../../src/gtm/analytics/windows';
import { isRecord } from '../../../src/gtm/model/json';
import type { Outcome } from '../../../src/gtm/model/outcome';
import { gtmProcess } from '../../../src/n8n/gtm/gtm-process';
import { readRequired } from '../../../src/n8n/gtm/node/parameter-values';
import { type Execute, type VendorContext, oneByOne } from '../../../src/n8n/gtm/node/prepared';
import { metricFields } from './metric.properties';
import { readMetric } from './query.resource';
import { windowProperties } from './window.properties';

const HOUR_MS = 3_600_000;

const properties: INodeProperties[] = [
	{
		displayName: 'Name',
		name: 'alertName',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. Signups fall',
		description: 'Its cool-down is remembered under this name, in this node',
	},
	...metricFields.filter(({ name }) => name !== 'breakdown'),
	{
		displayName: 'Condition',
		name: 'condition',
		type: 'options',
		options: [
			{ name: 'Falls By', value: 'falls_by', description: 'Against the window before' },
			{ name: 'Is Above', value: 'above' },
			{ name: 'Is Below', value: 'below' },
			{ name: 'Rises By', value: 'rises_by', description: 'Against the window before' },
		],
		default: 'below',
	},
	{
		displayName: 'Threshold',
		name: 'threshold',
		type: 'number',
		default: 0,
		description: 'For Falls By and Rises By in parts of the value before: 0.2 is a fifth',
	},
	{
		displayName: 'Cool-Down (Hours)',
		name: 'coolDownHours',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 24,
		description: 'After it spoke up it is silent for so long',
	},
];

export const description: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['alert'] } },
		options: [
			{
				name: 'Check',
				value: 'check',
				action: 'Check an alert',
				description: 'Behind a Schedule Trigger; go on where "fires" is true',
			},
		],
		default: 'check',
	},
	{
		displayName:
			'The cool-down is kept by n8n for published workflows only: in a test run an alert always speaks up anew.',
		name: 'notice_alert',
		type: 'notice',
		default: '',
		displayOptions: { show: { resource: ['alert'] } },
	},
	...updateDisplayOptions({ show: { resource: ['alert'] } }, properties),
	...windowProperties({ resource: ['alert'] }),
];

interface Check {
	name: string;
	query: MetricQuery;
	rule: AlertRule;
}

/** The value, whether it breaks the rule, and whether it is time to say so. */
export const check: Execute<AnalyticsVendor> = (given) =>
	oneByOne<Check>(
		(itemIndex) => ({
			name: readRequired(given.context, 'alertName', itemIndex, 'Name'),
			query: readMetric(given.context, itemIndex),
			rule: readRule(given.context, itemIndex),
		}),
		async (input) => await evaluate(given, input),
	);

async function evaluate(
	{ context, vendor, client }: VendorContext<AnalyticsVendor>,
	{ name, query, rule }: Check,
): Promise<Outcome> {
	const now = await vendor.queryMetric(client, query);
	if (now.status !== 'found') return now;
	const value = now.record?.[0]?.value ?? 0;
	const previous = await valueBefore({ vendor, client, query, rule });
	if (typeof previous === 'object') return previous;
	const states: Record<string, unknown> = context.getWorkflowStaticData('node');
	const reading = { value, ...(previous !== undefined && { previous }) };
	const at = gtmProcess().clock.now();
	const verdict = evaluateAlert(rule, reading, stateOf(states[name]), at);
	states[name] = verdict.state;
	const { fires, explanation } = verdict;
	const record = { alert: name, fires, ...reading, explanation, window: query.window };
	return { status: 'found', provider: vendor.profile.id, record };
}

async function valueBefore({
	vendor,
	client,
	query,
	rule,
}: Pick<VendorContext<AnalyticsVendor>, 'vendor' | 'client'> &
	Pick<Check, 'query' | 'rule'>): Promise<number | undefined | Outcome> {
	if (rule.condition === 'above' || rule.condition === 'below') return undefined;
	const before = await vendor.queryMetric(client, { ...query, window: windowBefore(query.window) });
	return before.status === 'found' ? before.record?.[0]?.value : before;
}

function stateOf(kept: unknown): AlertState {
	if (!isRecord(kept)) return { holds: false };
	const { holds, firedAt } = kept;
	return { holds: holds === true, ...(typeof firedAt === 'number' && { firedAt }) };
}

const CONDITIONS = ['above', 'below', 'rises_by', 'falls_by'] as const;

function readRule(
	context: VendorContext<AnalyticsVendor>['context'],
	itemIndex: number,
): AlertRule {
	const chosen: unknown = context.getNodeParameter('condition', itemIndex, 'below');
	const condition = CONDITIONS.find((one) => one === chosen);
	const threshold = Number(context.getNodeParameter('threshold', itemIndex, Number.NaN));
	const hours = Number(context.getNodeParameter('coolDownHours', itemIndex, 24));
	if (condition === undefined) throw new RangeError('Condition is none that is known.');
	if (Number.isNaN(threshold)) throw new RangeError('Threshold is no number.');
	if (!(hours >= 0)) throw new RangeError('Cool-Down (Hours) is no number from 0 on.');
	return { condition, threshold, coolDownMs: hours * HOUR_MS };
}
