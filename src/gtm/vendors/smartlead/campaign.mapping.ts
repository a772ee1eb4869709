import { text, time } from '../../model/codecs';
import type { MappingTable } from '../../model/mapping';
import { readsAs } from '../../sequencer/words';

/** @see https://api.smartlead.ai/api-reference/campaigns/get-by-id */
export const campaignMapping: MappingTable = [
	{ field: 'id', vendor: 'id', as: text, access: 'read' },
	{ field: 'name', vendor: 'name', as: text },
	{
		field: 'status',
		vendor: 'status',
		// STARTED and ACTIVE stand in different pages for the same. A stopped campaign never starts again.
		as: readsAs({
			DRAFTED: 'draft',
			ACTIVE: 'active',
			STARTED: 'active',
			PAUSED: 'paused',
			STOPPED: 'archived',
			ARCHIVED: 'archived',
		}),
		access: 'read',
	},
	{ field: 'createdAt', vendor: 'created_at', as: time, access: 'read' },
	{ field: 'updatedAt', vendor: 'updated_at', as: time, access: 'read' },
];
