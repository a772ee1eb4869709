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
			'When it happened or, for a task, when it is due. Leave empty for now. Uses the time zone of the workflow unless the value includes one.',
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
				displayName: 'Check Suppression List',
				name: 'checkSuppression',
				type: 'boolean',
				default: true,
				description:
					'Whether to create no task about people and companies on the suppression list of this n8n. What happened is always logged.',
			},
			{
				displayName: 'Direction',
				name: 'direction',
				type: 'options',
				options: [
					{ name: 'Inbound', value: 'inbound' },
					{ name: 'Outbound', value: 'outbound' },
				],
				default: 'outbound',
				description: 'Direction of the call or email',
			},
			{
				displayName: 'Done',
				name: 'done',
				type: 'boolean',
				default: false,
				description: 'Whether the task is already done',
			},
			{
				displayName: 'Duration (Minutes)',
				name: 'durationMinutes',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: 30,
				description: 'Length of the call or meeting',
			},
			{
				displayName: 'Idempotency Key',
				name: 'idempotencyKey',
				type: 'string',
				default: '',
				placeholder: 'e.g. {{ $json.messageId }}',
				description:
					'Prevents duplicates: n8n logs an activity with the same key only once per vendor and activity type',
			},
			{
				displayName: 'Outcome',
				name: 'outcome',
				type: 'string',
				default: '',
				description: 'Result of the call or meeting, as your CRM names it',
			},
			{
				displayName: 'Owner ID',
				name: 'ownerId',
				type: 'string',
				default: '',
				description: 'ID of the user who owns it. Find it with Owner > Get Many.',
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
		checkSuppression: parameters.optionalBoolean(field('checkSuppression')),
		direction: parameters.optionalChoice(field('direction'), ['inbound', 'outbound']),
		done: parameters.optionalBoolean(field('done')),
		durationMinutes: parameters.optionalNumber(field('durationMinutes')),
		outcome: parameters.text(field('outcome')),
		ownerId: parameters.text(field('ownerId')),
		idempotencyKey: parameters.text(field('idempotencyKey')),
	};
}
