import { type INodeProperties, updateDisplayOptions } from 'n8n-workflow';

import { crmOperations } from '../../../../src/gtm/operations/crm/crm-operations';
import { vendors } from '../../../../src/gtm/vendors/registry';
import { operationProperties } from '../../../../src/n8n/gtm/node/operation.properties';
import type { ItemParameters } from '../../../../src/n8n/gtm/parameters/item-parameters';
import { associations, readAssociations } from '../record.properties';

const properties: INodeProperties[] = [
	{
		displayName: 'Subject',
		name: 'subject',
		type: 'string',
		default: '',
		placeholder: 'e.g. Intro call',
	},
	{
		displayName: 'Text',
		name: 'body',
		type: 'string',
		typeOptions: { rows: 4 },
		default: '',
		description: 'Plain text',
	},
	{
		displayName: 'Time',
		name: 'at',
		type: 'dateTime',
		default: '',
		description:
			'When it happened; for a task, when it is due. Now if empty. In the time zone of the workflow unless it names one.',
	},
	associations,
	{
		displayName: 'Activity Fields',
		name: 'activityFields',
		type: 'collection',
		placeholder: 'Add field',
		default: {},
		options: [
			{
				displayName: 'Direction',
				name: 'direction',
				type: 'options',
				options: [
					{ name: 'Inbound', value: 'inbound' },
					{ name: 'Outbound', value: 'outbound' },
				],
				default: 'outbound',
				description: 'Who called or wrote',
			},
			{
				displayName: 'Done',
				name: 'done',
				type: 'boolean',
				default: false,
				description: 'Whether the task is done already',
			},
			{
				displayName: 'Duration (Minutes)',
				name: 'durationMinutes',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: 30,
				description: 'Of the call or meeting',
			},
			{
				displayName: 'Idempotency Key',
				name: 'idempotencyKey',
				type: 'string',
				default: '',
				placeholder: 'e.g. {{ $json.messageId }}',
				description:
					'An activity with the same key is not logged a second time. Remembered by this n8n, for each vendor and kind of activity.',
			},
			{
				displayName: 'Outcome',
				name: 'outcome',
				type: 'string',
				default: '',
				description: "How it ended, in the vendor's own words",
			},
			{
				displayName: 'Owner ID',
				name: 'ownerId',
				type: 'string',
				default: '',
				description: 'Who it belongs to; see Owner > Get Many',
			},
		],
	},
];

export const description: INodeProperties[] = [
	...operationProperties(vendors.crm, crmOperations, 'activity'),
	...updateDisplayOptions({ show: { resource: ['activity'] } }, properties),
];

export function readActivity(parameters: ItemParameters) {
	const field = (name: string) => `activityFields.${name}`;
	return {
		subject: parameters.text('subject'),
		body: parameters.text('body'),
		at: parameters.instant('at'),
		...readAssociations(parameters),
		direction: parameters.optionalChoice(field('direction'), ['inbound', 'outbound']),
		done: parameters.optionalBoolean(field('done')),
		durationMinutes: parameters.optionalNumber(field('durationMinutes')),
		outcome: parameters.text(field('outcome')),
		ownerId: parameters.text(field('ownerId')),
		idempotencyKey: parameters.text(field('idempotencyKey')),
	};
}
