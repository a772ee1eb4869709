import type { INodeProperties } from 'n8n-workflow';

import type { ItemParameters } from '../../../src/n8n/gtm/parameters/item-parameters';

/** Every way to name a record. */
const every: Pick<INodeProperties, 'modes'> = {
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: 'searchRecords', searchable: true },
		},
		{ displayName: 'By ID', name: 'id', type: 'string', placeholder: 'e.g. 4211' },
		{
			displayName: 'By Email',
			name: 'email',
			type: 'string',
			placeholder: 'e.g. dana@acme.com',
		},
		{ displayName: 'By Domain', name: 'domain', type: 'string', placeholder: 'e.g. acme.com' },
	],
};

/** Which record, in the words of its kind. The key that needs no id comes first. */
export function recordLocators(operations: string[]): INodeProperties[] {
	return [
		locator('contact', 'Contact', ['email', 'id', 'list'], operations),
		locator('company', 'Company', ['domain', 'id', 'list'], operations),
		locator('deal', 'Deal', ['list', 'id'], operations),
	];
}

function locator(
	resource: string,
	displayName: string,
	modes: string[],
	operation: string[],
): INodeProperties {
	return {
		displayName,
		name: 'record',
		type: 'resourceLocator',
		default: { mode: modes[0] ?? 'id', value: '' },
		required: true,
		modes: modes.flatMap((name) => every.modes?.filter((mode) => mode.name === name) ?? []),
		displayOptions: { show: { resource: [resource], operation } },
	};
}

export const associations: INodeProperties = {
	displayName: 'Associations',
	name: 'associations',
	type: 'collection',
	placeholder: 'Add association',
	default: {},
	description: 'IDs of the records to link to. The node reads them back to check the link.',
	options: [
		{
			displayName: 'Company IDs',
			name: 'companyIds',
			type: 'string',
			default: '',
			placeholder: 'e.g. 9100, 9101',
			description: 'IDs separated by commas, or a list from an expression',
		},
		{
			displayName: 'Contact IDs',
			name: 'contactIds',
			type: 'string',
			default: '',
			placeholder: 'e.g. 4211',
			description: 'IDs separated by commas, or a list from an expression',
		},
		{
			displayName: 'Deal IDs',
			name: 'dealIds',
			type: 'string',
			default: '',
			placeholder: 'e.g. 7001',
			description: 'IDs separated by commas, or a list from an expression',
		},
	],
};

/** What the locator names a record by. What it names is the operation's to check. */
export function readReference(parameters: ItemParameters) {
	const { mode, value } = parameters.locator('record');
	if (mode === 'email') return { email: value };
	return mode === 'domain' ? { domain: value } : { id: value };
}

export function readAssociations(parameters: ItemParameters) {
	return {
		contactIds: parameters.texts('associations.contactIds'),
		companyIds: parameters.texts('associations.companyIds'),
		dealIds: parameters.texts('associations.dealIds'),
	};
}
