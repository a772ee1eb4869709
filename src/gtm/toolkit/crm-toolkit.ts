import { canonicalFields } from '../crm/draft';
import { ENTITIES } from '../operations/crm/crm-operation';
import type { Toolkit, ToolkitCompletion } from './toolkit-tool';

/** What nobody writes: vendors make these. */
const READ_ONLY: readonly string[] = ['id', 'createdAt', 'updatedAt', 'externalIds', 'custom'];

const FIELDS = ENTITIES.map((entity) => {
	const fields = canonicalFields(entity).filter((name) => !READ_ONLY.includes(name));
	return `${entity}: ${fields.join(', ')}`;
}).join('. ');

const KINDS = (verb: string) =>
	Object.fromEntries(ENTITIES.map((entity) => [entity, `${entity}.${verb}`]));

const completionBy = (operation: string, field: string): ToolkitCompletion => ({
	operation,
	inputFor: (typed) => ({
		conditions: [{ field, operator: 'contains', value: typed }],
		fields: [field],
		limit: 20,
	}),
	member: field,
});

const BY_ADDRESS = {
	id: "The CRM's id",
	email: 'Of a contact',
	domain: 'Of a company, such as acme.com',
	fields: 'Only these fields; all if left out',
};

/** Contacts, companies, deals and what happened with them. */
export const crmToolkit: Toolkit = {
	tools: [
		{
			name: 'search_records',
			title: 'Search the CRM',
			description: 'Find contacts, companies or deals for which all conditions hold.',
			operations: KINDS('search'),
			words: { fields: BY_ADDRESS.fields },
			byDefault: true,
		},
		{
			name: 'get_record',
			title: 'Get a CRM record',
			description: 'One contact, company or deal, by id, email or domain.',
			operations: KINDS('get'),
			words: BY_ADDRESS,
			byDefault: true,
		},
		{
			name: 'record_history',
			title: 'Get the history of a CRM record',
			description:
				'What changed on a record, when and from what, newest first: for a deal its stages.',
			operations: KINDS('history'),
			words: BY_ADDRESS,
			byDefault: true,
		},
		{
			name: 'save_record',
			title: 'Create or update a CRM record',
			description:
				'Create a contact, company or deal, or change what differs. Contacts are recognized by email, companies by domain; give a deal its id to change it.',
			operations: KINDS('upsert'),
			words: {
				id: 'Of the record to change',
				values: `${FIELDS}. The CRM's own fields under custom.`,
				contactIds: 'Contacts to link to',
				companyIds: 'Companies to link to',
				dealIds: 'Deals to link to',
				idempotencyKey: 'The same key never creates a second record',
			},
			destructive: true,
			byDefault: true,
		},
		{
			name: 'log_activity',
			title: 'Log an activity',
			description:
				'Write a note, task, call, email or meeting to the timeline of records. Does not send anything or call anyone.',
			operations: {
				note: 'activity.note',
				task: 'activity.task',
				call: 'activity.call',
				email: 'activity.email',
				meeting: 'activity.meeting',
			},
			words: {
				contactIds: 'Contacts it belongs to; at least one record is needed',
				companyIds: 'Companies it belongs to',
				dealIds: 'Deals it belongs to',
				idempotencyKey: 'The same key is not logged twice',
				at: 'When it happened, or a task is due; now if left out',
			},
			byDefault: true,
		},
		{
			name: 'trigger_workflow',
			title: "Trigger one of the CRM's automations",
			description: "Start one of the CRM's own automations for a record.",
			operations: 'workflow.trigger',
			destructive: true,
			byDefault: true,
		},
		{
			name: 'list_fields',
			title: 'List the fields of CRM records',
			description:
				'Names and types of fields, custom ones too. Look here before you search or save.',
			operations: 'property.list',
			byDefault: true,
		},
		{
			name: 'list_owners',
			title: 'List the owners of CRM records',
			description: 'Who records can belong to, with ids for ownerId.',
			operations: 'owner.list',
			byDefault: true,
		},
	],
	resources: [
		{
			path: 'contact/{email}',
			name: 'Contact',
			description: 'A contact record, by email',
			operation: 'contact.get',
			completion: completionBy('contact.search', 'email'),
		},
		{
			path: 'company/{domain}',
			name: 'Company',
			description: 'Account data, by domain',
			operation: 'company.get',
			completion: completionBy('company.search', 'domain'),
		},
		{
			path: 'deal/{id}',
			name: 'Deal',
			description: "A deal, by the CRM's id",
			operation: 'deal.get',
		},
		{
			path: 'deal/{id}/history',
			name: 'Deal history',
			description: 'What changed on a deal, newest first',
			operation: 'deal.history',
		},
	],
	prompts: [
		{
			name: 'review_account',
			title: 'Review an account',
			description: 'Where an account stands, and what to do next',
			arguments: [
				{ name: 'domain', description: "The company's domain, such as acme.com", required: true },
			],
			text: 'Review the account {domain}. Use <get_record> for the company, <search_records> for its contacts (accountDomain) and deals, and <record_history> for each open deal. Answer with: where it stands, who matters, what is at risk, and the next step for its owner. Say what the CRM does not hold instead of guessing.',
		},
	],
};
