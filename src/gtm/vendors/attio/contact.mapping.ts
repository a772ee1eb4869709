import { email, text, texts, time } from '../../model/codecs';
import type { MappingTable } from '../../model/mapping';
import { countryCode } from './codecs';

/** @see https://docs.attio.com/docs/standard-objects/standard-objects-people */
export const contactMapping: MappingTable = [
	{ field: 'id', vendor: 'record_id', as: text, access: 'read' },
	{ field: 'email', vendor: 'email_addresses.first', as: email },
	{ field: 'otherEmails', vendor: 'email_addresses.others', as: texts },
	{ field: 'firstName', vendor: 'name.first_name', as: text },
	{ field: 'lastName', vendor: 'name.last_name', as: text },
	{ field: 'fullName', vendor: 'name.full_name', as: text },
	{ field: 'title', vendor: 'job_title', as: text },
	{ field: 'phone', vendor: 'phone_numbers.first', as: text },
	{ field: 'linkedinUrl', vendor: 'linkedin', as: text },
	{ field: 'country', vendor: 'primary_location.country_code', as: countryCode },
	{ field: 'city', vendor: 'primary_location.locality', as: text },
	{ field: 'accountId', vendor: 'company', as: text },
	{ field: 'createdAt', vendor: 'created_at', as: time, access: 'read' },
];
