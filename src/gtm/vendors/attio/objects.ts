import type { ZodType } from '../../../third-party/zod';
import type { Associations, CrmEntity, RecordReference } from '../../crm/crm-vendor';
import { type Account, accountSchema } from '../../model/account';
import { type Contact, contactSchema } from '../../model/contact';
import { type Deal, dealSchema } from '../../model/deal';
import { idOf } from '../../model/json';
import {
	type MappingTable,
	readableFields,
	toCanonical,
	toVendorFields,
} from '../../model/mapping';
import { readPath, writePath } from '../../model/path';
import { companyMapping } from './company.mapping';
import { contactMapping } from './contact.mapping';
import { dealMapping } from './deal.mapping';
import { type AttioObjectName, linksOf } from './links';
import { type PlainValues, toPlain } from './values';

/** One of Attio's standard objects: its slug, its mapping, and how its answers become canonical. */
export interface AttioObject<Entity> {
	kind: CrmEntity;
	name: AttioObjectName;
	table: MappingTable;
	/** The unique attribute by which an assert finds the record; its path in the plain values. */
	identity?: { attribute: string; path: string };
	/** The part of a name that a free text is looked for in. */
	nameField?: string;
	/** Attributes whose history tells most, read if nothing else is asked for. */
	history: readonly string[];
	createsUnmatched?: true;
	defaultMatch(this: void, values: Entity): RecordReference | undefined;
	toRecord(this: void, values: PlainValues): { record: Entity; notes: string[] };
}

export const personObject: AttioObject<Contact> = {
	kind: 'contact',
	name: 'people',
	table: contactMapping,
	identity: { attribute: 'email_addresses', path: 'email_addresses.first' },
	nameField: 'full_name',
	history: ['job_title', 'company', 'email_addresses'],
	defaultMatch: ({ email }) => (email === undefined ? undefined : { email }),
	toRecord: (values) => parse(contactMapping, contactSchema, values),
};

export const companyObject: AttioObject<Account> = {
	kind: 'company',
	name: 'companies',
	table: companyMapping,
	identity: { attribute: 'domains', path: 'domains.first' },
	history: ['name', 'domains', 'employee_range'],
	defaultMatch: ({ domain }) => (domain === undefined ? undefined : { domain }),
	toRecord: (values) => parse(companyMapping, accountSchema, values),
};

export const dealObject: AttioObject<Deal> = {
	kind: 'deal',
	name: 'deals',
	table: dealMapping,
	history: ['stage', 'value', 'owner'],
	// Two deals of one name are two deals: only an id says that it is the same.
	createsUnmatched: true,
	defaultMatch: ({ id }) => (id === undefined ? undefined : { id }),
	toRecord: (values) => {
		const { record, notes } = parse(dealMapping, dealSchema, values);
		return { record: { ...record, ...statusOf(values.stage) }, notes };
	},
};

/** By the titles that Attio starts with. A stage of another name may be anything, so it tells nothing. */
function statusOf(stage: unknown): Pick<Deal, 'status'> {
	const word = typeof stage === 'string' ? /^(won|lost)\b/i.exec(stage)?.[1] : undefined;
	return word === undefined ? {} : { status: word.toLowerCase() === 'won' ? 'won' : 'lost' };
}

function parse<Entity>(table: MappingTable, schema: ZodType<Entity>, values: PlainValues) {
	const { values: canonical, notes } = toCanonical(table, values);
	return { record: schema.parse(canonical), notes };
}

export interface ParsedRecord<Entity> {
	id: string;
	values: PlainValues;
	record: Entity;
	associations: Associations;
	notes: string[];
}

/** @param fields what shall leave, all canonical ones if left out; Attio itself answers with everything */
export function parseRecord<Entity>(
	object: AttioObject<Entity>,
	answer: Record<string, unknown>,
	fields?: readonly string[],
): ParsedRecord<Entity> {
	const values = toPlain(answer);
	const { record, notes } = object.toRecord(narrowed(object, values, fields));
	const associations = linksOf(object.name, values);
	return { id: idOf(values.record_id) ?? '', values, record, associations, notes };
}

function narrowed<Entity>(
	{ table }: AttioObject<Entity>,
	values: PlainValues,
	fields: readonly string[] = [],
): PlainValues {
	const paths =
		fields.length === 0 ? readableFields(table) : toVendorFields(table, fields.map(withoutCustom));
	const kept: PlainValues = {};
	for (const path of paths) {
		const value = readPath(values, path);
		if (value !== undefined) writePath(kept, path, value);
	}
	return kept;
}

export const withoutCustom = (field: string): string => field.replace(/^custom\./, '');
