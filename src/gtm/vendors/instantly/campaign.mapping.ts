import { text, texts, time } from '../../model/codecs';
import type { MappingTable } from '../../model/mapping';
import { readsAs } from '../../sequencer/words';

/** @see https://developer.instantly.ai/api/v2/campaign */
export const campaignMapping: MappingTable = [
	{ field: 'id', vendor: 'id', as: text, access: 'read' },
	{ field: 'name', vendor: 'name', as: text },
	{
		field: 'status',
		vendor: 'status',
		// -2 bounce protection, -1 unhealthy mailboxes, -99 suspended: nothing is sent. 3, completed,
		// has no word in the model.
		as: readsAs({
			'0': 'draft',
			'1': 'active',
			'2': 'paused',
			'4': 'active',
			'-1': 'paused',
			'-2': 'paused',
			'-99': 'paused',
		}),
		access: 'read',
	},
	{ field: 'senders', vendor: 'email_list', as: texts },
	{ field: 'createdAt', vendor: 'timestamp_created', as: time, access: 'read' },
	{ field: 'updatedAt', vendor: 'timestamp_updated', as: time, access: 'read' },
];
