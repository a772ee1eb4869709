import { type INodeProperties, updateDisplayOptions } from 'n8n-workflow';

import { waterfallOperations } from '../../../src/gtm/operations/enrichment/enrichment-operations';
import { WANTED } from '../../../src/gtm/operations/enrichment/waterfall';
import { vendors } from '../../../src/gtm/vendors/registry';
import { ownOperationProperties } from '../../../src/n8n/gtm/node/operation.properties';
import type { ItemParameters } from '../../../src/n8n/gtm/parameters/item-parameters';
import { companyQuestion, personQuestion, readCompany, readPerson } from './question.properties';

/** What a vendor can fill of what the items are. */
function wantedFields(kind: 'company' | 'person', show: Record<string, string[]>): INodeProperties {
	return {
		displayName: 'Wanted Fields',
		name: 'wanted',
		type: 'multiOptions',
		options: WANTED[kind].map((name) => ({ name, value: name })).toSorted(byName),
		default: [],
		required: true,
		description: 'The waterfall stops when it has all of these fields',
		displayOptions: { show: { resource: ['waterfall'], ...show } },
	};
}

const byName = (a: { name: string }, b: { name: string }) => a.name.localeCompare(b.name);

const PERSON = ['email', 'title'];
const COMPANY = ['domain', 'industry', 'employees'];

const wanted: INodeProperties[] = [
	{ ...wantedFields('person', { operation: ['person'] }), default: PERSON },
	{ ...wantedFields('company', { operation: ['company'] }), default: COMPANY },
	{
		...wantedFields('person', { operation: ['estimate'], estimateOf: ['person'] }),
		default: PERSON,
	},
	{
		...wantedFields('company', { operation: ['estimate'], estimateOf: ['company'] }),
		default: COMPANY,
	},
];

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
		description:
			'Vendors are tried in the order in which you choose them. Start with the cheapest or the best.',
	},
];

/** In the order in which a person thinks: how good, at what price, how fresh, how long. */
export const waterfallOptions: INodeProperties[] = [
	{
		displayName: 'Email Must Be Deliverable',
		name: 'deliverable',
		type: 'boolean',
		default: true,
		description:
			'Whether to try the next vendor until one of them verifies that the email is deliverable',
	},
	// An estimate spends nothing.
	...updateDisplayOptions({ show: { '/operation': ['company', 'person'] } }, [
		{
			displayName: 'Credits per Run',
			name: 'perRun',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 100,
			description:
				"Maximum number of credits that this execution can spend with each vendor, in the vendor's own unit. Default: 100.",
		},
		{
			displayName: 'Credits per Day',
			name: 'perDay',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 500,
			description:
				'Maximum number of credits that all executions can spend with each vendor account per UTC day. Default: 500.',
		},
		{
			displayName: 'Reuse Answers For (Days)',
			name: 'lifetimeDays',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 30,
			description: 'How long to reuse an answer at no cost. Set to 0 to request it again.',
		},
		{
			displayName: 'Reuse Not Found For (Days)',
			name: 'missLifetimeDays',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 7,
		},
		{
			displayName: 'Max Wait (Seconds)',
			name: 'followSeconds',
			type: 'number',
			typeOptions: { minValue: 0, maxValue: 3600 },
			default: 60,
			description:
				'How long to wait for vendors that take longer to answer. After that, the item is pending; run it again at no cost.',
		},
	]),
];

export const description: INodeProperties[] = [
	ownOperationProperties(waterfallOperations, 'waterfall'),
	...updateDisplayOptions({ show: { resource: ['waterfall'] } }, properties),
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
		description: 'What each item is',
		displayOptions: { show: { resource: ['waterfall'], operation: ['estimate'] } },
	},
	...wanted,
];

function readWishes(parameters: ItemParameters, kind: 'company' | 'person') {
	return {
		wanted: parameters.choices('wanted', WANTED[kind]),
		deliverable: parameters.boolean('options.deliverable'),
	};
}

function readSpending(parameters: ItemParameters) {
	return {
		perRun: parameters.requiredNumber('options.perRun'),
		perDay: parameters.requiredNumber('options.perDay'),
		lifetimeDays: parameters.number('options.lifetimeDays'),
		missLifetimeDays: parameters.number('options.missLifetimeDays'),
		waitSeconds: parameters.requiredNumber('options.followSeconds'),
	};
}

export function readCompanyWaterfall(parameters: ItemParameters) {
	return {
		...readCompany(parameters),
		...readWishes(parameters, 'company'),
		...readSpending(parameters),
	};
}

export function readPersonWaterfall(parameters: ItemParameters) {
	return {
		...readPerson(parameters),
		...readWishes(parameters, 'person'),
		...readSpending(parameters),
	};
}

export function readEstimate(parameters: ItemParameters) {
	const of = parameters.choice('estimateOf', ['person', 'company']);
	return { of, ...readWishes(parameters, of), items: parameters.items };
}

/** Which vendors are asked, in the order in which they were chosen. */
export function readVendors(parameters: ItemParameters): string[] {
	const ids = vendors.enrichment.map(({ profile }) => profile.id);
	const chosen = parameters.choices('vendor', ids);
	if (chosen.length === 0)
		throw parameters.problem('vendor', 'is empty. Choose at least one vendor.');
	return chosen;
}
