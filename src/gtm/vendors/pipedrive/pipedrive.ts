import { withChoices } from '../../crm/choices/with-choices';
import type { CrmVendor } from '../../crm/crm-vendor';
import { recognizedOtherwise } from '../../crm/recognized-otherwise';
import { can } from '../capability';
import { pipedriveChoices } from './choices';
import { logActivity } from './activities';
import { pipedriveChanges } from './changes';
import { apiHostOf } from './api-domain';
import { listOwners, listProperties } from './metadata';
import { dealObject, organizationObject, personObject } from './objects';
import { pipedriveHook } from './hook';
import { pipedriveProfile } from './profile';
import { pipedriveRecords } from './records';
import { triggerWorkflow } from './workflow';

const BY_FLOW = 'The fields that you choose. Uses 40 API tokens per page.';
const NEVER_SENT = 'Logged on the records. Does not email or call anyone.';
const DOMAIN =
	'The domain is stored in a custom organization field named "Domain", "Company domain" or "Website", because Pipedrive has no field for it.';

export const pipedrive: CrmVendor = {
	profile: pipedriveProfile,
	credentialTypes: ['gtmPipedriveApi', 'gtmPipedriveOAuth2Api'],
	hosts: (credential) => ({ api: apiHostOf(credential) }),
	docsUrl: 'https://developers.pipedrive.com/docs/api/v1',
	capabilities: {
		'contact.get': can(),
		'contact.search': can(
			'Searches by email, name (also free text), owner, company and time of change only.',
		),
		'contact.upsert': can(
			'Pipedrive allows several people with one email. The node searches first.',
		),
		'contact.history': can(BY_FLOW),
		'company.get': can(DOMAIN),
		'company.search': can(
			'Searches by domain, name (also free text), owner and time of change only.',
		),
		'company.upsert': can(DOMAIN),
		'company.history': can(BY_FLOW),
		'deal.get': can(),
		'deal.search': can(
			'Searches by name (also free text), owner, person, company, pipeline, stage, status and time of change only.',
		),
		'deal.upsert': can('By ID; without one a deal is created.'),
		'deal.history': can(BY_FLOW),
		'activity.note': can('Links to at most one contact, one company and one deal.'),
		'activity.task': can('Links to at most one company and one deal.'),
		'activity.call': can(NEVER_SENT),
		'activity.email': can(NEVER_SENT),
		'activity.meeting': can(NEVER_SENT),
		'workflow.trigger': can(
			'The API of Pipedrive cannot start an automation. The node moves the deal to a stage that can start one.',
		),
		'property.list': can(),
		'owner.list': can(),
		'change.list': can(
			'Contacts, companies and deals that were created or changed, and deals that were deleted. Not deleted contacts and companies, nor merges, which are on no list of Pipedrive, nor activities.',
		),
	},
	contact: withChoices(recognizedOtherwise(pipedriveRecords(personObject)), {
		entity: 'contact',
		table: personObject.table,
		source: pipedriveChoices,
	}),
	company: withChoices(pipedriveRecords(organizationObject), {
		entity: 'company',
		table: organizationObject.table,
		source: pipedriveChoices,
	}),
	deal: withChoices(pipedriveRecords(dealObject), {
		entity: 'deal',
		table: dealObject.table,
		source: pipedriveChoices,
	}),
	logActivity,
	triggerWorkflow,
	listProperties,
	listOwners,
	changes: pipedriveChanges,
	hook: pipedriveHook,
};
