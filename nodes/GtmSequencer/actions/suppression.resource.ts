import { type INodeProperties, updateDisplayOptions } from 'n8n-workflow';

import { suppressionOperations } from '../../../src/gtm/operations/sequencer/sequencer-operations';
import { vendors } from '../../../src/gtm/vendors/registry';
import { limitProperties, readLimit } from '../../../src/n8n/gtm/node/limit.properties';
import { ownOperationProperties } from '../../../src/n8n/gtm/node/operation.properties';
import type { ItemParameters } from '../../../src/n8n/gtm/parameters/item-parameters';

const PLACES = [...vendors.crm, ...vendors.sequencer]
	.map(({ profile: { id, name } }) => ({ name, value: id }))
	.toSorted((a, b) => a.name.localeCompare(b.name));

const SCOPES = ['everywhere', 'crm', 'sequencer', ...PLACES.map(({ value }) => value)];

const who: INodeProperties = {
	displayName: 'Who',
	name: 'who',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. dana@acme.com or acme.com',
	description:
		'An email address, a domain for everyone of a company, a LinkedIn URL, or a phone number with its country code',
};

const entries: INodeProperties = {
	displayName: 'Entries',
	name: 'entries',
	type: 'string',
	typeOptions: { rows: 6 },
	default: '',
	required: true,
	placeholder: 'e.g. dana@acme.com',
	description:
		'One a line; or CSV with a heading, or a JSON list, of value, kind, reason, scope, until and source. What a row leaves out is taken from the fields below.',
};

const scope: INodeProperties = {
	displayName: 'Where It Holds',
	name: 'scope',
	type: 'options',
	options: [
		{ name: 'All CRMs', value: 'crm' },
		{ name: 'All Sequencers', value: 'sequencer' },
		...PLACES,
		{ name: 'Everywhere', value: 'everywhere' },
	].toSorted((a, b) => a.name.localeCompare(b.name)),
	default: 'everywhere',
	description: 'Each place has its own entry',
};

const why: INodeProperties[] = [
	{
		displayName: 'Reason',
		name: 'reason',
		type: 'string',
		default: 'asked not to be contacted',
		placeholder: 'e.g. customer',
		description: 'Shown with every write that this stops; no personal data',
	},
	{
		displayName: 'Until',
		name: 'until',
		type: 'dateTime',
		default: '',
		description: 'For ever if empty',
	},
];

const shown = (...operation: string[]) => ({ show: { resource: ['suppression'], operation } });

export const description: INodeProperties[] = [
	ownOperationProperties(suppressionOperations, 'suppression'),
	...updateDisplayOptions(shown('add', 'check', 'remove'), [who]),
	...updateDisplayOptions(shown('import'), [entries]),
	...updateDisplayOptions(shown('add', 'check', 'import', 'remove'), [scope]),
	...updateDisplayOptions(shown('add', 'import'), why),
	...updateDisplayOptions(shown('list'), limitProperties),
];

export function readWho(parameters: ItemParameters) {
	return { who: parameters.requiredText('who'), scope: parameters.choice('scope', SCOPES) };
}

function readWhy(parameters: ItemParameters) {
	const until = parameters.instant('until');
	return { reason: parameters.requiredText('reason'), ...(until !== undefined && { until }) };
}

export function readAddition(parameters: ItemParameters) {
	return { ...readWho(parameters), ...readWhy(parameters) };
}

export function readImport(parameters: ItemParameters) {
	return {
		entries: parameters.requiredText('entries'),
		scope: parameters.choice('scope', SCOPES),
		...readWhy(parameters),
	};
}

export function readMost(parameters: ItemParameters) {
	return { limit: readLimit(parameters) };
}
