import { domain, email, text } from '../../model/codecs';
import { linkedinUrl, phone } from '../../model/identity-codecs';
import type { MappingTable } from '../../model/mapping';
import { emailStatus } from './codecs';

/**
 * What the email finder answers. Its score, from 0 to 100, says how sure Hunter is of the address: it
 * stays under custom, as do the sources.
 *
 * @see https://hunter.io/api-documentation/v2#email-finder
 */
export const finderMapping: MappingTable = [
	{ field: 'email', vendor: 'email', as: email },
	{ field: 'emailStatus', vendor: 'verification.status', as: emailStatus },
	{ field: 'firstName', vendor: 'first_name', as: text },
	{ field: 'lastName', vendor: 'last_name', as: text },
	{ field: 'title', vendor: 'position', as: text },
	{ field: 'phone', vendor: 'phone_number', as: phone },
	{ field: 'linkedinUrl', vendor: 'linkedin_url', as: linkedinUrl },
	{ field: 'accountName', vendor: 'company', as: text },
	{ field: 'accountDomain', vendor: 'domain', as: domain },
];
