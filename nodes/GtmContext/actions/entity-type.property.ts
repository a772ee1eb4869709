import type { INodeProperties } from 'n8n-workflow';

export const typeProperty: INodeProperties = {
	displayName: 'Type',
	name: 'type',
	type: 'options',
	options: [
		{ name: 'Company', value: 'account' },
		{ name: 'Contact', value: 'contact' },
		{ name: 'Deal', value: 'deal' },
		{ name: 'Sequence', value: 'sequence' },
	],
	default: 'contact',
	description: 'What it is about',
};
