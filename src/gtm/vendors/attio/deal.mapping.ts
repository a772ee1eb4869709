import { number, text, texts, time } from '../../model/codecs';
import type { MappingTable } from '../../model/mapping';

/**
 * Attio has no attribute of its own for the day of closing, the probability or why a deal was lost:
 * workspaces make their own, which are read and written under `custom`.
 *
 * @see https://docs.attio.com/docs/standard-objects/standard-objects-deals
 */
export const dealMapping: MappingTable = [
	{ field: 'id', vendor: 'record_id', as: text, access: 'read' },
	{ field: 'name', vendor: 'name', as: text },
	// By its title: Attio takes the title for the id everywhere.
	{ field: 'stage', vendor: 'stage', as: text },
	{ field: 'stageLabel', vendor: 'stage', as: text, access: 'read' },
	{ field: 'amount.amount', vendor: 'value.currency_value', as: number },
	{ field: 'amount.currency', vendor: 'value.currency_code', as: text },
	{ field: 'accountId', vendor: 'associated_company', as: text },
	{ field: 'contactIds', vendor: 'associated_people', as: texts },
	{ field: 'ownerId', vendor: 'owner', as: text },
	{ field: 'createdAt', vendor: 'created_at', as: time, access: 'read' },
];
