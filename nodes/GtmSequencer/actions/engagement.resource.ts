import { type INodeProperties, updateDisplayOptions } from 'n8n-workflow';

import { sequencerOperations } from '../../../src/gtm/operations/sequencer/sequencer-operations';
import { vendors } from '../../../src/gtm/vendors/registry';
import { operationProperties } from '../../../src/n8n/gtm/node/operation.properties';
import { readLimit } from '../../../src/n8n/gtm/node/limit.properties';
import type { ItemParameters } from '../../../src/n8n/gtm/parameters/item-parameters';
import { eventFilters, readEventFilters } from './event.properties';
import { readSince, sinceProperties } from '../../../src/n8n/gtm/node/since.properties';
import { listProperties, sequenceLocator } from './locators';

const window: INodeProperties[] = [
	{
		displayName: 'From',
		name: 'from',
		type: 'dateTime',
		default: '',
		description:
			'Start of the time window. Leave empty for all time, if the vendor supports it. Uses the time zone of the workflow unless the value includes one.',
	},
	{
		displayName: 'To',
		name: 'to',
		type: 'dateTime',
		default: '',
		description: 'Not included',
	},
];

export const description: INodeProperties[] = [
	...operationProperties(vendors.sequencer, sequencerOperations, 'engagement'),
	sequenceLocator({ resource: ['engagement'], operation: ['statistics'] }),
	{
		displayName: 'Email',
		name: 'email',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. dana@acme.com',
		displayOptions: { show: { resource: ['engagement'], operation: ['history'] } },
	},
	...listProperties({ resource: ['engagement'], operation: ['history'] }).filter(
		({ name }) => name !== 'text',
	),
	...updateDisplayOptions(
		{ show: { resource: ['engagement'], operation: ['statistics'] } },
		window,
	),
	...updateDisplayOptions({ show: { resource: ['engagement'], operation: ['changes'] } }, [
		...sinceProperties,
		eventFilters,
	]),
];

export function readHistory(parameters: ItemParameters) {
	return { email: parameters.requiredText('email'), limit: readLimit(parameters) };
}

export function readNew(parameters: ItemParameters) {
	return { ...readSince(parameters), ...readEventFilters(parameters) };
}

export function readStatistics(parameters: ItemParameters) {
	return {
		sequenceId: parameters.locatedId('sequence'),
		from: parameters.instant('from'),
		to: parameters.instant('to'),
		timeZone: parameters.timeZone,
	};
}
