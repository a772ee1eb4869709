import { withChoices } from '../../crm/choices/with-choices';
import type { CrmVendor } from '../../crm/crm-vendor';
import { recognizedOtherwise } from '../../crm/recognized-otherwise';
import { can } from '../capability';
import { salesforceChoices } from './choices';
import { logActivity } from './activities';
import { salesforceChanges } from './changes/salesforce-changes';
import { triggerWorkflow } from './flow';
import { instanceUrlOf } from './instance-url';
import { listOwners, listProperties } from './metadata';
import { accountObject, contactObject, opportunityObject } from './objects';
import { salesforceProfile } from './profile';
import { salesforceRecords } from './records';

const NOT_UNIQUE =
	'Salesforce allows several contacts with one email. The node searches first, and writes nothing if it finds several. The duplicate rules of the org apply.';
const BY_WEBSITE =
	'Salesforce has no domain field. The node finds accounts by the domain of their website, which is slow in orgs with very many accounts.';
const TRACKED = 'For fields with history tracking turned on in the org.';
const ONE_LINK =
	'Salesforce links it to one person and one deal or company, and to the account of these.';
const TEXT = 'Search Text searches the name and the email or website.';

export const salesforce: CrmVendor = {
	profile: salesforceProfile,
	credentialTypes: ['gtmSalesforceApi', 'gtmSalesforceOAuth2Api'],
	hosts: (credential) => ({ api: instanceUrlOf(credential) }),
	docsUrl: 'https://developer.salesforce.com/docs/platform/api-rest/overview',
	capabilities: {
		'contact.get': can(),
		'contact.search': can(TEXT),
		'contact.upsert': can(NOT_UNIQUE),
		'contact.history': can(TRACKED),
		'company.get': can(BY_WEBSITE),
		'company.search': can(TEXT),
		'company.upsert': can(BY_WEBSITE),
		'company.history': can(TRACKED),
		'deal.get': can(),
		'deal.search': can('Search Text searches the name.'),
		'deal.upsert': can('By ID; without one an opportunity is created.'),
		'deal.history': can(
			'Stage, amount, close date and probability always; other fields if their history tracking is turned on.',
		),
		'activity.note': can(`Logged as a completed task. ${ONE_LINK}`),
		'activity.task': can(`Has a date, but no time. ${ONE_LINK}`),
		'activity.call': can(`Logged as a completed task. Does not call anyone. ${ONE_LINK}`),
		'activity.email': can(`Logged as a completed task. Does not email anyone. ${ONE_LINK}`),
		'activity.meeting': can(`Logged as an event. Does not invite anyone. ${ONE_LINK}`),
		'workflow.trigger': can(
			'Runs an active autolaunched flow by its API name; its text variable "recordId" receives the record.',
		),
		'property.list': can(),
		'owner.list': can(),
		'change.list': can(
			'Deletions and merges are reported while the record is in the recycle bin, for 15 days. Changes of formulas and of related records are not reported.',
		),
	},
	contact: withChoices(recognizedOtherwise(salesforceRecords(contactObject)), {
		entity: 'contact',
		table: contactObject.table,
		source: salesforceChoices,
	}),
	company: withChoices(salesforceRecords(accountObject), {
		entity: 'company',
		table: accountObject.table,
		source: salesforceChoices,
	}),
	deal: withChoices(salesforceRecords(opportunityObject), {
		entity: 'deal',
		table: opportunityObject.table,
		source: salesforceChoices,
	}),
	logActivity,
	triggerWorkflow,
	listProperties,
	listOwners,
	changes: salesforceChanges,
};
