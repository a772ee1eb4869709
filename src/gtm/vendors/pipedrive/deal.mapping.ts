import { date, number, oneOf, percent, text, time } from '../../model/codecs';
import type { MappingTable } from '../../model/mapping';
import { numericId, onlyId } from './codecs';

/** @see https://developers.pipedrive.com/docs/api/v1/Deals */
export const dealMapping: MappingTable = [
	{ field: 'id', vendor: 'id', as: numericId, access: 'read' },
	{ field: 'name', vendor: 'title', as: text },
	{ field: 'status', vendor: 'status', as: oneOf({ open: 'open', won: 'won', lost: 'lost' }) },
	{ field: 'stage', vendor: 'stage_id', as: numericId },
	{ field: 'pipeline', vendor: 'pipeline_id', as: numericId },
	{ field: 'amount.amount', vendor: 'value', as: number },
	{ field: 'amount.currency', vendor: 'currency', as: text },
	{ field: 'probability', vendor: 'probability', as: percent },
	{ field: 'closeDate', vendor: 'expected_close_date', as: date },
	{ field: 'lostReason', vendor: 'lost_reason', as: text },
	{ field: 'accountId', vendor: 'org_id', as: numericId },
	{ field: 'contactIds', vendor: 'person_id', as: onlyId },
	{ field: 'ownerId', vendor: 'owner_id', as: numericId },
	{ field: 'createdAt', vendor: 'add_time', as: time, access: 'read' },
	{ field: 'updatedAt', vendor: 'update_time', as: time, access: 'read' },
];
