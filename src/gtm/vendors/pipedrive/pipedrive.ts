import { withChoices } from '../../crm/choices/with-choices';
import type { CrmVendor } from '../../crm/crm-vendor';
import { recognizedOtherwise } from '../../crm/recognized-otherwise';
import { can, cannot } from '../capability';
import { pipedriveChoices } from './choices';
import { logActivity } from './activities';
import { apiHostOf } from './api-domain';
import { listOwners, listProperties } from './metadata';
import { dealObject, organizationObject, personObject } from './objects';
import { pipedriveProfile } from './profile';
import { pipedriveRecords } from './records';
import { triggerWorkflow } from './workflow';

const BY_FLOW =
	'Of the fields that you name, from the flow of version 1 of the API, which is dear: 40 tokens a page.';
const NEVER_SENT = 'Logged on the records; nobody is mailed or called.';
const DOMAIN =
	'The domain is kept in a custom organization field named "Domain", "Company domain" or "Website": Pipedrive has none.';

export const pipedrive: CrmVendor = {
	profile: pipedriveProfile,
	credentialTypes: ['gtmPipedriveApi', 'gtmPipedriveOAuth2Api'],
	hosts: (credential) => ({ api: apiHostOf(credential) }),
	docsUrl: 'https://developers.pipedrive.com/docs/api/v1',
	capabilities: {
		'contact.get': can(),
		'contact.search': can(
			'By email, name (also free text), owner, company and time of change; nothing else.',
		),
		'contact.upsert': can(
			'Pipedrive has no upsert and takes a second person of one email: it is searched for first.',
		),
		'contact.history': can(BY_FLOW),
		'company.get': can(DOMAIN),
		'company.search': can(
			'By domain, name (also free text), owner and time of change; nothing else.',
		),
		'company.upsert': can(DOMAIN),
		'company.history': can(BY_FLOW),
		'deal.get': can(),
		'deal.search': can(
			'By name (also free text), owner, person, company, pipeline, stage, status and time of change; nothing else.',
		),
		'deal.upsert': can('By id; without one a deal is created.'),
		'deal.history': can(BY_FLOW),
		'activity.note': can('On at most one contact, one company and one deal.'),
		'activity.task': can('On at most one company and one deal.'),
		'activity.call': can(NEVER_SENT),
		'activity.email': can(NEVER_SENT),
		'activity.meeting': can(NEVER_SENT),
		'workflow.trigger': can(
			'Pipedrive cannot start an automation by API: the deal is moved to a stage, which an automation can start on.',
		),
		'property.list': can(),
		'owner.list': can(),
		'change.list': cannot('Not built yet: search by the time of the last change'),
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
};
