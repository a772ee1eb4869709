import { date, number, text, time } from '../../model/codecs';
import type { MappingTable } from '../../model/mapping';

/** @see https://knowledge.hubspot.com/properties/hubspots-default-deal-properties */
export const dealMapping: MappingTable = [
	{ field: 'id', vendor: 'hs_object_id', as: text, access: 'read' },
	{ field: 'name', vendor: 'dealname', as: text },
	{ field: 'stage', vendor: 'dealstage', as: text },
	{ field: 'pipeline', vendor: 'pipeline', as: text },
	{ field: 'amount.amount', vendor: 'amount', as: number },
	{ field: 'amount.currency', vendor: 'deal_currency_code', as: text },
	{ field: 'probability', vendor: 'hs_deal_stage_probability', as: number, access: 'read' },
	{ field: 'closeDate', vendor: 'closedate', as: date },
	{ field: 'lostReason', vendor: 'closed_lost_reason', as: text },
	{ field: 'ownerId', vendor: 'hubspot_owner_id', as: text },
	{ field: 'createdAt', vendor: 'createdate', as: time, access: 'read' },
	{ field: 'updatedAt', vendor: 'hs_lastmodifieddate', as: time, access: 'read' },
];

/** Open, won or lost is told by two properties together. */
export const DEAL_STATUS_PROPERTIES = ['hs_is_closed', 'hs_is_closed_won'] as const;
