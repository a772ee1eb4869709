import type {
	Associations,
	CrmRecords,
	CrmSearch,
	HistoryEntry,
	ReadOptions,
	RecordReference,
} from '../../crm/crm-vendor';
import { collectPages } from '../../crm/pages';
import { type StoredRecord, type UpsertSteps, upsertRecord } from '../../crm/upsert';
import type { VendorClient } from '../../http/vendor-client';
import { unreadable } from '../../http/unreadable';
import { toOutcome } from '../../http/vendor-error';
import { type VendorResponse, pathOf } from '../../http/vendor-request';
import { idOf, recordOf, recordsOf, textOf } from '../../model/json';
import { toVendorFields } from '../../model/mapping';
import type { Outcome } from '../../model/outcome';
import { link, linksForCreate } from './associations';
import type { HubspotObject } from './objects';
import { toProperties, toStored } from './properties';
import { CONDITIONS_MAX, PAGE_MAX, RESULTS_MAX, toSearchBody } from './search-filter';
import { API_VERSION } from './version';
import { upsertMany } from './upsert-many';

/** The operations on one HubSpot object, from its description. */
export function hubspotRecords<Entity extends object>(
	object: HubspotObject<Entity>,
): CrmRecords<Entity> {
	const steps = upsertSteps(object);
	return {
		get: async (client, reference, options) => await get(object, client, reference, options),
		search: async (client, search) => await searchRecords(object, client, search),
		upsert: async (client, draft) => await upsertRecord(steps, client, draft),
		upsertMany: async (client, drafts) => await upsertMany(object, steps, client, drafts),
		history: async (client, reference, options) =>
			await history(object, client, reference, options),
	};
}

async function get<Entity>(
	object: HubspotObject<Entity>,
	client: VendorClient,
	reference: RecordReference,
	options: ReadOptions,
): Promise<Outcome<Entity>> {
	const { provider } = client;
	try {
		const found = await locate(object, client, reference, propertiesOf(object, options));
		if (found === undefined) return notFound(object, provider);
		const { answer, requestId, notes: doubts } = found;
		const { record, notes } = object.toRecord(answer);
		const all = [...doubts, ...notes];
		return {
			status: 'found',
			provider,
			record,
			...(all.length > 0 && { notes: all }),
			...(requestId !== undefined && { requestId }),
			...(options.keepRaw && { raw: answer }),
		};
	} catch (error) {
		return toOutcome(error);
	}
}

interface Located {
	answer: Record<string, unknown>;
	requestId?: string;
	notes: string[];
}

/** By id or email directly; by domain through the search, because a domain is not unique. */
async function locate<Entity>(
	object: HubspotObject<Entity>,
	client: VendorClient,
	reference: RecordReference,
	properties: readonly string[],
	query: Record<string, string> = {},
): Promise<Located | undefined> {
	if ('domain' in reference) {
		const matches = await findByDomain(object, client, reference.domain, ['hs_object_id']);
		const [first] = matches;
		if (first === undefined) return undefined;
		const located = await locate(object, client, { id: first.id }, properties, query);
		if (located === undefined || matches.length === 1) return located;
		const others = matches.slice(1).map(({ id }) => id);
		return {
			...located,
			notes: [
				`Several ${object.name} have this domain; the oldest is shown. Others: ${others.join(', ')}.`,
			],
		};
	}
	const response = await client.send({
		method: 'GET',
		path: pathOf`/crm/objects/${API_VERSION}/${object.name}/${'id' in reference ? reference.id : reference.email}`,
		query: {
			...('email' in reference && { idProperty: 'email' }),
			properties: properties.join(','),
			associations: object.linkedTo.join(','),
			...query,
		},
		effect: 'read',
		accept: [404],
	});
	if (response.status === 404) return undefined;
	if (idOf(recordOf(response.body).id) === undefined) throw unreadable(client, response);
	const { requestId } = response;
	return {
		answer: recordOf(response.body),
		notes: [],
		...(requestId !== undefined && { requestId }),
	};
}

async function findByDomain<Entity>(
	object: HubspotObject<Entity>,
	client: VendorClient,
	domain: string,
	names: readonly string[],
): Promise<StoredRecord[]> {
	const response = await search(object, client, {
		...toSearchBody(object.table, names, {
			conditions: [{ field: 'domain', operator: 'eq', value: domain }],
			sort: { field: 'createdAt', direction: 'ascending' },
		}),
		limit: 10,
		after: '',
	});
	return recordsOf(recordOf(response.body).results).map(toStored);
}

async function searchRecords<Entity>(
	object: HubspotObject<Entity>,
	client: VendorClient,
	wanted: CrmSearch,
) {
	const { provider } = client;
	if (wanted.conditions.length > CONDITIONS_MAX) {
		const message = `HubSpot takes ${CONDITIONS_MAX} conditions in a search, not ${wanted.conditions.length}. Leave some out and filter afterwards.`;
		const reason = { code: 'too_many_conditions', message };
		const outcome: Outcome = { status: 'invalid', provider, reason, retry: { advised: false } };
		return { outcome, records: [] };
	}
	const body = toSearchBody(object.table, propertiesOf(object, wanted), wanted);
	const limit = Math.min(wanted.limit, RESULTS_MAX);
	return await collectPages(provider, limit, async (after, missing) => {
		const limits = { limit: Math.min(missing, PAGE_MAX), after: after ?? '' };
		const response = await search(object, client, { ...body, ...limits });
		const answer = recordOf(response.body);
		const next = textOf(recordOf(recordOf(answer.paging).next).after);
		return {
			records: recordsOf(answer.results).map((result) => object.toRecord(result).record),
			...(next !== undefined && { next }),
			...(typeof answer.total === 'number' && { total: answer.total }),
			...(response.requestId !== undefined && { requestId: response.requestId }),
		};
	});
}

/** A POST that reads. */
async function search<Entity>(
	object: HubspotObject<Entity>,
	client: VendorClient,
	body: object,
): Promise<VendorResponse> {
	const response = await client.send({
		method: 'POST',
		path: pathOf`/crm/objects/${API_VERSION}/${object.name}/search`,
		body,
		effect: 'read',
		limits: ['search'],
	});
	if (!Array.isArray(recordOf(response.body).results)) throw unreadable(client, response);
	return response;
}

function upsertSteps<Entity extends object>(object: HubspotObject<Entity>): UpsertSteps<Entity> {
	return {
		kind: object.kind,
		table: object.table,
		defaultMatch: object.defaultMatch,
		...(object.createsUnmatched && { createsUnmatched: true }),
		async find(client, match, names) {
			if ('domain' in match) return await findByDomain(object, client, match.domain, names);
			const located = await locate(object, client, match, names);
			return located ? [toStored(located.answer)] : [];
		},
		create: async (client, values, associations) =>
			await create(object, client, values, associations),
		async update(client, id, changes) {
			await client.send({
				method: 'PATCH',
				path: pathOf`/crm/objects/${API_VERSION}/${object.name}/${id}`,
				body: { properties: toProperties(changes) },
				effect: 'idempotent',
			});
		},
		associate: async (client, id, associations) =>
			await link(client, object.name, id, associations),
		async readBack(client, id) {
			const located = await locate(object, client, { id }, object.properties);
			const { record, associations } = object.toRecord(located?.answer ?? { id });
			const { requestId } = located ?? {};
			return { record, associations, ...(requestId !== undefined && { requestId }) };
		},
	};
}

/**
 * HubSpot refuses a second contact of one email with a conflict that names the first, so creating one
 * may be repeated. A company or deal would be there twice.
 */
async function create<Entity>(
	object: HubspotObject<Entity>,
	client: VendorClient,
	values: Record<string, unknown>,
	associations: Associations,
): Promise<string> {
	const response = await client.send({
		method: 'POST',
		path: pathOf`/crm/objects/${API_VERSION}/${object.name}`,
		body: {
			properties: toProperties(values),
			associations: linksForCreate(object.name, associations),
		},
		effect: object.name === 'contacts' && 'email' in values ? 'idempotent' : 'unsafe',
	});
	const id = idOf(recordOf(response.body).id);
	if (id === undefined) throw unreadable(client, response);
	return id;
}

/** `propertiesWithHistory: { dealstage: [{ value, timestamp, sourceType, sourceId }] }`, newest first. */
async function history<Entity>(
	object: HubspotObject<Entity>,
	client: VendorClient,
	reference: RecordReference,
	options: ReadOptions,
): Promise<Outcome<HistoryEntry[]>> {
	const { provider } = client;
	const names = options.fields
		? toVendorFields(object.table, options.fields)
		: HISTORY[object.kind];
	try {
		const query = { propertiesWithHistory: names.join(',') };
		const located = await locate(object, client, reference, [], query);
		if (located === undefined) return notFound(object, provider);
		const histories = recordOf(located.answer.propertiesWithHistory);
		const record = Object.entries(histories)
			.flatMap(([name, changes]) => toEntries(canonicalName(object, name), recordsOf(changes)))
			.toSorted((a, b) => (a.at < b.at ? 1 : -1));
		const { requestId } = located;
		return { status: 'found', provider, record, ...(requestId !== undefined && { requestId }) };
	} catch (error) {
		return toOutcome(error);
	}
}

/** What tells most about a record's life, read if nothing else is asked for. */
const HISTORY: Readonly<Record<'contact' | 'company' | 'deal', readonly string[]>> = {
	contact: ['lifecyclestage', 'hs_lead_status', 'hubspot_owner_id', 'email'],
	company: ['lifecyclestage', 'hubspot_owner_id', 'domain'],
	deal: ['dealstage', 'amount', 'closedate', 'hubspot_owner_id'],
};

function toEntries(field: string, changes: Array<Record<string, unknown>>): HistoryEntry[] {
	return changes.map(({ value, timestamp, sourceType }, index) => {
		const from = changes[index + 1]?.value;
		const by = textOf(sourceType);
		return {
			at: textOf(timestamp) ?? '',
			field,
			...(from !== undefined && { from }),
			to: value,
			...(by !== undefined && { by }),
		};
	});
}

function canonicalName<Entity>({ table }: HubspotObject<Entity>, property: string): string {
	return table.find((row) => row.vendor === property)?.field ?? property;
}

function propertiesOf<Entity>(
	object: HubspotObject<Entity>,
	{ fields }: Pick<ReadOptions, 'fields'>,
): readonly string[] {
	return fields && fields.length > 0 ? toVendorFields(object.table, fields) : object.properties;
}

function notFound<Entity>({ kind }: HubspotObject<unknown>, provider: string): Outcome<Entity> {
	const reason = { code: 'no_match', message: `HubSpot has no such ${kind}.` };
	return { status: 'not_found', provider, reason, retry: { advised: false } };
}
