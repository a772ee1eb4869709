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
	'Salesforce does not keep emails unique: it is looked up first, and several contacts with one email are a duplicate. The duplicate rules of the org hold.';
const BY_WEBSITE =
	'Salesforce has no domain: accounts are recognised by the domain of their website, which is slow in an org with very many accounts.';
const TRACKED = 'Of fields whose history tracking is switched on in the org.';
const ONE_LINK =
	'Salesforce links it to one person and one deal or company, and to the account of these.';
const TEXT = 'Free text is looked for in the name and the email or website.';

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
		'deal.search': can('Free text is looked for in the name.'),
		'deal.upsert': can('By id; without one an opportunity is created.'),
		'deal.history': can(
			'Stage, amount, close date and probability always; other fields if their history tracking is switched on.',
		),
		'activity.note': can(`Logged as a completed task. ${ONE_LINK}`),
		'activity.task': can(`Has a day, but no time. ${ONE_LINK}`),
		'activity.call': can(`Logged as a completed task; nobody is called. ${ONE_LINK}`),
		'activity.email': can(`Logged as a completed task; nobody is mailed. ${ONE_LINK}`),
		'activity.meeting': can(`Logged as an event; nobody is invited. ${ONE_LINK}`),
		'workflow.trigger': can(
			'Runs an active autolaunched flow by its API name; the record goes into its text variable "recordId".',
		),
		'property.list': can(),
		'owner.list': can(),
		'change.list': can(
			'Deletions and merges are told of while the record is in the recycle bin, for 15 days. A change of a formula or of a related record is none of the record.',
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
