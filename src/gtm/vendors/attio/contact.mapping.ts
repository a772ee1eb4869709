import { email, text, time } from '../../model/codecs';
import { otherEmails, phone, spelledLinkedinUrl } from '../../model/identity-codecs';
import type { MappingTable } from '../../model/mapping';
import { anotherPhone, countryCode } from './codecs';

/** @see https://docs.attio.com/docs/standard-objects/standard-objects-people */
export const contactMapping: MappingTable = [
	{ field: 'id', vendor: 'record_id', as: text, access: 'read' },
	{ field: 'email', vendor: 'email_addresses.first', as: email },
	{ field: 'otherEmails', vendor: 'email_addresses.others', as: otherEmails },
	{ field: 'firstName', vendor: 'name.first_name', as: text },
	{ field: 'lastName', vendor: 'name.last_name', as: text },
	{ field: 'fullName', vendor: 'name.full_name', as: text },
	{ field: 'title', vendor: 'job_title', as: text },
	{ field: 'phone', vendor: 'phone_numbers.first', as: phone },
	// Numbers of Attio have no labels, so it cannot be told again.
	{ field: 'mobilePhone', vendor: 'phone_numbers.others', as: anotherPhone, access: 'write' },
	{ field: 'linkedinUrl', vendor: 'linkedin', as: spelledLinkedinUrl },
	{ field: 'country', vendor: 'primary_location.country_code', as: countryCode },
	{ field: 'city', vendor: 'primary_location.locality', as: text },
	{ field: 'accountId', vendor: 'company', as: text },
	{ field: 'createdAt', vendor: 'created_at', as: time, access: 'read' },
];
