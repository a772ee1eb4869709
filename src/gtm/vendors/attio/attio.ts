import { withChoices } from '../../crm/choices/with-choices';
import type { CrmVendor } from '../../crm/crm-vendor';
import { recognizedOtherwise } from '../../crm/recognized-otherwise';
import { baseUrlOf } from '../base-url';
import { can, cannot } from '../capability';
import { MEETING_NOT_LOGGED, NOT_LOGGED, logActivity } from './activities';
import { attioChanges } from './changes';
import { attioChoices } from './choices';
import { attioLists } from './lists';
import { listOwners, listProperties } from './metadata';
import { companyObject, dealObject, personObject } from './objects';
import { attioHook } from './hook';
import { attioProfile } from './profile';
import { attioRecords } from './records';
import { triggerWorkflow } from './workflow';

const TEXT_IS_NAME = 'Search Text searches names only: the API has no full-text search.';
const ADDS = 'updates add values and remove none.';

export const attio: CrmVendor = {
	profile: attioProfile,
	credentialTypes: ['gtmAttioApi'],
	hosts: ({ baseUrl }) => ({ api: baseUrlOf(baseUrl, 'https://api.attio.com') }),
	docsUrl: 'https://docs.attio.com/rest-api/overview',
	capabilities: {
		'contact.get': can(),
		'contact.search': can(TEXT_IS_NAME),
		'contact.upsert': can(`Email addresses and phone numbers: ${ADDS}`),
		'contact.history': can(
			'The attributes that you choose; job title, company and email addresses otherwise.',
		),
		'company.get': can(),
		'company.search': can(TEXT_IS_NAME),
		'company.upsert': can(`Domains: ${ADDS}`),
		'company.history': can(
			'The attributes that you choose; name, domains and employee range otherwise.',
		),
		'deal.get': can(),
		'deal.search': can(TEXT_IS_NAME),
		'deal.upsert': can(
			'By ID; without one a deal is created, which needs a name, a stage and an owner.',
		),
		'deal.history': can('The attributes that you choose; stage, value and owner otherwise.'),
		'activity.note': can('Links to exactly one record.'),
		'activity.task': can('Subject and body together have at most 2,000 characters.'),
		'activity.call': cannot(NOT_LOGGED),
		'activity.email': cannot(NOT_LOGGED),
		'activity.meeting': cannot(MEETING_NOT_LOGGED),
		'workflow.trigger': can(
			'The API of Attio cannot start a workflow. The node adds the record to a list that can start one.',
		),
		'property.list': can(),
		'owner.list': can('The members of the workspace.'),
		'change.list': can(
			'Contacts, companies and deals. Attio lists no changes: each reading takes all records, 500 a request, and the cursor grows with them. A record that was merged comes as deleted. No activities.',
		),
	},
	contact: withChoices(recognizedOtherwise(attioRecords(personObject)), {
		entity: 'contact',
		table: personObject.table,
		source: attioChoices,
	}),
	company: withChoices(attioRecords(companyObject), {
		entity: 'company',
		table: companyObject.table,
		source: attioChoices,
	}),
	deal: withChoices(attioRecords(dealObject), {
		entity: 'deal',
		table: dealObject.table,
		source: attioChoices,
	}),
	logActivity,
	triggerWorkflow,
	listProperties,
	listOwners,
	changes: attioChanges,
	hook: attioHook,
	lists: attioLists,
};
