import { email, text } from '../../model/codecs';
import type { EnrollmentStatus } from '../../model/enrollment';
import type { MappingTable } from '../../model/mapping';

/** @see https://api.smartlead.ai/api-reference/leads/add-to-campaign */
export const leadMapping: MappingTable = [
	{ field: 'email', vendor: 'email', as: email },
	{ field: 'firstName', vendor: 'first_name', as: text },
	{ field: 'lastName', vendor: 'last_name', as: text },
	{ field: 'phone', vendor: 'phone_number', as: text },
	{ field: 'linkedinUrl', vendor: 'linkedin_profile', as: text },
	{ field: 'city', vendor: 'location', as: text },
	{ field: 'accountName', vendor: 'company_name', as: text },
	{ field: 'accountDomain', vendor: 'website', as: text },
	// Smartlead's own examples keep it there.
	{ field: 'title', vendor: 'custom_fields.job_title', as: text },
];

/** @see https://api.smartlead.ai/api-reference/leads/get-by-campaign */
export const LEAD_STATUS: Readonly<Record<string, EnrollmentStatus>> = {
	STARTED: 'active',
	INPROGRESS: 'active',
	COMPLETED: 'finished',
	PAUSED: 'paused',
	STOPPED: 'finished',
	// Bounced, or on the block list.
	BLOCKED: 'failed',
};
