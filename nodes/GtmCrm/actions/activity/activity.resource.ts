import { type INodeProperties, updateDisplayOptions } from 'n8n-workflow';

import type { ActivityDraft, DatedActivity, CrmVendor } from '../../../../src/gtm/crm/crm-vendor';
import { logActivityOnce } from '../../../../src/gtm/crm/log-activity-once';
import { ACTIVITY_TYPES } from '../../../../src/gtm/model/activity';
import { vendors } from '../../../../src/gtm/vendors/registry';
import { readAssociations, readTime } from '../../../../src/n8n/gtm/crm/parameters';
import { gtmProcess } from '../../../../src/n8n/gtm/gtm-process';
import { operationProperties } from '../../../../src/n8n/gtm/node/operation.properties';
import { readText } from '../../../../src/n8n/gtm/node/parameter-values';
import { type Prepared, type VendorContext, oneByOne } from '../../../../src/n8n/gtm/node/prepared';
import { associations } from '../record.properties';

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
		description: 'When it happened; for a task, when it is due. Now if empty.',
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
	...operationProperties(vendors.crm, 'activity', {
		call: { name: 'Log Call', action: 'Log a call', description: 'Nobody is called' },
		email: { name: 'Log Email', action: 'Log an email', description: 'Nothing is sent' },
		meeting: { name: 'Log Meeting', action: 'Log a meeting' },
		note: { name: 'Log Note', action: 'Log a note' },
		task: { name: 'Create Task', action: 'Create a task' },
	}),
	...updateDisplayOptions({ show: { resource: ['activity'] } }, properties),
];

/** Logs an activity on the records that it belongs to, and reads back that it hangs there. */
export function execute({ context, vendor, client }: VendorContext<CrmVendor>): Prepared<unknown> {
	return oneByOne<{ draft: ActivityDraft; key: string }>(
		(itemIndex) => ({
			draft: readDraft(context, itemIndex),
			key: readText(context, 'activityFields.idempotencyKey', itemIndex),
		}),
		async ({ draft, key }) =>
			key === ''
				? await vendor.logActivity(client, draft)
				: await logActivityOnce(
						{ vendor, client, ledger: gtmProcess().ledger().writes },
						draft,
						key,
					),
	);
}

function readDraft(context: VendorContext<CrmVendor>['context'], itemIndex: number): ActivityDraft {
	const operation: unknown = context.getNodeParameter('operation', itemIndex);
	const type = ACTIVITY_TYPES.find((one) => one === operation);
	if (type === undefined) throw new RangeError(`"${String(operation)}" is no kind of activity.`);
	const links = readAssociations(context, itemIndex);
	if (Object.keys(links).length === 0) {
		throw new RangeError(
			'The activity belongs to nothing: name a contact, company or deal under Associations.',
		);
	}
	const at = readTime(context, 'at', itemIndex, gtmProcess().clock.now());
	const text = (name: string) => readText(context, name, itemIndex);
	return {
		activity: toActivity(
			{ type, at, subject: text('subject'), body: text('body') },
			context,
			itemIndex,
		),
		associations: links,
	};
}

function toActivity(
	{ type, at, subject, body }: Required<Pick<DatedActivity, 'type' | 'at' | 'subject' | 'body'>>,
	context: VendorContext<CrmVendor>['context'],
	itemIndex: number,
): DatedActivity {
	const fields = context.getNodeParameter('activityFields', itemIndex, {}) as Record<
		string,
		unknown
	>;
	const minutes = typeof fields.durationMinutes === 'number' ? fields.durationMinutes : undefined;
	const { direction, done, outcome, ownerId } = fields;
	return {
		type,
		at,
		...(subject !== '' && { subject }),
		...(body !== '' && { body }),
		...((direction === 'inbound' || direction === 'outbound') && { direction }),
		...(typeof done === 'boolean' && { done }),
		...(typeof outcome === 'string' && outcome !== '' && { outcome }),
		...(typeof ownerId === 'string' && ownerId !== '' && { ownerId }),
		...(minutes !== undefined && {
			durationSeconds: minutes * 60,
			endsAt: new Date(Date.parse(at) + minutes * 60_000).toISOString(),
		}),
	};
}
