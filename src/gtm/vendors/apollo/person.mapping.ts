import { domain, text } from '../../model/codecs';
import { country, linkedinUrl, phone } from '../../model/identity-codecs';
import type { MappingTable } from '../../model/mapping';
import { department, seniority } from '../../model/vocabularies';
import { wordsOf } from '../../model/vocabulary-codec';
import { emailStatus, unlockedEmail } from './codecs';

/**
 * A person of Apollo's database. Its id is not that of a contact, and only contacts can be sequenced:
 * so both stand under externalIds, by their names, and neither is the `id`.
 *
 * @see https://docs.apollo.io/reference/people-enrichment
 */
export const personMapping: MappingTable = [
	{ field: 'externalIds.apollo:person', vendor: 'id', as: text },
	{ field: 'externalIds.apollo:contact', vendor: 'contact_id', as: text },
	{ field: 'email', vendor: 'email', as: unlockedEmail },
	{ field: 'emailStatus', vendor: 'email_status', as: emailStatus },
	{ field: 'firstName', vendor: 'first_name', as: text },
	{ field: 'lastName', vendor: 'last_name', as: text },
	{ field: 'fullName', vendor: 'name', as: text },
	{ field: 'title', vendor: 'title', as: text },
	{ field: 'seniority', vendor: 'seniority', as: wordsOf(seniority) },
	{ field: 'department', vendor: 'departments.0', as: wordsOf(department) },
	// Known only for a person who is a contact of the team already.
	{ field: 'phone', vendor: 'contact.sanitized_phone', as: phone },
	{ field: 'linkedinUrl', vendor: 'linkedin_url', as: linkedinUrl },
	{ field: 'country', vendor: 'country', as: country },
	{ field: 'city', vendor: 'city', as: text },
	{ field: 'accountName', vendor: 'organization.name', as: text },
	{ field: 'accountDomain', vendor: 'organization.primary_domain', as: domain },
];
