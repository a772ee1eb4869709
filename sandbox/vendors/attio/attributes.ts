import { DEAL_STAGES } from '../../world/words.ts';

export const OBJECT_SLUGS = ['people', 'companies', 'deals'] as const;

export type ObjectSlug = (typeof OBJECT_SLUGS)[number];

export type AttributeType =
	| 'actor-reference'
	| 'currency'
	| 'date'
	| 'domain'
	| 'email-address'
	| 'location'
	| 'number'
	| 'personal-name'
	| 'phone-number'
	| 'record-reference'
	| 'select'
	| 'status'
	| 'text'
	| 'timestamp';

export interface Attribute {
	slug: string;
	title: string;
	type: AttributeType;
	/** Can match records in an assert. */
	unique: boolean;
	several: boolean;
	writable: boolean;
	required: boolean;
	system: boolean;
	/** Of selects and statuses. */
	options: readonly string[];
	/** Of record references. */
	target?: ObjectSlug;
}

type Variation = Partial<Omit<Attribute, 'slug' | 'title' | 'type'>>;

function attribute(
	slug: string,
	title: string,
	type: AttributeType,
	variation: Variation = {},
): Attribute {
	return {
		slug,
		title,
		type,
		unique: false,
		several: false,
		writable: true,
		required: false,
		system: true,
		options: [],
		...variation,
	};
}

const READ_ONLY: Variation = { writable: false };
const CUSTOM: Variation = { system: false };

/** Bands of employees, as Attio's own enrichment writes them. */
export const EMPLOYEE_RANGES = ['1-10', '11-50', '51-250', '251-1K', '1K-5K', '5K-10K', '10K-50K'];

/** The default stages of a deal, with what each means in the world. */
export const STAGES = DEAL_STAGES.map(({ id, label }) => ({
	id,
	title: id === 'won' ? 'Won 🎉' : id === 'lost' ? 'Lost' : label,
}));

export const ATTRIBUTES: Readonly<Record<ObjectSlug, readonly Attribute[]>> = {
	people: [
		attribute('record_id', 'Record ID', 'text', { ...READ_ONLY, unique: true }),
		attribute('name', 'Name', 'personal-name'),
		attribute('email_addresses', 'Email addresses', 'email-address', {
			unique: true,
			several: true,
		}),
		attribute('description', 'Description', 'text'),
		attribute('company', 'Company', 'record-reference', { target: 'companies' }),
		attribute('job_title', 'Job title', 'text'),
		attribute('phone_numbers', 'Phone numbers', 'phone-number', { several: true }),
		attribute('primary_location', 'Primary location', 'location'),
		attribute('linkedin', 'LinkedIn', 'text'),
		attribute('associated_deals', 'Associated deals', 'record-reference', {
			several: true,
			target: 'deals',
		}),
		attribute('created_at', 'Created at', 'timestamp', READ_ONLY),
		attribute('lead_status', 'Lead status', 'select', {
			...CUSTOM,
			options: ['NEW', 'OPEN', 'IN_PROGRESS', 'CONNECTED', 'UNQUALIFIED'],
		}),
		attribute('icp_score', 'ICP score', 'number', CUSTOM),
	],
	companies: [
		attribute('record_id', 'Record ID', 'text', { ...READ_ONLY, unique: true }),
		attribute('name', 'Name', 'text'),
		attribute('domains', 'Domains', 'domain', { unique: true, several: true }),
		attribute('description', 'Description', 'text'),
		attribute('team', 'Team', 'record-reference', { several: true, target: 'people' }),
		attribute('categories', 'Categories', 'select', { several: true }),
		attribute('primary_location', 'Primary location', 'location'),
		attribute('linkedin', 'LinkedIn', 'text'),
		attribute('employee_range', 'Employee range', 'select', { options: EMPLOYEE_RANGES }),
		attribute('foundation_date', 'Foundation date', 'date'),
		attribute('funding_raised_usd', 'Funding raised', 'currency'),
		attribute('associated_deals', 'Associated deals', 'record-reference', {
			several: true,
			target: 'deals',
		}),
		attribute('created_at', 'Created at', 'timestamp', READ_ONLY),
		attribute('tier', 'Tier', 'select', { ...CUSTOM, options: ['A', 'B', 'C'] }),
		attribute('owner', 'Owner', 'actor-reference', CUSTOM),
	],
	deals: [
		attribute('record_id', 'Record ID', 'text', { ...READ_ONLY, unique: true }),
		attribute('name', 'Deal name', 'text', { required: true }),
		attribute('stage', 'Deal stage', 'status', {
			required: true,
			options: STAGES.map(({ title }) => title),
		}),
		attribute('owner', 'Deal owner', 'actor-reference', { required: true }),
		attribute('value', 'Deal value', 'currency'),
		attribute('associated_people', 'Associated people', 'record-reference', {
			several: true,
			target: 'people',
		}),
		attribute('associated_company', 'Associated company', 'record-reference', {
			target: 'companies',
		}),
		attribute('created_at', 'Created at', 'timestamp', READ_ONLY),
		attribute('close_date', 'Close date', 'date', CUSTOM),
		attribute('lost_reason', 'Lost reason', 'text', CUSTOM),
	],
};

/** The two sides of a relationship: writing one changes the other. */
export const INVERSES: ReadonlyArray<readonly [ObjectSlug, string, ObjectSlug, string]> = [
	['people', 'company', 'companies', 'team'],
	['deals', 'associated_company', 'companies', 'associated_deals'],
	['deals', 'associated_people', 'people', 'associated_deals'],
];
