import { boolean, domainOfMail, oneOf, text, time } from '../../model/codecs';
import { spelledLinkedinUrl, spelledPhone } from '../../model/identity-codecs';
import type { MappingTable } from '../../model/mapping';
import { department, seniority } from '../../model/vocabularies';
import { wordsOf } from '../../model/vocabulary-codec';
import { ADDITIONAL_EMAILS, additionalEmails, contactEmail } from './identity';

/** @see https://knowledge.hubspot.com/properties/hubspots-default-contact-properties */
export const contactMapping: MappingTable = [
	{ field: 'id', vendor: 'hs_object_id', as: text, access: 'read' },
	{ field: 'email', vendor: 'email', as: contactEmail },
	{ field: 'otherEmails', vendor: ADDITIONAL_EMAILS, as: additionalEmails },
	{ field: 'firstName', vendor: 'firstname', as: text },
	{ field: 'lastName', vendor: 'lastname', as: text },
	{ field: 'title', vendor: 'jobtitle', as: text },
	{ field: 'seniority', vendor: 'hs_seniority', as: wordsOf(seniority) },
	{ field: 'department', vendor: 'hs_role', as: wordsOf(department) },
	{ field: 'phone', vendor: 'phone', as: spelledPhone },
	{ field: 'mobilePhone', vendor: 'mobilephone', as: spelledPhone },
	{ field: 'linkedinUrl', vendor: 'hs_linkedin_url', as: spelledLinkedinUrl },
	{ field: 'country', vendor: 'country', as: text },
	{ field: 'city', vendor: 'city', as: text },
	{ field: 'accountId', vendor: 'associatedcompanyid', as: text, access: 'read' },
	{ field: 'accountName', vendor: 'company', as: text },
	// The host of the address, which for a mail provider is no company's.
	{ field: 'accountDomain', vendor: 'hs_email_domain', as: domainOfMail, access: 'read' },
	{ field: 'lifecycle', vendor: 'lifecyclestage', as: text },
	{ field: 'leadStatus', vendor: 'hs_lead_status', as: text },
	// Set through the API of communication preferences only.
	{ field: 'optedOut', vendor: 'hs_email_optout', as: boolean, access: 'read' },
	{
		field: 'emailStatus',
		vendor: 'hs_email_hard_bounce_reason_enum',
		as: { read: () => ({ value: 'undeliverable' }), write: oneOf({}).write },
		access: 'read',
	},
	{ field: 'ownerId', vendor: 'hubspot_owner_id', as: text },
	{ field: 'createdAt', vendor: 'createdate', as: time, access: 'read' },
	{ field: 'updatedAt', vendor: 'lastmodifieddate', as: time, access: 'read' },
];
