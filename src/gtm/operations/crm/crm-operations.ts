import { listChanges } from './list-changes';
import { getRecord } from './get-record';
import { listOwners } from './list-owners';
import { listProperties } from './list-properties';
import { logActivity } from './log-activity';
import { recordHistory } from './record-history';
import { searchRecords } from './search-records';
import { triggerWorkflow } from './trigger-workflow';
import { upsertRecord } from './upsert-record';

/** What can be done with a CRM. */
export const crmOperations = {
	'contact.get': getRecord('contact'),
	'contact.history': recordHistory('contact'),
	'contact.search': searchRecords('contact'),
	'contact.upsert': upsertRecord('contact'),
	'company.get': getRecord('company'),
	'company.history': recordHistory('company'),
	'company.search': searchRecords('company'),
	'company.upsert': upsertRecord('company'),
	'deal.get': getRecord('deal'),
	'deal.history': recordHistory('deal'),
	'deal.search': searchRecords('deal'),
	'deal.upsert': upsertRecord('deal'),
	'activity.call': logActivity('call'),
	'activity.email': logActivity('email'),
	'activity.meeting': logActivity('meeting'),
	'activity.note': logActivity('note'),
	'activity.task': logActivity('task'),
	'workflow.trigger': triggerWorkflow,
	'property.list': listProperties,
	'owner.list': listOwners,
	'change.list': listChanges,
} as const;
