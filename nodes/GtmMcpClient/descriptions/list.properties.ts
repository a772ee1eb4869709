import type { INodeProperties } from 'n8n-workflow';

/** How many entries of a list come out. */
export const listProperties: INodeProperties[] = [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		default: 50,
		typeOptions: { minValue: 1 },
		description: 'Max number of results to return',
		displayOptions: { show: { returnAll: [false] } },
	},
];

export const freshOption: INodeProperties = {
	displayName: 'Refresh List',
	name: 'fresh',
	type: 'boolean',
	default: false,
	description: 'Whether to load the list again instead of using a cached copy',
};
