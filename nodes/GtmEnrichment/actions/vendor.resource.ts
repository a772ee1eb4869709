import { type INodeProperties, updateDisplayOptions } from 'n8n-workflow';

import { enrichmentOperations } from '../../../src/gtm/operations/enrichment/enrichment-operations';
import { SIGNAL_KINDS } from '../../../src/gtm/model/signal';
import { vendors } from '../../../src/gtm/vendors/registry';
import { operationProperties } from '../../../src/n8n/gtm/node/operation.properties';
import { keepsRaw, readFields } from '../../../src/n8n/gtm/node/output.properties';
import { cursorProperty, limitProperty } from '../../../src/n8n/gtm/node/since.properties';
import type { ItemParameters } from '../../../src/n8n/gtm/parameters/item-parameters';
import { companyQuestion, personQuestion, readCompany, readPerson } from './question.properties';
import { readVendorSpending } from './spending.properties';

/** For the options of what can be pending. */
const followSeconds: INodeProperties = {
	displayName: 'Max Wait (Seconds)',
	name: 'followSeconds',
	type: 'number',
	typeOptions: { minValue: 0, maxValue: 3600 },
	default: 60,
	description:
		'How long to wait for vendors that take longer to answer. After that, the item is pending and has a handle for the next run.',
};

/** What can be pending, and so be gone on with. */
const FOLLOWED = ['company', 'email', 'person'] as const;

const handles = FOLLOWED.map((resource): INodeProperties => {
	const able = vendors.enrichment.filter(({ follow: ask }) => ask?.[resource] !== undefined);
	return {
		displayName: 'Handle',
		name: 'handle',
		type: 'string',
		default: '',
		description:
			'The handle of a pending item. Fetches its result at no cost instead of sending a new request.',
		displayOptions: {
			show: { '/resource': [resource], '/vendor': able.map(({ profile }) => profile.id) },
		},
	};
});

const signal: INodeProperties[] = [
	{
		displayName: 'Kinds',
		name: 'kinds',
		type: 'multiOptions',
		options: [
			{ name: 'Funding', value: 'funding' },
			{ name: 'Hiring', value: 'hiring' },
			{ name: 'Intent', value: 'intent' },
			{ name: 'Job Change', value: 'job_change' },
			{ name: 'News', value: 'news' },
			{ name: 'Technology', value: 'technology' },
		],
		default: ['funding', 'hiring', 'news'],
	},
	{
		displayName: 'Since',
		name: 'since',
		type: 'dateTime',
		default: '',
		description:
			'Only return signals from this time on. Uses the time zone of the workflow unless the value includes one.',
	},
	limitProperty,
];

const job: INodeProperties[] = [
	cursorProperty(
		'The cursor of the last answer, which you kept: every job that finished after it is told once. Empty at the first time: all of the last 30 days.',
	),
	limitProperty,
];

const email: INodeProperties = {
	displayName: 'Email',
	name: 'email',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. dana@acme.com',
	displayOptions: { show: { resource: ['email'] } },
};

/** Options of what can be pending. */
export const followingOptions: INodeProperties[] = [followSeconds, ...handles];

export const VENDOR_RESOURCES = ['company', 'person', 'signal', 'email', 'credit', 'job'];

export const description: INodeProperties[] = [
	...operationProperties(vendors.enrichment, enrichmentOperations, 'company'),
	...operationProperties(vendors.enrichment, enrichmentOperations, 'person'),
	...operationProperties(vendors.enrichment, enrichmentOperations, 'signal'),
	...operationProperties(vendors.enrichment, enrichmentOperations, 'email'),
	...operationProperties(vendors.enrichment, enrichmentOperations, 'credit'),
	...operationProperties(vendors.enrichment, enrichmentOperations, 'job'),
	...companyQuestion({ resource: ['company', 'signal'] }),
	...personQuestion({ resource: ['person'] }),
	email,
	...updateDisplayOptions({ show: { resource: ['signal'] } }, signal),
	...updateDisplayOptions({ show: { resource: ['job'] } }, job),
];

/** What is wished of an answer, how long it is waited for, what it was begun as, and what it may cost. */
function readFollowing(parameters: ItemParameters) {
	return {
		fields: readFields(parameters),
		raw: keepsRaw(parameters),
		waitSeconds: parameters.requiredNumber('options.followSeconds'),
		handle: parameters.text('options.handle'),
		...readVendorSpending(parameters),
	};
}

export function readEnrichCompany(parameters: ItemParameters) {
	return { ...readCompany(parameters), ...readFollowing(parameters) };
}

export function readEnrichPerson(parameters: ItemParameters) {
	return { ...readPerson(parameters), ...readFollowing(parameters) };
}

export function readVerify(parameters: ItemParameters) {
	return { email: parameters.requiredText('email'), ...readFollowing(parameters) };
}

export function readFinishedJobs(parameters: ItemParameters) {
	return {
		cursor: parameters.text('cursor'),
		limit: parameters.requiredNumber('limit', { least: 1, most: 10_000, whole: true }),
	};
}

export function readSignals(parameters: ItemParameters) {
	return {
		...readCompany(parameters),
		kinds: parameters.choices('kinds', SIGNAL_KINDS),
		since: parameters.instant('since'),
		limit: parameters.requiredNumber('limit', { least: 1, most: 100_000, whole: true }),
		...readVendorSpending(parameters),
	};
}
