import { email, text, time } from '../../model/codecs';
import { otherEmails, spelledPhone } from '../../model/identity-codecs';
import type { MappingTable } from '../../model/mapping';
import { numericId, unsubscribed } from './codecs';

/** @see https://developers.pipedrive.com/docs/api/v1/Persons */
export const personMapping: MappingTable = [
	{ field: 'id', vendor: 'id', as: numericId, access: 'read' },
	{ field: 'email', vendor: 'emails.first', as: email },
	{ field: 'otherEmails', vendor: 'emails.others', as: otherEmails },
	// Written as one name, which Pipedrive splits again.
	{ field: 'firstName', vendor: 'first_name', as: text },
	{ field: 'lastName', vendor: 'last_name', as: text },
	{ field: 'fullName', vendor: 'name', as: text },
	{ field: 'title', vendor: 'job_title', as: text, access: 'read' },
	{ field: 'phone', vendor: 'phones.first', as: spelledPhone },
	// The number with the label "mobile".
	{ field: 'mobilePhone', vendor: 'phones.mobile', as: spelledPhone },
	{ field: 'country', vendor: 'postal_address.country', as: text, access: 'read' },
	{ field: 'city', vendor: 'postal_address.locality', as: text, access: 'read' },
	{ field: 'accountId', vendor: 'org_id', as: numericId },
	{ field: 'optedOut', vendor: 'marketing_status', as: unsubscribed, access: 'read' },
	{ field: 'ownerId', vendor: 'owner_id', as: numericId },
	{ field: 'createdAt', vendor: 'add_time', as: time, access: 'read' },
	{ field: 'updatedAt', vendor: 'update_time', as: time, access: 'read' },
];
