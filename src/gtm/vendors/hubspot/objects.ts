import { type Account, accountSchema } from '../../model/account';
import { type Contact, contactSchema } from '../../model/contact';
import { type Deal, dealSchema } from '../../model/deal';
import { type MappingTable, readableFields, toCanonical } from '../../model/mapping';
import type { ZodType } from '../../../third-party/zod';
import type { Associations, CrmEntity, RecordReference } from '../../crm/crm-vendor';
import { companyMapping } from './company.mapping';
import { contactMapping } from './contact.mapping';
import { DEAL_STATUS_PROPERTIES, dealMapping } from './deal.mapping';
import { linksOf } from './associations';
import type { DayProperties } from './days';
import { ADDITIONAL_DOMAINS, ADDITIONAL_EMAILS } from './identity';
import { recordOf, textOf } from '../../model/json';

/** What HubSpot calls an object: its path, its mapping, and how its answers become canonical. */
export interface HubspotObject<Entity> extends DayProperties {
	kind: CrmEntity;
	/** In paths. */
	name: 'contacts' | 'companies' | 'deals';
	table: MappingTable;
	/** Asked for when no fields are named. */
	properties: readonly string[];
	/** What a record is recognised by, and what it was recognised by before a merge. */
	identities: readonly string[];
	/** A draft without an id is a new record. */
	createsUnmatched?: true;
	/** The objects whose links are read with a record. */
	linkedTo: readonly HubspotObject<unknown>['name'][];
	defaultMatch(this: void, values: Entity): RecordReference | undefined;
	toRecord(this: void, answer: Record<string, unknown>): ParsedRecord<Entity>;
}

export interface ParsedRecord<Entity> {
	record: Entity;
	associations: Associations;
	notes: string[];
}

export const contactObject: HubspotObject<Contact> = {
	kind: 'contact',
	name: 'contacts',
	table: contactMapping,
	properties: readableFields(contactMapping),
	identities: ['email', ADDITIONAL_EMAILS],
	linkedTo: ['companies', 'deals'],
	defaultMatch: ({ email }) => (email === undefined ? undefined : { email }),
	toRecord: (answer) => parse(contactMapping, contactSchema, answer, () => ({})),
};

export const companyObject: HubspotObject<Account> = {
	kind: 'company',
	name: 'companies',
	table: companyMapping,
	properties: readableFields(companyMapping),
	identities: ['domain', ADDITIONAL_DOMAINS],
	linkedTo: ['contacts', 'deals'],
	defaultMatch: ({ domain }) => (domain === undefined ? undefined : { domain }),
	toRecord: (answer) => parse(companyMapping, accountSchema, answer, () => ({})),
};

export const dealObject: HubspotObject<Deal> = {
	kind: 'deal',
	name: 'deals',
	table: dealMapping,
	properties: [...readableFields(dealMapping), ...DEAL_STATUS_PROPERTIES],
	identities: [],
	days: ['closedate'],
	linkedTo: ['contacts', 'companies'],
	// Two deals of one name are two deals: only an id says that it is the same.
	createsUnmatched: true,
	defaultMatch: ({ id }) => (id === undefined ? undefined : { id }),
	toRecord: (answer) =>
		parse(dealMapping, dealSchema, answer, ({ contactIds, companyIds }) => ({
			...statusOf(recordOf(answer.properties)),
			...(contactIds && contactIds.length > 0 && { contactIds }),
			...(companyIds?.[0] !== undefined && { accountId: companyIds[0] }),
		})),
};

function statusOf(properties: Record<string, unknown>): Pick<Deal, 'status'> {
	const closed = textOf(properties.hs_is_closed);
	if (closed === undefined) return {};
	if (closed !== 'true') return { status: 'open' };
	return { status: properties.hs_is_closed_won === 'true' ? 'won' : 'lost' };
}

function parse<Entity>(
	table: MappingTable,
	schema: ZodType<Entity>,
	answer: Record<string, unknown>,
	derive: (associations: Associations) => object,
): ParsedRecord<Entity> {
	const properties = { ...recordOf(answer.properties), hs_object_id: answer.id };
	const { values, notes } = toCanonical(table, properties);
	const associations = linksOf(answer);
	return { record: schema.parse({ ...values, ...derive(associations) }), associations, notes };
}
