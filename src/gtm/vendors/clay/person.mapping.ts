import { domain, email, text } from '../../model/codecs';
import { country, linkedinUrl, otherEmails, phone } from '../../model/identity-codecs';
import type { MappingTable } from '../../model/mapping';
import { department, seniority } from '../../model/vocabularies';
import { wordsOf } from '../../model/vocabulary-codec';
import { emailStatus } from './codecs';

/**
 * Names that the outputs of a person routine should have; docs/vendors/clay.md lists them. Clay
 * prescribes none.
 */
export const personMapping: MappingTable = [
	{ field: 'email', vendor: 'email', as: email },
	{ field: 'email', vendor: 'work_email', as: email },
	{ field: 'emailStatus', vendor: 'email_status', as: emailStatus },
	{ field: 'otherEmails', vendor: 'personal_email', as: otherEmails },
	{ field: 'firstName', vendor: 'first_name', as: text },
	{ field: 'lastName', vendor: 'last_name', as: text },
	{ field: 'fullName', vendor: 'full_name', as: text },
	{ field: 'fullName', vendor: 'name', as: text },
	{ field: 'title', vendor: 'title', as: text },
	{ field: 'title', vendor: 'job_title', as: text },
	{ field: 'seniority', vendor: 'seniority', as: wordsOf(seniority) },
	{ field: 'department', vendor: 'department', as: wordsOf(department) },
	{ field: 'phone', vendor: 'phone', as: phone },
	{ field: 'mobilePhone', vendor: 'mobile_phone', as: phone },
	{ field: 'linkedinUrl', vendor: 'linkedin_url', as: linkedinUrl },
	{ field: 'country', vendor: 'country', as: country },
	{ field: 'city', vendor: 'city', as: text },
	{ field: 'accountName', vendor: 'company_name', as: text },
	{ field: 'accountDomain', vendor: 'company_domain', as: domain },
	{ field: 'accountDomain', vendor: 'domain', as: domain },
];
