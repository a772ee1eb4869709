import type { INodeProperties } from 'n8n-workflow';

import { crmOperations } from '../../../../src/gtm/operations/crm/crm-operations';
import { vendors } from '../../../../src/gtm/vendors/registry';
import { operationProperties } from '../../../../src/n8n/gtm/node/operation.properties';
import * as get from './get.operation';
import * as search from './search.operation';
import * as upsert from './upsert.operation';

export const description: INodeProperties[] = [
	...operationProperties(vendors.crm, crmOperations, 'contact'),
	...operationProperties(vendors.crm, crmOperations, 'company'),
	...operationProperties(vendors.crm, crmOperations, 'deal'),
	...get.description,
	...search.description,
	...upsert.description,
];
