import { email, text, time } from '../../model/codecs';
import type { MappingTable } from '../../model/mapping';
import { readsAs } from '../../sequencer/words';

/** @see https://developer.instantly.ai/api/v2/email */
export const mailMapping: MappingTable = [
	{ field: 'id', vendor: 'id', as: text, access: 'read' },
	{
		field: 'type',
		vendor: 'ue_type',
		// 1 by the campaign, 2 received, 3 by hand; 4, scheduled, is left out before.
		as: readsAs({ '1': 'sent', '2': 'replied', '3': 'sent' }),
		access: 'read',
	},
	{ field: 'at', vendor: 'timestamp_email', as: time, access: 'read' },
	{ field: 'email', vendor: 'lead', as: email, access: 'read' },
	{ field: 'sequenceId', vendor: 'campaign_id', as: text, access: 'read' },
	{ field: 'detail', vendor: 'subject', as: text, access: 'read' },
];
