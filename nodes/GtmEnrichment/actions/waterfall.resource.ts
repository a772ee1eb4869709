import { type IExecuteFunctions, type INodeProperties, updateDisplayOptions } from 'n8n-workflow';

import type { Question } from '../../../src/gtm/enrichment/question';
import {
	type WaterfallResult,
	type WaterfallStep,
	estimateCost,
	runWaterfall,
} from '../../../src/gtm/enrichment/waterfall';
import type { FieldRule } from '../../../src/gtm/enrichment/waterfall-fields';
import type { Attempt } from '../../../src/gtm/http/trace';
import type { CreditBudget } from '../../../src/gtm/ledger/credit-ledger';
import type { Outcome } from '../../../src/gtm/model/outcome';
import { vendorOf, vendors } from '../../../src/gtm/vendors/registry';
import { gtmProcess } from '../../../src/n8n/gtm/gtm-process';
import { splitList } from '../../../src/base/split-list';
import { type Prepared, oneByOne } from '../../../src/n8n/gtm/node/prepared';
import { connectVendor } from '../../../src/n8n/gtm/vendor-client';
import { companyQuestion, personQuestion } from './question.properties';
import { readFollowMs, readQuestion } from './vendor.resource';

const DAY_MS = 86_400_000;

const properties: INodeProperties[] = [
	{
		displayName: 'Vendors',
		// As with one vendor: n8n shows a credential by one condition, so both are the same parameter.
		name: 'vendor',
		type: 'multiOptions',
		options: vendors.enrichment
			.map(({ profile }) => ({ name: profile.name, value: profile.id }))
			.toSorted((a, b) => a.name.localeCompare(b.name)),
		default: [],
		required: true,
		description: 'Asked in the order in which you choose them: cheapest or best first',
	},
	{
		displayName: 'Wanted Fields',
		name: 'wanted',
		type: 'string',
		default: 'email, title',
		required: true,
		placeholder: 'e.g. email, title, phone',
		description: 'Canonical names, by commas. When all are there, no further vendor is asked.',
	},
	{
		displayName: 'Email Must Be Deliverable',
		name: 'deliverable',
		type: 'boolean',
		default: true,
		description:
			'Whether the search for an email goes on until a vendor says that the address takes mail',
	},
];

/** What an estimate needs none of. */
const spending: INodeProperties[] = [
	{
		displayName: 'Credits per Run',
		name: 'perRun',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 100,
		description: "At most, of each vendor, in this execution. A vendor's own unit counts.",
	},
	{
		displayName: 'Credits per Day',
		name: 'perDay',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 500,
		description: 'At most, of each vendor and credential, by all executions of a day in UTC',
	},
	{
		displayName: 'Waterfall Options',
		name: 'waterfallOptions',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Answers Are Good For (Days)',
				name: 'lifetimeDays',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: 30,
				description: 'The same question is not paid for again within this time',
			},
			{
				displayName: 'Not Found Is Remembered For (Days)',
				name: 'missLifetimeDays',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: 7,
			},
		],
	},
	{
		displayName: 'Wait for the Answer (Seconds)',
		name: 'followSeconds',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 3600 },
		default: 60,
		description:
			'For vendors that answer later. After that the item is pending; run it again to go on, at no cost.',
	},
];

export const description: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['waterfall'] } },
		options: [
			{
				name: 'Enrich Company',
				value: 'company',
				action: 'Enrich a company with several vendors',
				description: 'One after the other, until the wanted fields are there',
			},
			{
				name: 'Enrich Person',
				value: 'person',
				action: 'Enrich a person with several vendors',
				description: 'One after the other, until the wanted fields are there',
			},
			{
				name: 'Estimate Cost',
				value: 'estimate',
				action: 'Estimate the cost of a waterfall',
				description: 'What each item, and all of them, can cost at most; nothing is asked or spent',
			},
		],
		default: 'person',
	},
	...companyQuestion({ resource: ['waterfall'], operation: ['company'] }),
	...personQuestion({ resource: ['waterfall'], operation: ['person'] }),
	{
		displayName: 'Of',
		name: 'estimateOf',
		type: 'options',
		options: [
			{ name: 'Companies', value: 'company' },
			{ name: 'Persons', value: 'person' },
		],
		default: 'person',
		description: 'What the items are',
		displayOptions: { show: { resource: ['waterfall'], operation: ['estimate'] } },
	},
	...updateDisplayOptions({ show: { resource: ['waterfall'] } }, properties),
	...updateDisplayOptions(
		{ show: { resource: ['waterfall'], operation: ['company', 'person'] } },
		spending,
	),
];

/** Several vendors, in the chosen order. */
export async function prepareWaterfall(
	context: IExecuteFunctions,
	operation: string,
	attempts: Attempt[],
): Promise<Prepared<unknown>> {
	const steps = await readSteps(context, attempts);
	if (operation === 'estimate') return estimate(context, steps);
	const kind: Question['kind'] = operation === 'company' ? 'company' : 'person';
	const signal = context.getExecutionCancelSignal();
	const shared = gtmProcess();
	const { answers, credits } = shared.ledger();
	const { clock } = shared;
	return oneByOne<{ question: Question; itemIndex: number }>(
		(itemIndex) => ({ question: readQuestion(context, kind, itemIndex), itemIndex }),
		async ({ question, itemIndex }) => {
			const result = await runWaterfall(
				question,
				{
					steps,
					rules: readRules(context, itemIndex),
					lifetime: readLifetime(context, itemIndex),
					followMs: readFollowMs(context, itemIndex),
					runId: context.getExecutionId(),
					...(signal && { signal }),
				},
				{ answers, credits, clock },
			);
			return toOutcome(result);
		},
	);
}

/** Everything that the run tells goes with the record: where a value is from, and what was paid. */
function toOutcome({ outcome, sources, missing, steps, spent }: WaterfallResult): Outcome {
	return { ...outcome, record: { ...outcome.record, sources, missing, steps, spent } };
}

function estimate(context: IExecuteFunctions, steps: readonly WaterfallStep[]): Prepared<unknown> {
	// Of as many items as there are, if all are like this one.
	const items = context.getInputData().length;
	return oneByOne<{ rules: readonly FieldRule[]; kind: Question['kind'] }>(
		(itemIndex) => ({
			rules: readRules(context, itemIndex),
			kind:
				context.getNodeParameter('estimateOf', itemIndex, 'person') === 'company'
					? 'company'
					: 'person',
		}),
		async ({ rules, kind }) => {
			const prices = estimateCost({ steps, rules }, kind);
			const atMost = (count: number) =>
				Object.fromEntries(
					prices.map(({ vendor, amount, unit }) => [`${vendor} ${unit}`, amount * count]),
				);
			const record = { perItem: prices, atMost: atMost(1), atMostInAll: atMost(items) };
			return await Promise.resolve({ status: 'found', provider: 'waterfall', record });
		},
	);
}

async function readSteps(
	context: IExecuteFunctions,
	attempts: Attempt[],
): Promise<WaterfallStep[]> {
	const chosen = splitList(context.getNodeParameter('vendor', 0, []));
	if (chosen.length === 0) throw new RangeError('Vendors is empty: choose at least one.');
	const budget = readBudget(context);
	const steps: WaterfallStep[] = [];
	for (const id of chosen) {
		const vendor = vendorOf('enrichment', id);
		const { client, principal } = await connectVendor(context, vendor, {
			credentialType: vendor.credentialTypes[0] ?? '',
			itemIndex: 0,
			trace: (attempt) => attempts.push(attempt),
		});
		steps.push({ vendor, client, principal, budget });
	}
	return steps;
}

function readBudget(context: IExecuteFunctions): CreditBudget {
	const amount = (name: string, title: string) => {
		const value = Number(context.getNodeParameter(name, 0, 0));
		if (!(value >= 0)) throw new RangeError(`${title} is no number from 0 on.`);
		return value;
	};
	return {
		perRun: amount('perRun', 'Credits per Run'),
		perDay: amount('perDay', 'Credits per Day'),
	};
}

function readRules(context: IExecuteFunctions, itemIndex: number): FieldRule[] {
	const fields = splitList(context.getNodeParameter('wanted', itemIndex, ''));
	if (fields.length === 0) throw new RangeError('Wanted Fields is empty: name at least one.');
	const strict = context.getNodeParameter('deliverable', itemIndex, true) === true;
	return fields.map((field) => ({
		field,
		enough: field === 'email' && strict ? 'deliverable' : 'present',
	}));
}

function readLifetime(context: IExecuteFunctions, itemIndex: number) {
	const days = (name: string, fallback: number) =>
		Number(context.getNodeParameter(`waterfallOptions.${name}`, itemIndex, fallback)) * DAY_MS;
	return { foundMs: days('lifetimeDays', 30), notFoundMs: days('missLifetimeDays', 7) };
}
