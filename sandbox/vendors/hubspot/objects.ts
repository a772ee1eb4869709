import type { Row, Table } from '../../frame/table.ts';

export const OBJECT_TYPES = [
	'contacts',
	'companies',
	'deals',
	'notes',
	'tasks',
	'calls',
	'emails',
	'meetings',
] as const;

export type ObjectType = (typeof OBJECT_TYPES)[number];

/** The ids and the singulars that HubSpot takes in a path beside the plural. */
export const TYPE_NAMES: Readonly<Record<ObjectType, { id: string; singular: string }>> = {
	contacts: { id: '0-1', singular: 'contact' },
	companies: { id: '0-2', singular: 'company' },
	deals: { id: '0-3', singular: 'deal' },
	notes: { id: '0-46', singular: 'note' },
	tasks: { id: '0-27', singular: 'task' },
	calls: { id: '0-48', singular: 'call' },
	emails: { id: '0-49', singular: 'email' },
	meetings: { id: '0-47', singular: 'meeting' },
};

export interface HistoryEntry {
	value: string;
	/** ISO 8601. */
	timestamp: string;
	sourceType: string;
}

/** A record. HubSpot keeps every value as a text; one that was cleared is null. */
export interface HubspotObject extends Row {
	readonly properties: Readonly<Record<string, string | null>>;
	/** Newest first; only of properties that changed. */
	readonly history: Readonly<Record<string, readonly HistoryEntry[]>>;
	readonly createdAt: string;
	readonly updatedAt: string;
	readonly archived: boolean;
}

export type Objects = Readonly<Record<ObjectType, Table<HubspotObject>>>;

/** Properties that name one record, by which it can be read and upserted. */
export const UNIQUE_PROPERTIES: Readonly<Partial<Record<ObjectType, readonly string[]>>> = {
	contacts: ['email'],
	companies: ['external_account_id'],
	deals: ['external_deal_id'],
};

/** What is read if the caller names no properties. */
export const DEFAULT_PROPERTIES: Readonly<Record<ObjectType, readonly string[]>> = {
	contacts: ['createdate', 'email', 'firstname', 'hs_object_id', 'lastmodifieddate', 'lastname'],
	companies: ['createdate', 'domain', 'hs_lastmodifieddate', 'hs_object_id', 'name'],
	deals: [
		'amount',
		'closedate',
		'createdate',
		'dealname',
		'dealstage',
		'hs_lastmodifieddate',
		'hs_object_id',
		'pipeline',
	],
	notes: ['hs_createdate', 'hs_lastmodifieddate', 'hs_object_id'],
	tasks: ['hs_createdate', 'hs_lastmodifieddate', 'hs_object_id'],
	calls: ['hs_createdate', 'hs_lastmodifieddate', 'hs_object_id'],
	emails: ['hs_createdate', 'hs_lastmodifieddate', 'hs_object_id'],
	meetings: ['hs_createdate', 'hs_lastmodifieddate', 'hs_object_id'],
};

/** The names of the moments that HubSpot sets itself. */
export function clockProperties(type: ObjectType): { created: string; modified: string } {
	if (type === 'contacts') return { created: 'createdate', modified: 'lastmodifieddate' };
	const crm = type === 'companies' || type === 'deals';
	return { created: crm ? 'createdate' : 'hs_createdate', modified: 'hs_lastmodifieddate' };
}

/** `contacts` of `contacts`, `contact` or `0-1`. */
export function objectTypeOf(name: string): ObjectType | undefined {
	return OBJECT_TYPES.find((type) => {
		const { id, singular } = TYPE_NAMES[type];
		return [type, id, singular].includes(name);
	});
}

/** The host of a contact's address, which HubSpot keeps by itself. */
export function emailDomain(email: string | null | undefined): { hs_email_domain?: string } {
	return email == null ? {} : { hs_email_domain: email.slice(email.indexOf('@') + 1) };
}
