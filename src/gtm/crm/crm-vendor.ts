import type { VendorHook } from '../hooks/vendor-hook';
import type { VendorClient } from '../http/vendor-client';
import type { Account } from '../model/account';
import type { Activity } from '../model/activity';
import type { Contact } from '../model/contact';
import type { Deal } from '../model/deal';
import type { Outcome } from '../model/outcome';
import type { Capabilities, Vendor } from '../vendors/vendor';
import type { CrmChanges } from './crm-changes';
import type { CrmLists } from './crm-lists';

export const CRM_OPERATIONS = [
	'contact.get',
	'contact.search',
	'contact.upsert',
	'contact.history',
	'company.get',
	'company.search',
	'company.upsert',
	'company.history',
	'deal.get',
	'deal.search',
	'deal.upsert',
	'deal.history',
	'activity.note',
	'activity.task',
	'activity.call',
	'activity.email',
	'activity.meeting',
	'workflow.trigger',
	'property.list',
	'owner.list',
	'change.list',
] as const;

export type CrmOperation = (typeof CRM_OPERATIONS)[number];

/** The canonical entities of a CRM; `company` is what the model calls an account. */
export interface CrmEntities {
	contact: Contact;
	company: Account;
	deal: Deal;
}

export type CrmEntity = keyof CrmEntities;

/** How a record is named. Email is for contacts, domain for companies. */
export type RecordReference = { id: string } | { email: string } | { domain: string };

export interface ReadOptions {
	/**
	 * Canonical names and the vendor's own (of custom fields) that shall leave; all canonical ones if
	 * left out. Only these are asked of the vendor.
	 */
	fields?: readonly string[];
	/** Keep the vendor's own answer in `raw`. */
	keepRaw?: true;
}

export const SEARCH_OPERATORS = [
	'eq',
	'neq',
	'contains',
	'gt',
	'gte',
	'lt',
	'lte',
	'in',
	'known',
	'unknown',
] as const;

export interface SearchCondition {
	/** Canonical, or the vendor's own name. */
	field: string;
	operator: (typeof SEARCH_OPERATORS)[number];
	/** Absent for `known` and `unknown`, a list for `in`. */
	value?: string | number | boolean | ReadonlyArray<string | number>;
}

/** All conditions hold. Values are data: they are escaped or bound, never pasted into a query. */
export interface CrmSearch extends ReadOptions {
	conditions: readonly SearchCondition[];
	/** Free text, where the vendor has full-text search. */
	text?: string;
	sort?: { field: string; direction: 'ascending' | 'descending' };
	/** Records wanted in all; pages are followed until then. */
	limit: number;
}

/** What a search found. `outcome` is found, not_found, partial (a page failed after others came) or a failure. */
export interface SearchResult<Entity> {
	outcome: Outcome;
	records: Entity[];
	/** In all, if the vendor says so. */
	total?: number;
}

/** Links to records that exist, by the vendor's ids. */
export interface Associations {
	contactIds?: readonly string[];
	companyIds?: readonly string[];
	dealIds?: readonly string[];
}

/** What a value is called in the account that it is written to; an empty `to` leaves it out. */
export type ValueMapping = ReadonlyArray<{ field: string; from: string; to: string }>;

export interface UpsertDraft<Entity> {
	/** Canonical values; `custom` holds the vendor's own names. Empty text is not given. */
	values: Entity;
	/** Fields that shall be empty, unless `values` has one for them: canonical, or the vendor's own. */
	clear?: readonly string[];
	/** What makes it the same record; for contacts the email, for companies the domain unless said. */
	match?: RecordReference;
	/** Made in the same step where the vendor can, else right after; read back in any case. */
	associations?: Associations;
	/** Fields that are written only if the record has none yet. */
	onlyIfEmpty?: readonly string[];
	/** A new record if nothing recognizes it: the caller sees to it that it is made once. */
	unmatched?: 'create';
	/**
	 * Asked before a record that is there is written, with what names it (email, domain); what it
	 * resolves with is the end of the upsert.
	 */
	guard?(
		this: void,
		present: Readonly<Record<string, unknown>>,
	): Promise<Outcome<never> | undefined>;
	/** The user's own words for values, before the lists of the account are looked at. */
	valueMapping?: ValueMapping;
	/** Sentences on what was left out before, for the outcome. */
	notes?: readonly string[];
}

/** One change of one field. */
export interface HistoryEntry {
	at: string;
	field: string;
	/** Absent where the vendor keeps only the new value. */
	from?: unknown;
	to: unknown;
	/** Who or what did it, as the vendor says. */
	by?: string;
}

export interface PropertyDefinition {
	/** The vendor's own name. */
	name: string;
	label: string;
	/** The canonical name, if the mapping table has one for it. */
	canonical?: string;
	type:
		'text' | 'number' | 'boolean' | 'date' | 'dateTime' | 'options' | 'multiOptions' | 'reference';
	options?: Array<{ value: string; label: string }>;
	/** Other values than the options are taken too. */
	isOpen?: true;
	readOnly: boolean;
	required: boolean;
	/** Made by the account, not by the vendor. */
	isCustom: boolean;
	description?: string;
}

export interface Owner {
	id: string;
	email?: string;
	name?: string;
	active: boolean;
}

/** When it happened or is due is the caller's to say. */
export type DatedActivity = Activity & { at: string };

export interface ActivityDraft {
	activity: DatedActivity;
	associations: Associations;
}

export interface WorkflowTrigger {
	/** What the vendor calls it: a list, a flow's API name, a stage. */
	workflow: string;
	entity: CrmEntity;
	recordId: string;
	inputs?: Readonly<Record<string, unknown>>;
}

/** The operations on one kind of record. Each resolves with an outcome; it throws for bugs only. */
export interface CrmRecords<Entity> {
	get(
		client: VendorClient,
		reference: RecordReference,
		options: ReadOptions,
	): Promise<Outcome<Entity>>;
	search(client: VendorClient, search: CrmSearch): Promise<SearchResult<Entity>>;
	upsert(client: VendorClient, draft: UpsertDraft<Entity>): Promise<Outcome<Entity>>;
	/**
	 * Many at once, in the vendor's batches; outcomes in input order and number. Left out where the
	 * vendor has no batch: the caller then calls `upsert` with bounded concurrency.
	 */
	upsertMany?(
		client: VendorClient,
		drafts: ReadonlyArray<UpsertDraft<Entity>>,
	): Promise<Array<Outcome<Entity>>>;
	/** Newest first. */
	history(
		client: VendorClient,
		reference: RecordReference,
		options: ReadOptions,
	): Promise<Outcome<HistoryEntry[]>>;
}

export interface CrmVendor extends Vendor {
	capabilities: Capabilities<CrmOperation>;
	contact: CrmRecords<Contact>;
	company: CrmRecords<Account>;
	deal: CrmRecords<Deal>;
	/** `record` is the activity as it was read back, with its associations; if they differ: partial. */
	logActivity(client: VendorClient, draft: ActivityDraft): Promise<Outcome<Activity>>;
	triggerWorkflow(client: VendorClient, trigger: WorkflowTrigger): Promise<Outcome>;
	listProperties(client: VendorClient, entity: CrmEntity): Promise<Outcome<PropertyDefinition[]>>;
	listOwners(client: VendorClient): Promise<Outcome<Owner[]>>;
	/** Left out where the vendor cannot say what changed. */
	changes?: CrmChanges;
	/** Tells at once that something changed. Left out where it cannot be registered by the API. */
	hook?: VendorHook;
	/** Left out where the API does not say which records are on a list. */
	lists?: CrmLists;
}
