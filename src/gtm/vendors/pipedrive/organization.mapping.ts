import { domain, text, time } from '../../model/codecs';
import type { MappingTable } from '../../model/mapping';
import { numericId } from './codecs';

/** @see https://developers.pipedrive.com/docs/api/v1/Organizations */
export const organizationMapping: MappingTable = [
	{ field: 'id', vendor: 'id', as: numericId, access: 'read' },
	// Stands for the account's own field, see domain-field.ts, because Pipedrive has no field for it.
	{ field: 'domain', vendor: 'domain', as: domain },
	{ field: 'name', vendor: 'name', as: text },
	{ field: 'country', vendor: 'address.country', as: text, access: 'read' },
	{ field: 'city', vendor: 'address.locality', as: text, access: 'read' },
	{ field: 'ownerId', vendor: 'owner_id', as: numericId },
	{ field: 'createdAt', vendor: 'add_time', as: time, access: 'read' },
	{ field: 'updatedAt', vendor: 'update_time', as: time, access: 'read' },
];
