import type { Associations, CrmEntity, RecordReference } from '../../crm/crm-vendor';
import { type Account, accountSchema } from '../../model/account';
import { type Contact, contactSchema } from '../../model/contact';
import { type Deal, dealSchema } from '../../model/deal';
import { idOf, isRecord, recordOf, recordsOf } from '../../model/json';
import { type MappingTable, readableFields, toCanonical } from '../../model/mapping';
import type { ZodType } from '../../../third-party/zod';
import { accountMapping } from './account.mapping';
import { contactMapping } from './contact.mapping';
import { OPPORTUNITY_STATUS_FIELDS, opportunityMapping } from './opportunity.mapping';

/** A link that is read with a record: from a field of its own, or from its child records. */
export type LinkSource =
	| { kind: keyof Associations; field: string }
	| { kind: keyof Associations; children: string; field: string };

/** What Salesforce calls an object: its name, its mapping, and how its answers become canonical. */
export interface SalesforceObject<Entity> {
	kind: CrmEntity;
	/** In paths and queries. */
	name: 'Contact' | 'Account' | 'Opportunity';
	table: MappingTable;
	/** What is kept of a record when no fields are named. */
	fields: readonly string[];
	/** Where a free text is looked for. */
	textFields: readonly string[];
	/** A draft without an id is a new record. */
	createsUnmatched?: true;
	links: readonly LinkSource[];
	defaultMatch(this: void, values: Entity): RecordReference | undefined;
	/** @param fields which of the answer's are wanted */
	toRecord(
		this: void,
		answer: Record<string, unknown>,
		fields: readonly string[],
	): ParsedRecord<Entity>;
}

export interface ParsedRecord<Entity> {
	record: Entity;
	notes: string[];
}

export const contactObject: SalesforceObject<Contact> = {
	kind: 'contact',
	name: 'Contact',
	table: contactMapping,
	fields: readableFields(contactMapping),
	textFields: ['Name', 'Email'],
	links: [
		{ kind: 'companyIds', field: 'AccountId' },
		{ kind: 'dealIds', children: 'OpportunityContactRoles', field: 'OpportunityId' },
	],
	defaultMatch: ({ email }) => (email === undefined ? undefined : { email }),
	toRecord: (answer, fields) => parse(contactMapping, contactSchema, answer, fields, () => ({})),
};

export const accountObject: SalesforceObject<Account> = {
	kind: 'company',
	name: 'Account',
	table: accountMapping,
	fields: readableFields(accountMapping),
	textFields: ['Name', 'Website'],
	links: [
		{ kind: 'contactIds', children: 'Contacts', field: 'Id' },
		{ kind: 'dealIds', children: 'Opportunities', field: 'Id' },
	],
	defaultMatch: ({ domain }) => (domain === undefined ? undefined : { domain }),
	toRecord: (answer, fields) => parse(accountMapping, accountSchema, answer, fields, () => ({})),
};

export const opportunityObject: SalesforceObject<Deal> = {
	kind: 'deal',
	name: 'Opportunity',
	table: opportunityMapping,
	fields: readableFields(opportunityMapping),
	textFields: ['Name'],
	links: [
		{ kind: 'companyIds', field: 'AccountId' },
		{ kind: 'contactIds', children: 'OpportunityContactRoles', field: 'ContactId' },
	],
	// Two opportunities of one name are two opportunities: only an id says that it is the same.
	createsUnmatched: true,
	defaultMatch: ({ id }) => (id === undefined ? undefined : { id }),
	toRecord: (answer, fields) =>
		parse(opportunityMapping, dealSchema, answer, fields, () => statusOf(answer)),
};

/** The fields that tell the status come with every opportunity that is read without naming fields. */
function statusOf({ IsClosed, IsWon }: Record<string, unknown>): Pick<Deal, 'status'> {
	if (typeof IsClosed !== 'boolean') return {};
	if (!IsClosed) return { status: 'open' };
	return { status: IsWon === true ? 'won' : 'lost' };
}

/** What `status` is read from; no row of a mapping table can say it. */
export const DERIVED_FIELDS: Readonly<Record<string, readonly string[]>> = {
	status: OPPORTUNITY_STATUS_FIELDS,
};

function parse<Entity>(
	table: MappingTable,
	schema: ZodType<Entity>,
	answer: Record<string, unknown>,
	fields: readonly string[],
	derive: () => object,
): ParsedRecord<Entity> {
	const { values, notes } = toCanonical(table, picked(answer, fields));
	return { record: schema.parse({ ...values, ...derive() }), notes };
}

/** The links that came with a record. */
export function linksOf(
	{ links }: Pick<SalesforceObject<unknown>, 'links'>,
	answer: Record<string, unknown>,
): Associations {
	const entries = links.map((link): [keyof Associations, string[]] => {
		const rows = 'children' in link ? recordsOf(recordOf(answer[link.children]).records) : [answer];
		return [link.kind, [...new Set(rows.flatMap((row) => idOf(row[link.field]) ?? []))]];
	});
	return Object.fromEntries(entries.filter(([, ids]) => ids.length > 0));
}

/**
 * Of an answer the wanted fields only, without the `attributes` that every record and every parent in
 * it carries. A name with a dot is a parent's field.
 */
function picked(
	answer: Record<string, unknown>,
	fields: readonly string[],
): Record<string, unknown> {
	const kept: Record<string, unknown> = {};
	for (const name of fields) {
		const [own = name, ...below] = name.split('.');
		const value = answer[own];
		if (below.length === 0) kept[own] = value;
		else if (isRecord(value)) {
			const parent = picked(value, [below.join('.')]);
			kept[own] = { ...recordOf(kept[own]), ...parent };
		}
	}
	return kept;
}
