import type { INodeProperties } from 'n8n-workflow';

import { RESULTS_MAX } from '../../../gtm/model/results-max';
import type { ItemParameters } from '../parameters/item-parameters';

export const limitProperties: INodeProperties[] = [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description:
			'Whether to return all results or only up to a given limit. One run returns up to 100,000 and tells you if there are more.',
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
	if (parameters.boolean('returnAll')) return RESULTS_MAX;
	return parameters.requiredNumber('limit', { least: 1, most: RESULTS_MAX, whole: true });
}
