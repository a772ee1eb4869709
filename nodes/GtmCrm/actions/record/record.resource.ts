import type { INodeProperties } from 'n8n-workflow';

import { vendors } from '../../../../src/gtm/vendors/registry';
import {
	type OperationLabels,
	operationProperties,
} from '../../../../src/n8n/gtm/node/operation.properties';
import * as get from './get.operation';
import * as search from './search.operation';
import * as upsert from './upsert.operation';

function labels(one: string, many: string): OperationLabels {
	return {
		get: {
			name: 'Get',
			action: `Get a ${one}`,
			description: 'By ID, or by what makes it unique',
		},
		history: {
			name: 'Get History',
			action: `Get the history of a ${one}`,
			description: 'What changed, when and from what, newest first',
		},
		search: {
			name: 'Search',
			action: `Search ${many}`,
			description: 'Records for which all conditions hold',
		},
		upsert: {
			name: 'Create or Update',
			action: `Create or update a ${one}`,
			description: 'Create it, or change what differs (upsert)',
		},
	};
}

export const description: INodeProperties[] = [
	...operationProperties(vendors.crm, 'contact', labels('contact', 'contacts')),
	...operationProperties(vendors.crm, 'company', labels('company', 'companies')),
	...operationProperties(vendors.crm, 'deal', labels('deal', 'deals')),
	...get.description,
	...search.description,
	...upsert.description,
];
