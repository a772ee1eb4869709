import { email, text, time } from '../../model/codecs';
import type { MappingTable } from '../../model/mapping';
import { readsAs } from '../../sequencer/words';

/** A lead belongs to one campaign, so it is the enrollment. @see https://developer.instantly.ai/api/v2/lead */
export const enrollmentMapping: MappingTable = [
	{ field: 'id', vendor: 'id', as: text, access: 'read' },
	{ field: 'sequenceId', vendor: 'campaign', as: text, access: 'read' },
	{ field: 'email', vendor: 'email', as: email, access: 'read' },
	{
		field: 'status',
		vendor: 'status',
		as: readsAs({
			'1': 'active',
			'2': 'paused',
			'3': 'finished',
			'-1': 'bounced',
			'-2': 'opted_out',
			'-3': 'skipped',
		}),
		access: 'read',
	},
	{ field: 'sender', vendor: 'last_contacted_from', as: text, access: 'read' },
	{ field: 'enrolledAt', vendor: 'timestamp_created', as: time, access: 'read' },
	{ field: 'lastEventAt', vendor: 'timestamp_last_touch', as: time, access: 'read' },
	{ field: 'lastEventAt', vendor: 'timestamp_last_contact', as: time, access: 'read' },
];

/** @see https://developer.instantly.ai/api/v2/lead/bulkaddleads */
export const leadMapping: MappingTable = [
	{ field: 'email', vendor: 'email', as: email },
	{ field: 'firstName', vendor: 'first_name', as: text },
	{ field: 'lastName', vendor: 'last_name', as: text },
	{ field: 'title', vendor: 'job_title', as: text },
	{ field: 'phone', vendor: 'phone', as: text },
	{ field: 'accountName', vendor: 'company_name', as: text },
	{ field: 'accountDomain', vendor: 'website', as: text },
];
