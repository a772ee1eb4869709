import { text, time } from '../../model/codecs';
import type { MappingTable } from '../../model/mapping';
import { readsAs } from '../../sequencer/words';

/** @see https://developer.lemlist.com/api-reference/objects-definitions/campaign */
export const campaignMapping: MappingTable = [
	{ field: 'id', vendor: '_id', as: text, access: 'read' },
	{ field: 'name', vendor: 'name', as: text },
	{
		field: 'status',
		vendor: 'status',
		// "errors" sends nothing until someone sees to it; "ended" has no word in the model.
		as: readsAs({
			running: 'active',
			paused: 'paused',
			errors: 'paused',
			draft: 'draft',
			archived: 'archived',
		}),
		access: 'read',
	},
	{ field: 'createdAt', vendor: 'createdAt', as: time, access: 'read' },
];
