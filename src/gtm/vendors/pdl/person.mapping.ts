import { domain, email, text, time } from '../../model/codecs';
import { country, linkedinUrl, otherEmails, phone } from '../../model/identity-codecs';
import type { MappingTable } from '../../model/mapping';
import { department } from '../../model/vocabularies';
import { wordsOf } from '../../model/vocabulary-codec';
import { addresses, highestSeniority, unlessWithheld } from './codecs';

/** @see https://docs.peopledatalabs.com/docs/fields */
export const personMapping: MappingTable = [
	{ field: 'externalIds.pdl:person', vendor: 'id', as: text },
	{ field: 'email', vendor: 'work_email', as: unlessWithheld(email) },
	{
		field: 'otherEmails',
		vendor: 'emails',
		as: unlessWithheld({ ...otherEmails, read: addresses.read }),
	},
	{ field: 'firstName', vendor: 'first_name', as: text },
	{ field: 'lastName', vendor: 'last_name', as: text },
	{ field: 'fullName', vendor: 'full_name', as: text },
	{ field: 'title', vendor: 'job_title', as: text },
	{ field: 'seniority', vendor: 'job_title_levels', as: highestSeniority },
	{ field: 'department', vendor: 'job_title_role', as: wordsOf(department) },
	{ field: 'mobilePhone', vendor: 'mobile_phone', as: unlessWithheld(phone) },
	{ field: 'phone', vendor: 'phone_numbers.0', as: unlessWithheld(phone) },
	{ field: 'linkedinUrl', vendor: 'linkedin_url', as: linkedinUrl },
	{ field: 'country', vendor: 'location_country', as: unlessWithheld(country) },
	{ field: 'city', vendor: 'location_locality', as: unlessWithheld(text) },
	{ field: 'accountName', vendor: 'job_company_name', as: text },
	{ field: 'accountDomain', vendor: 'job_company_website', as: domain },
	// When the job was last seen to be so: what ages first.
	{ field: 'updatedAt', vendor: 'job_last_updated', as: time },
];

/**
 * What an answer must have to be charged for, where only these are wanted. Names as the parameter
 * `required` takes them.
 */
export const REQUIRED: Readonly<Record<string, string>> = {
	email: 'work_email',
	phone: 'phone_numbers',
	mobilePhone: 'mobile_phone',
	linkedinUrl: 'linkedin_url',
	title: 'job_title',
};
