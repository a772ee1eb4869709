import type { INodeProperties } from 'n8n-workflow';

export const limitProperty: INodeProperties = {
	displayName: 'Limit',
	name: 'limit',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 50,
	description: 'Max number of results to return',
};

export const asOfOption: INodeProperties = {
	displayName: 'As Of',
	name: 'asOf',
	type: 'dateTime',
	default: '',
	description: 'The picture of a past day: only what had been learned by then',
};

export const privacyOption: INodeProperties = {
	displayName: 'Show Up To',
	name: 'upTo',
	type: 'options',
	options: [
		{ name: 'Business', value: 'business', description: 'Companies, deals, owners and scores' },
		{ name: 'Personal', value: 'personal', description: 'Also names, titles and addresses' },
		{ name: 'Private', value: 'private', description: 'Also phone numbers' },
		{ name: 'Public', value: 'public', description: 'What anybody may know of a company' },
		{ name: 'Sensitive', value: 'sensitive', description: 'Everything' },
	],
	default: 'private',
	description: 'The widest class of privacy that is shown',
};
