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
import { dealMapping } from './deal.mapping';
import { organizationMapping } from './organization.mapping';
import { personMapping } from './person.mapping';
import type { PlainValues } from './values';

/** One of Pipedrive's kinds of record: its paths, its mapping, and what links it has. */
export interface PipedriveObject<Entity> {
	kind: CrmEntity;
	/** In paths. */
	name: 'persons' | 'organizations' | 'deals';
	fields: 'personFields' | 'organizationFields' | 'dealFields';
	table: MappingTable;
	/** The name as a search calls it, and as the record does. */
	nameField: 'name' | 'title';
	/** The one reference that each kind of link is kept in. */
	links: Partial<Record<keyof Associations, string>>;
	/** Fields of the record that a list can be narrowed by. */
	listedBy: readonly string[];
	/** Fields whose history tells most, read if nothing else is asked for. */
	history: readonly string[];
	createsUnmatched?: true;
	defaultMatch(this: void, values: Entity): RecordReference | undefined;
	toRecord(this: void, values: PlainValues): { record: Entity; notes: string[] };
}

export const personObject: PipedriveObject<Contact> = {
	kind: 'contact',
	name: 'persons',
	fields: 'personFields',
	table: personMapping,
	nameField: 'name',
	links: { companyIds: 'org_id' },
	listedBy: ['owner_id', 'org_id'],
	history: ['name', 'email', 'phone', 'org_id', 'owner_id', 'job_title'],
	defaultMatch: ({ email }) => (email === undefined ? undefined : { email }),
	toRecord: (values) => parse(personMapping, contactSchema, values),
};

export const organizationObject: PipedriveObject<Account> = {
	kind: 'company',
	name: 'organizations',
	fields: 'organizationFields',
	table: organizationMapping,
	nameField: 'name',
	links: {},
	listedBy: ['owner_id'],
	history: ['name', 'address', 'owner_id'],
	defaultMatch: ({ domain }) => (domain === undefined ? undefined : { domain }),
	toRecord: (values) => parse(organizationMapping, accountSchema, values),
};

export const dealObject: PipedriveObject<Deal> = {
	kind: 'deal',
	name: 'deals',
	fields: 'dealFields',
	table: dealMapping,
	nameField: 'title',
	links: { contactIds: 'person_id', companyIds: 'org_id' },
	listedBy: ['owner_id', 'person_id', 'org_id', 'pipeline_id', 'stage_id', 'status'],
	history: ['stage_id', 'value', 'status', 'expected_close_date', 'owner_id'],
	// Two deals of one title are two deals: only an id says that it is the same.
	createsUnmatched: true,
	defaultMatch: ({ id }) => (id === undefined ? undefined : { id }),
	toRecord: (values) => parse(dealMapping, dealSchema, values),
};

function parse<Entity>(table: MappingTable, schema: ZodType<Entity>, values: PlainValues) {
	const { values: canonical, notes } = toCanonical(table, values);
	return { record: schema.parse(canonical), notes };
}

/** @param fields what shall leave, all canonical ones if left out */
export function parseRecord<Entity>(
	{ table, toRecord }: PipedriveObject<Entity>,
	values: PlainValues,
	fields: readonly string[] = [],
): { record: Entity; notes: string[] } {
	const names = fields.map((field) => field.replace(/^custom\./, ''));
	const paths = names.length === 0 ? readableFields(table) : toVendorFields(table, names);
	const kept: PlainValues = {};
	for (const path of paths) {
		const value = readPath(values, path);
		if (value !== undefined) writePath(kept, path, value);
	}
	return toRecord(kept);
}

export function linksOf<Entity>(
	{ links }: PipedriveObject<Entity>,
	values: PlainValues,
): Associations {
	const entries = Object.entries(links).flatMap(([kind, field]): Array<[string, string[]]> => {
		const id = idOf(values[field]);
		return id === undefined ? [] : [[kind, [id]]];
	});
	return Object.fromEntries(entries);
}
