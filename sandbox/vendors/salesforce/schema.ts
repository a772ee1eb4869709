import { DEAL_STAGES } from '../../world/words.ts';
import type { ObjectName } from './identifiers.ts';

export type FieldType =
	| 'boolean'
	| 'currency'
	| 'date'
	| 'datetime'
	| 'email'
	| 'id'
	| 'int'
	| 'multipicklist'
	| 'percent'
	| 'phone'
	| 'picklist'
	| 'reference'
	| 'string'
	| 'textarea'
	| 'url';

export interface Field {
	name: string;
	label: string;
	type: FieldType;
	/** Nobody can write it. */
	readOnly?: true;
	/** A new record must have it. */
	required?: true;
	custom?: true;
	options?: readonly string[];
	/** A picklist that takes other values too. */
	open?: true;
	/** How a parent's fields are reached, and whose they are: `Account.Name`. */
	parent?: { name: string; object: ObjectName };
	/** Other records must not have the same value. */
	unique?: true;
}

/** Lists of records below one, as a query names them. */
export interface Children {
	name: string;
	object: ObjectName;
	/** The field of the child that holds the id. */
	field: string;
}

export interface Schema {
	fields: readonly Field[];
	children: readonly Children[];
}

type Extra = Omit<Field, 'label' | 'name' | 'type'>;

const field = (name: string, type: FieldType, extra: Extra = {}): Field => ({
	name,
	label: name.replace(/__c$/, '').replaceAll(/([a-z])([A-Z])/g, '$1 $2'),
	type,
	...extra,
});

const READ: Extra = { readOnly: true };

const SYSTEM: readonly Field[] = [
	field('Id', 'id', READ),
	field('IsDeleted', 'boolean', READ),
	field('CreatedDate', 'datetime', READ),
	field('CreatedById', 'reference', { ...READ, parent: { name: 'CreatedBy', object: 'User' } }),
	field('LastModifiedDate', 'datetime', READ),
	field('SystemModstamp', 'datetime', READ),
];

const owner = field('OwnerId', 'reference', { parent: { name: 'Owner', object: 'User' } });
const account = field('AccountId', 'reference', { parent: { name: 'Account', object: 'Account' } });

const master = field('MasterRecordId', 'reference', READ);

const histories: readonly Field[] = [
	field('Field', 'picklist', READ),
	field('OldValue', 'string', READ),
	field('NewValue', 'string', READ),
];

const activity: readonly Field[] = [
	field('Subject', 'string'),
	field('Description', 'textarea'),
	field('WhoId', 'reference'),
	field('WhatId', 'reference'),
	field('AccountId', 'reference', READ),
	owner,
];

/** Those that every org starts with; the picklist is not restricted. */
const STANDARD_INDUSTRIES = [
	'Agriculture',
	'Apparel',
	'Banking',
	'Biotechnology',
	'Chemicals',
	'Communications',
	'Construction',
	'Consulting',
	'Education',
	'Electronics',
	'Energy',
	'Engineering',
	'Entertainment',
	'Environmental',
	'Finance',
	'Food & Beverage',
	'Government',
	'Healthcare',
	'Hospitality',
	'Insurance',
	'Machinery',
	'Manufacturing',
	'Media',
	'Not For Profit',
	'Recreation',
	'Retail',
	'Shipping',
	'Technology',
	'Telecommunications',
	'Transportation',
	'Utilities',
	'Other',
];

export const SCHEMAS: Readonly<Record<ObjectName, Schema>> = {
	Account: {
		fields: [
			...SYSTEM,
			master,
			field('Name', 'string', { required: true }),
			field('Website', 'url'),
			field('Industry', 'picklist', { options: STANDARD_INDUSTRIES, open: true }),
			field('Type', 'picklist', { options: ['Customer', 'Prospect'] }),
			field('NumberOfEmployees', 'int'),
			field('AnnualRevenue', 'currency'),
			field('BillingCountry', 'string'),
			field('BillingCity', 'string'),
			field('Description', 'textarea'),
			field('Phone', 'phone'),
			owner,
			field('Tier__c', 'picklist', { custom: true, options: ['A', 'B', 'C'] }),
		],
		children: [
			{ name: 'Contacts', object: 'Contact', field: 'AccountId' },
			{ name: 'Opportunities', object: 'Opportunity', field: 'AccountId' },
		],
	},
	Contact: {
		fields: [
			...SYSTEM,
			master,
			field('FirstName', 'string'),
			field('LastName', 'string', { required: true }),
			field('Name', 'string', READ),
			field('Email', 'email'),
			field('EmailBouncedReason', 'string', READ),
			field('Title', 'string'),
			field('Department', 'string'),
			field('Phone', 'phone'),
			field('MobilePhone', 'phone'),
			field('MailingCountry', 'string'),
			field('MailingCity', 'string'),
			field('HasOptedOutOfEmail', 'boolean'),
			account,
			owner,
			field('Score__c', 'int', { custom: true }),
			field('Interests__c', 'multipicklist', { custom: true, options: ['API', 'Reports', 'SSO'] }),
			field('Renewal__c', 'date', { custom: true }),
			field('External_Id__c', 'string', { custom: true, unique: true }),
		],
		children: [
			{ name: 'OpportunityContactRoles', object: 'OpportunityContactRole', field: 'ContactId' },
		],
	},
	Opportunity: {
		fields: [
			...SYSTEM,
			field('Name', 'string', { required: true }),
			field('StageName', 'picklist', {
				required: true,
				options: DEAL_STAGES.map(({ label }) => label),
			}),
			field('Amount', 'currency'),
			field('Probability', 'percent'),
			field('CloseDate', 'date', { required: true }),
			field('IsClosed', 'boolean', READ),
			field('IsWon', 'boolean', READ),
			account,
			owner,
			field('Loss_Reason__c', 'string', { custom: true }),
		],
		children: [
			{ name: 'OpportunityContactRoles', object: 'OpportunityContactRole', field: 'OpportunityId' },
		],
	},
	User: {
		fields: [
			field('Id', 'id', READ),
			field('CreatedDate', 'datetime', READ),
			field('Name', 'string', READ),
			field('Email', 'email', READ),
			field('IsActive', 'boolean', READ),
			field('UserType', 'picklist', READ),
		],
		children: [],
	},
	Task: {
		fields: [
			...SYSTEM,
			...activity,
			field('ActivityDate', 'date'),
			field('Status', 'picklist', { options: ['Not Started', 'In Progress', 'Completed'] }),
			field('TaskSubtype', 'picklist', { options: ['Task', 'Email', 'Call'] }),
			field('CallType', 'picklist', { options: ['Inbound', 'Internal', 'Outbound'] }),
			field('CallDurationInSeconds', 'int'),
			field('CallDisposition', 'string'),
		],
		children: [],
	},
	Event: {
		fields: [
			...SYSTEM,
			...activity,
			field('StartDateTime', 'datetime', { required: true }),
			field('EndDateTime', 'datetime', { required: true }),
		],
		children: [],
	},
	OpportunityContactRole: {
		fields: [
			...SYSTEM,
			field('OpportunityId', 'reference', { required: true }),
			field('ContactId', 'reference', { required: true }),
			field('Role', 'picklist'),
		],
		children: [],
	},
	OpportunityHistory: {
		fields: [
			...SYSTEM,
			field('OpportunityId', 'reference', READ),
			field('StageName', 'picklist', READ),
			field('Amount', 'currency', READ),
			field('CloseDate', 'date', READ),
			field('Probability', 'percent', READ),
		],
		children: [],
	},
	OpportunityFieldHistory: {
		fields: [...SYSTEM, field('OpportunityId', 'reference', READ), ...histories],
		children: [],
	},
	ContactHistory: {
		fields: [...SYSTEM, field('ContactId', 'reference', READ), ...histories],
		children: [],
	},
	AccountHistory: {
		fields: [...SYSTEM, field('AccountId', 'reference', READ), ...histories],
		children: [],
	},
};

/** Names of fields and objects are the same in upper and lower case. */
export function fieldOf(object: ObjectName, name: string): Field | undefined {
	return SCHEMAS[object].fields.find((each) => each.name.toLowerCase() === name.toLowerCase());
}

export function objectOf(name: string): ObjectName | undefined {
	return (Object.keys(SCHEMAS) as ObjectName[]).find(
		(each) => each.toLowerCase() === name.toLowerCase(),
	);
}
