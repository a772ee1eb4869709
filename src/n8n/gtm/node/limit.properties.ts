import type { INodeProperties } from 'n8n-workflow';

import type { ItemParameters } from '../parameters/item-parameters';

/** What "Return All" means for a vendor that never ends. */
const ALL = 100_000;

export const limitProperties: INodeProperties[] = [
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

/** How many results are wanted at most. */
export function readLimit(parameters: ItemParameters): number {
	if (parameters.boolean('returnAll')) return ALL;
	return parameters.requiredNumber('limit', { least: 1, most: ALL, whole: true });
}
