import { DEAL_STAGES, INDUSTRIES, LOST_REASONS } from '../../world/words.ts';
import type { ObjectType } from './objects.ts';

export interface PropertyOption {
	label: string;
	value: string;
	/** Not offered in the app any more. */
	hidden?: boolean;
}

/** A property as HubSpot describes it; `fieldType` follows from `type` closely enough here. */
export interface Property {
	name: string;
	label: string;
	type: 'bool' | 'date' | 'datetime' | 'enumeration' | 'number' | 'string';
	fieldType: string;
	groupName: string;
	description: string;
	options: readonly PropertyOption[];
	hasUniqueValue: boolean;
	hubspotDefined: boolean;
	calculated: boolean;
	readOnlyValue: boolean;
	/** Takes several options, with `;` between. */
	several: boolean;
}

const FIELD_TYPES: Readonly<Record<Property['type'], string>> = {
	bool: 'booleancheckbox',
	date: 'date',
	datetime: 'date',
	enumeration: 'select',
	number: 'number',
	string: 'text',
};

type Variation = Partial<Omit<Property, 'label' | 'name' | 'type'>>;

/** A property with what is usual for its type. */
export function property(
	name: string,
	label: string,
	type: Property['type'] = 'string',
	variation: Variation = {},
): Property {
	return {
		name,
		label,
		type,
		fieldType: variation.several ? 'checkbox' : FIELD_TYPES[type],
		groupName: 'information',
		description: '',
		options: [],
		hasUniqueValue: false,
		hubspotDefined: true,
		calculated: false,
		readOnlyValue: false,
		several: false,
		...variation,
	};
}

const READ_ONLY: Variation = { readOnlyValue: true };
const CUSTOM: Variation = { hubspotDefined: false };

const named = (values: readonly string[]): PropertyOption[] =>
	values.map((value) => ({ value, label: value }));

const owner = () => property('hubspot_owner_id', 'Owner', 'enumeration');
const objectId = () => property('hs_object_id', 'Record ID', 'number', READ_ONLY);
const mergedIds = () => property('hs_merged_object_ids', 'Merged Record IDs', 'string', READ_ONLY);

export const LIFECYCLES = [
	'subscriber',
	'lead',
	'marketingqualifiedlead',
	'salesqualifiedlead',
	'opportunity',
	'customer',
	'evangelist',
	'other',
];

const lifecycle = () =>
	property('lifecyclestage', 'Lifecycle stage', 'enumeration', { options: named(LIFECYCLES) });

/** HubSpot's own industries are in capitals with underscores. */
export function industryValue(industry: string): string {
	return industry
		.toUpperCase()
		.replaceAll('&', 'AND')
		.replaceAll(/[^A-Z]+/g, '_');
}

const industries = INDUSTRIES.map(({ industry }) => ({
	label: industry,
	value: industryValue(industry),
}));

/** The stages of the default pipeline; the renewal pipeline has ids of the account's own. */
export const STAGE_IDS: Readonly<Record<string, string>> = {
	qualification: 'appointmentscheduled',
	discovery: 'qualifiedtobuy',
	evaluation: 'presentationscheduled',
	proposal: 'decisionmakerboughtin',
	negotiation: 'contractsent',
	won: 'closedwon',
	lost: 'closedlost',
};

export const PIPELINES = [
	{ id: 'default', label: 'Sales Pipeline', stageId: (stage: string) => STAGE_IDS[stage] ?? stage },
	{
		id: '77001842',
		label: 'Renewals',
		stageId: (stage: string) => `14800${DEAL_STAGES.findIndex(({ id }) => id === stage)}731`,
	},
] as const;

const stages = PIPELINES.flatMap(({ stageId, label: pipeline }) =>
	DEAL_STAGES.map(({ id, label }) => ({ value: stageId(id), label: `${label} (${pipeline})` })),
);

/** Every account has these; their ids are the same everywhere. */
const CALL_OUTCOMES: readonly PropertyOption[] = [
	{ label: 'Busy', value: '9d9162e7-6cf3-4944-bf63-4dff82258764' },
	{ label: 'Connected', value: 'f240bbac-87c9-4f6e-bf70-924b57d47db7' },
	{ label: 'Left live message', value: 'a4c4c377-d246-4b32-a13b-75a56a4cd0ff' },
	{ label: 'Left voicemail', value: 'b2cf5968-551e-4856-9783-52b3da59a7d0' },
	{ label: 'No answer', value: '73a0d17f-1163-4015-bdd5-ec830791da20' },
	{ label: 'Wrong number', value: '17b47fee-58de-441e-a44c-c6300d46f273' },
];

const ACTIVITY_PROPERTIES = [
	property('hs_timestamp', 'Activity date', 'datetime'),
	property('hs_createdate', 'Create date', 'datetime', READ_ONLY),
	property('hs_lastmodifieddate', 'Last modified date', 'datetime', READ_ONLY),
	objectId(),
	owner(),
];

/** The properties of a fresh account. */
export const PROPERTIES: Readonly<Record<ObjectType, readonly Property[]>> = {
	contacts: [
		property('email', 'Email', 'string', { hasUniqueValue: true }),
		property('hs_additional_emails', 'Additional email addresses', 'enumeration', {
			several: true,
		}),
		property('hs_email_domain', 'Email domain', 'string', READ_ONLY),
		property('firstname', 'First name'),
		property('lastname', 'Last name'),
		property('jobtitle', 'Job title'),
		property('phone', 'Phone number'),
		property('mobilephone', 'Mobile phone number'),
		property('company', 'Company name'),
		property('city', 'City'),
		property('country', 'Country/Region'),
		property('hs_linkedin_url', 'LinkedIn URL'),
		property('hs_seniority', 'Employment seniority', 'enumeration', {
			options: named([
				'entry',
				'senior',
				'manager',
				'director',
				'vp',
				'executive',
				'owner',
				'partner',
			]),
		}),
		property('hs_role', 'Employment role', 'enumeration', {
			options: named(['sales', 'marketing', 'operations', 'engineering', 'finance']),
		}),
		lifecycle(),
		property('hs_lead_status', 'Lead status', 'enumeration', {
			options: named([
				'NEW',
				'OPEN',
				'IN_PROGRESS',
				'OPEN_DEAL',
				'UNQUALIFIED',
				'ATTEMPTED_TO_CONTACT',
				'CONNECTED',
				'BAD_TIMING',
			]).map((option) => (option.value === 'BAD_TIMING' ? { ...option, hidden: true } : option)),
		}),
		property('hs_email_optout', 'Unsubscribed from all email', 'bool', READ_ONLY),
		property(
			'hs_email_hard_bounce_reason_enum',
			'Email hard bounce reason',
			'enumeration',
			READ_ONLY,
		),
		property('hs_sequences_is_enrolled', 'Currently in sequence', 'bool', READ_ONLY),
		property('createdate', 'Create date', 'datetime', READ_ONLY),
		property('lastmodifieddate', 'Last modified date', 'datetime', READ_ONLY),
		objectId(),
		mergedIds(),
		owner(),
		property('icp_score', 'ICP score', 'number', CUSTOM),
		property('preferred_channel', 'Preferred channel', 'enumeration', {
			...CUSTOM,
			options: named(['email', 'phone', 'linkedin']),
		}),
	],
	companies: [
		property('domain', 'Company domain name'),
		property('hs_additional_domains', 'Additional domains', 'enumeration', {
			several: true,
			...READ_ONLY,
		}),
		property('name', 'Company name'),
		property('industry', 'Industry', 'enumeration', { options: industries }),
		property('numberofemployees', 'Number of employees', 'number'),
		property('annualrevenue', 'Annual revenue', 'number'),
		property('country', 'Country/Region'),
		property('city', 'City'),
		property('description', 'Description'),
		property('linkedin_company_page', 'LinkedIn company page'),
		property('phone', 'Phone number'),
		property('founded_year', 'Year founded'),
		property('web_technologies', 'Web technologies', 'enumeration', { several: true }),
		property('total_money_raised', 'Total money raised'),
		lifecycle(),
		property('hs_ideal_customer_profile', 'Ideal customer profile tier', 'enumeration', {
			options: named(['tier_1', 'tier_2', 'tier_3']),
		}),
		property('createdate', 'Create date', 'datetime', READ_ONLY),
		property('hs_lastmodifieddate', 'Last modified date', 'datetime', READ_ONLY),
		objectId(),
		mergedIds(),
		owner(),
		property('external_account_id', 'External account id', 'string', {
			...CUSTOM,
			hasUniqueValue: true,
		}),
		property('account_score', 'Account score', 'number', CUSTOM),
	],
	deals: [
		property('dealname', 'Deal name'),
		property('dealstage', 'Deal stage', 'enumeration', { options: stages }),
		property('pipeline', 'Pipeline', 'enumeration', {
			options: PIPELINES.map(({ id, label }) => ({ value: id, label })),
		}),
		property('amount', 'Amount', 'number'),
		property('deal_currency_code', 'Currency', 'enumeration', {
			options: named(['USD', 'EUR', 'GBP']),
		}),
		property('closedate', 'Close date', 'datetime'),
		property('hs_deal_stage_probability', 'Deal probability', 'number', READ_ONLY),
		property('closed_lost_reason', 'Closed lost reason', 'string', {
			description: LOST_REASONS.join(', '),
		}),
		property('hs_is_closed', 'Is deal closed?', 'bool', READ_ONLY),
		property('hs_is_closed_won', 'Is closed won', 'bool', READ_ONLY),
		property('createdate', 'Create date', 'datetime', READ_ONLY),
		property('hs_lastmodifieddate', 'Last modified date', 'datetime', READ_ONLY),
		objectId(),
		mergedIds(),
		owner(),
		property('external_deal_id', 'External deal id', 'string', { ...CUSTOM, hasUniqueValue: true }),
		property('main_competitor', 'Main competitor', 'string', CUSTOM),
	],
	notes: [...ACTIVITY_PROPERTIES, property('hs_note_body', 'Note body')],
	tasks: [
		...ACTIVITY_PROPERTIES,
		property('hs_task_subject', 'Task title'),
		property('hs_task_body', 'Task notes'),
		property('hs_task_status', 'Task status', 'enumeration', {
			options: named(['NOT_STARTED', 'IN_PROGRESS', 'WAITING', 'COMPLETED', 'DEFERRED']),
		}),
		property('hs_task_type', 'Task type', 'enumeration', {
			options: named(['TODO', 'CALL', 'EMAIL', 'LINKED_IN']),
		}),
		property('hs_task_priority', 'Priority', 'enumeration', {
			options: named(['NONE', 'LOW', 'MEDIUM', 'HIGH']),
		}),
	],
	calls: [
		...ACTIVITY_PROPERTIES,
		property('hs_call_title', 'Call title'),
		property('hs_call_body', 'Call notes'),
		property('hs_call_direction', 'Call direction', 'enumeration', {
			options: named(['INBOUND', 'OUTBOUND']),
		}),
		property('hs_call_disposition', 'Call outcome', 'enumeration', { options: CALL_OUTCOMES }),
		property('hs_call_duration', 'Call duration', 'number', { description: 'Milliseconds' }),
		property('hs_call_status', 'Call status', 'enumeration', {
			options: named([
				'BUSY',
				'CALLING_CRM_USER',
				'CANCELED',
				'COMPLETED',
				'CONNECTING',
				'FAILED',
				'IN_PROGRESS',
				'NO_ANSWER',
				'QUEUED',
				'RINGING',
			]),
		}),
	],
	emails: [
		...ACTIVITY_PROPERTIES,
		property('hs_email_subject', 'Email subject'),
		property('hs_email_text', 'Text body'),
		property('hs_email_html', 'HTML body'),
		property('hs_email_direction', 'Email direction', 'enumeration', {
			options: named(['EMAIL', 'INCOMING_EMAIL', 'FORWARDED_EMAIL']),
		}),
		property('hs_email_status', 'Email send status', 'enumeration', {
			options: named(['BOUNCED', 'FAILED', 'SCHEDULED', 'SENDING', 'SENT']),
		}),
		property('hs_email_headers', 'Email headers'),
	],
	meetings: [
		...ACTIVITY_PROPERTIES,
		property('hs_meeting_title', 'Meeting name'),
		property('hs_meeting_body', 'Meeting description'),
		property('hs_internal_meeting_notes', 'Internal meeting notes'),
		property('hs_meeting_start_time', 'Meeting start time', 'datetime'),
		property('hs_meeting_end_time', 'Meeting end time', 'datetime'),
		property('hs_meeting_location', 'Meeting location'),
		property('hs_meeting_outcome', 'Meeting outcome', 'enumeration', {
			options: named(['SCHEDULED', 'COMPLETED', 'RESCHEDULED', 'NO_SHOW', 'CANCELED']),
		}),
	],
};
