import { type INodeProperties, updateDisplayOptions } from 'n8n-workflow';

import { CHANGING } from '../../../../src/gtm/crm/crm-changes';
import { crmOperations } from '../../../../src/gtm/operations/crm/crm-operations';
import { CHANGE_KINDS } from '../../../../src/gtm/operations/crm/list-changes';
import { vendors } from '../../../../src/gtm/vendors/registry';
import { operationProperties } from '../../../../src/n8n/gtm/node/operation.properties';
import { readFields } from '../../../../src/n8n/gtm/node/output.properties';
import type { ItemParameters } from '../../../../src/n8n/gtm/parameters/item-parameters';
import { changeFilters, whatChanges } from './change.properties';

const properties: INodeProperties[] = [
	whatChanges,
	{
		displayName: 'Cursor',
		name: 'cursor',
		type: 'string',
		default: '',
		placeholder: 'e.g. {{ $json.record.cursor }}',
		description:
			'The cursor of the last answer, which you kept: every change after it is told once. Empty at the first time.',
	},
	{
		displayName: 'Since',
		name: 'since',
		type: 'dateTime',
		default: '',
		description:
			'Without a cursor: what changed since then. If this is empty too, the answer has no change, only the cursor that tells changes from now on.',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		default: 50,
		typeOptions: { minValue: 1 },
		description: 'Max number of results to return',
	},
	changeFilters,
];

export const description: INodeProperties[] = [
	...operationProperties(vendors.crm, crmOperations, 'change'),
	...updateDisplayOptions({ show: { resource: ['change'], operation: ['list'] } }, properties),
];

export function readChanges(parameters: ItemParameters) {
	return {
		what: parameters.choice('what', CHANGING),
		cursor: parameters.text('cursor'),
		since: parameters.instant('since'),
		limit: parameters.requiredNumber('limit', { least: 1, most: 10_000, whole: true }),
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
		ownerIds: some(parameters.texts('filters.ownerIds')),
		pipelines: some(parameters.texts('filters.pipelines')),
		stages: some(parameters.texts('filters.stages')),
	};
}
