import { withChoices } from '../../crm/choices/with-choices';
import type { CrmVendor } from '../../crm/crm-vendor';
import { recognizedOtherwise } from '../../crm/recognized-otherwise';
import { baseUrlOf } from '../base-url';
import { can } from '../capability';
import { hubspotChoices } from './choices';
import { logActivity } from './activities';
import { hubspotChanges } from './changes/hubspot-changes';
import { hubspotLists } from './lists';
import { listOwners, listProperties } from './metadata';
import { companyObject, contactObject, dealObject } from './objects';
import { hubspotProfile } from './profile';
import { hubspotRecords } from './records';
import { triggerWorkflow } from './workflow';

const BY_DOMAIN =
	'HubSpot allows several companies with one domain. The node searches first, and writes nothing if it finds several.';
const NEVER_SENT = 'Logged on the records. Does not email or call anyone.';

export const hubspot: CrmVendor = {
	profile: hubspotProfile,
	credentialTypes: ['gtmHubspotApi', 'gtmHubspotOAuth2Api'],
	hosts: ({ baseUrl }) => ({ api: baseUrlOf(baseUrl, 'https://api.hubapi.com') }),
	docsUrl: 'https://developers.hubspot.com/docs/api-reference/overview',
	capabilities: {
		'contact.get': can(),
		'contact.search': can(
			'At most 6 conditions and 10,000 records; records written in the last seconds can be missing.',
		),
		'contact.upsert': can(),
		'contact.history': can(
			'The properties that you choose; lifecycle stage, lead status, owner and email otherwise.',
		),
		'company.get': can(),
		'company.search': can(
			'At most 6 conditions and 10,000 records; records written in the last seconds can be missing.',
		),
		'company.upsert': can(BY_DOMAIN),
		'company.history': can(),
		'deal.get': can(),
		'deal.search': can(
			'At most 6 conditions and 10,000 records; records written in the last seconds can be missing.',
		),
		'deal.upsert': can('By ID; without one a deal is created.'),
		'deal.history': can(),
		'activity.note': can(),
		'activity.task': can(),
		'activity.call': can(NEVER_SENT),
		'activity.email': can(NEVER_SENT),
		'activity.meeting': can(NEVER_SENT),
		'workflow.trigger': can(
			'The API of HubSpot cannot enroll a record in a workflow. The node adds the record to a static list that can start one.',
		),
		'property.list': can(),
		'owner.list': can(),
		'change.list': can(
			'Records that are restored or erased under GDPR, and links that change without their record, are not told of. Deletions cost a request for every 100 records in the recycle bin.',
		),
	},
	contact: withChoices(recognizedOtherwise(hubspotRecords(contactObject)), {
		entity: 'contact',
		table: contactObject.table,
		source: hubspotChoices,
	}),
	company: withChoices(hubspotRecords(companyObject), {
		entity: 'company',
		table: companyObject.table,
		source: hubspotChoices,
	}),
	deal: withChoices(hubspotRecords(dealObject), {
		entity: 'deal',
		table: dealObject.table,
		source: hubspotChoices,
	}),
	logActivity,
	triggerWorkflow,
	listProperties,
	listOwners,
	changes: hubspotChanges,
	lists: hubspotLists,
};
