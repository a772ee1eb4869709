import type { INodeProperties, INodePropertyMode } from 'n8n-workflow';

const fromList: INodePropertyMode = {
	displayName: 'From List',
	name: 'list',
	type: 'list',
	typeOptions: { searchListMethod: 'searchRecords', searchable: true },
};

const byId: INodePropertyMode = {
	displayName: 'By ID',
	name: 'id',
	type: 'string',
	placeholder: 'e.g. 4211',
};

const byEmail: INodePropertyMode = {
	displayName: 'By Email',
	name: 'email',
	type: 'string',
	placeholder: 'e.g. dana@acme.com',
};

const byDomain: INodePropertyMode = {
	displayName: 'By Domain',
	name: 'domain',
	type: 'string',
	placeholder: 'e.g. acme.com',
};

/** Which record, in the words of its kind. The key that needs no id comes first. */
export function recordLocators(operations: string[]): INodeProperties[] {
	return [
		locator('contact', 'Contact', [byEmail, byId, fromList], operations),
		locator('company', 'Company', [byDomain, byId, fromList], operations),
		locator('deal', 'Deal', [fromList, byId], operations),
	];
}

function locator(
	resource: string,
	displayName: string,
	modes: INodePropertyMode[],
	operation: string[],
): INodeProperties {
	return {
		displayName,
		name: 'record',
		type: 'resourceLocator',
		default: { mode: modes[0]?.name ?? 'id', value: '' },
		required: true,
		modes,
		displayOptions: { show: { resource: [resource], operation } },
	};
}

export const associations: INodeProperties = {
	displayName: 'Associations',
	name: 'associations',
	type: 'collection',
	placeholder: 'Add association',
	default: {},
	description: "Records to link to, by the vendor's IDs. They are read back afterwards.",
	options: [
		{
			displayName: 'Company IDs',
			name: 'companyIds',
			type: 'string',
			default: '',
			placeholder: 'e.g. 9100, 9101',
			description: 'Separated by commas, or a list from an expression',
		},
		{
			displayName: 'Contact IDs',
			name: 'contactIds',
			type: 'string',
			default: '',
			placeholder: 'e.g. 4211',
			description: 'Separated by commas, or a list from an expression',
		},
		{
			displayName: 'Deal IDs',
			name: 'dealIds',
			type: 'string',
			default: '',
			placeholder: 'e.g. 7001',
			description: 'Separated by commas, or a list from an expression',
		},
	],
};
