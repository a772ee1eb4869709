import { type INodeProperties, updateDisplayOptions } from 'n8n-workflow';

import { CHANGING } from '../../../../src/gtm/crm/crm-changes';
import { crmOperations } from '../../../../src/gtm/operations/crm/crm-operations';
import { CHANGE_KINDS } from '../../../../src/gtm/operations/crm/list-changes';
import { vendors } from '../../../../src/gtm/vendors/registry';
import { operationProperties } from '../../../../src/n8n/gtm/node/operation.properties';
import { readFields } from '../../../../src/n8n/gtm/node/output.properties';
import { readSince, sinceProperties } from '../../../../src/n8n/gtm/node/since.properties';
import type { ItemParameters } from '../../../../src/n8n/gtm/parameters/item-parameters';
import { changeFilters, whatChanges } from './change.properties';

const properties: INodeProperties[] = [whatChanges, ...sinceProperties, changeFilters];

export const description: INodeProperties[] = [
	...operationProperties(vendors.crm, crmOperations, 'change'),
	...updateDisplayOptions({ show: { resource: ['change'], operation: ['list'] } }, properties),
];

export function readChanges(parameters: ItemParameters) {
	return {
		what: parameters.choice('what', CHANGING),
		...readSince(parameters),
		fields: readFields(parameters),
		...readFilters(parameters),
	};
}

/** What the filters of changes say, as members of an input. */
export function readFilters(parameters: ItemParameters) {
	const some = <Value>(list: Value[]): Value[] | undefined => (list.length > 0 ? list : undefined);
	return {
		kinds: some(parameters.choices('filters.kinds', CHANGE_KINDS)),
		changedFields: some(parameters.texts('filters.changedFields')),
		lists: some(parameters.texts('filters.lists')),
		ownerIds: some(parameters.texts('filters.ownerIds')),
		pipelines: some(parameters.texts('filters.pipelines')),
		stages: some(parameters.texts('filters.stages')),
	};
}
