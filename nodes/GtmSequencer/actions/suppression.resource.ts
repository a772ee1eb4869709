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
		'An email address, a domain (everyone at a company), a LinkedIn URL, or a phone number with country code',
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
		'One value per line, CSV with a header row, or a JSON list. Columns: value, kind, reason, scope, until and source. The fields below fill in missing columns.',
};

const scope: INodeProperties = {
	displayName: 'Scope',
	name: 'scope',
	type: 'options',
	options: [
		{ name: 'All CRMs', value: 'crm' },
		{ name: 'All Sequencers', value: 'sequencer' },
		...PLACES,
		{ name: 'Everywhere', value: 'everywhere' },
	].toSorted((a, b) => a.name.localeCompare(b.name)),
	default: 'everywhere',
	description: 'Where the entry applies. Each scope has its own entry.',
};

const why: INodeProperties[] = [
	{
		displayName: 'Reason',
		name: 'reason',
		type: 'string',
		default: 'asked not to be contacted',
		placeholder: 'e.g. customer',
		description: 'Shown whenever this entry blocks a write. Do not include personal data.',
	},
	{
		displayName: 'Until',
		name: 'until',
		type: 'dateTime',
		default: '',
		description: 'Leave empty if it never expires',
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
