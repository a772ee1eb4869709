import type {
	Associations,
	CrmRecords,
	CrmSearch,
	ReadOptions,
	RecordReference,
} from '../../crm/crm-vendor';
import { collectPages } from '../../crm/pages';
import { unsearchable } from '../../crm/search-fields';
import { upsertRecord } from '../../crm/upsert';
import { upsertManyWith } from '../../crm/upsert-many';
import type { UpsertSteps } from '../../crm/upsert-steps';
import { plainMisfit } from '../../crm/wanted';
import type { VendorClient } from '../../http/vendor-client';
import { unreadable } from '../../http/unreadable';
import { operation } from '../../http/vendor-error';
import { pathOf } from '../../http/vendor-request';
import { idOf, recordOf, recordsOf, textOf } from '../../model/json';
import { toVendorFields } from '../../model/mapping';
import type { Outcome } from '../../model/outcome';
import { link, linksForCreate } from './associations';
import { hubspotBatch } from './batch';
import { withDaysIn, withMoments } from './days';
import { history } from './history';
import { findByDomain, locate, notFound, search } from './locate';
import type { HubspotObject } from './objects';
import { toProperties, toStored } from './properties';
import {
	CHARACTERS_MAX,
	CONDITIONS_MAX,
	PAGE_MAX,
	RESULTS_MAX,
	toSearchBody,
} from './search-filter';
import { API_VERSION } from './version';

/** The operations on one HubSpot object, from its description. */
export function hubspotRecords<Entity extends object>(
	object: HubspotObject<Entity>,
): CrmRecords<Entity> {
	const steps = upsertSteps(object);
	const batch = hubspotBatch(object);
	return {
		get: async (client, reference, options) => await get(object, client, reference, options),
		search: async (client, search) => await searchRecords(object, client, search),
		upsert: async (client, draft) => await upsertRecord(steps, client, draft),
		...(object.name === 'contacts' && {
			upsertMany: async (client, drafts) => await upsertManyWith(steps, batch, client, drafts),
		}),
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
	return await operation(async () => {
		const found = await locate(object, client, reference, propertiesOf(object, options));
		if (found === undefined) return notFound(object, provider);
		const { answer, requestId, notes: doubts } = found;
		const { record, notes } = object.toRecord(withDaysIn(object, client, answer));
		const all = [...doubts, ...notes];
		return {
			status: 'found',
			provider,
			record,
			...(all.length > 0 && { notes: all }),
			...(requestId !== undefined && { requestId }),
			...(options.keepRaw && { raw: answer }),
		};
	});
}

async function searchRecords<Entity>(
	object: HubspotObject<Entity>,
	client: VendorClient,
	wanted: CrmSearch,
) {
	const { provider } = client;
	const unknown = unsearchable(client, object, wanted);
	if (unknown) return { outcome: unknown, records: [] };
	if (wanted.conditions.length > CONDITIONS_MAX) {
		const message = `HubSpot accepts ${CONDITIONS_MAX} conditions in a search, not ${wanted.conditions.length}. Remove some and filter afterwards.`;
		return { outcome: notSearched(provider, 'too_many_conditions', message), records: [] };
	}
	const body = toSearchBody(object, propertiesOf(object, wanted), wanted, client.timeZone);
	const characters = JSON.stringify(body).length;
	if (characters > CHARACTERS_MAX) {
		const message = `HubSpot accepts ${CHARACTERS_MAX} characters in a search; this one has ${characters}. Search for fewer values at once, or choose fewer fields.`;
		return { outcome: notSearched(provider, 'search_too_long', message), records: [] };
	}
	const limit = Math.min(wanted.limit, RESULTS_MAX);
	const found = await collectPages(provider, limit, async (after, missing) => {
		const limits = { limit: Math.min(missing, PAGE_MAX), after: after ?? '0' };
		const response = await search(object, client, { ...body, ...limits });
		const answer = recordOf(response.body);
		const next = textOf(recordOf(recordOf(answer.paging).next).after);
		return {
			records: recordsOf(answer.results).map(
				(result) => object.toRecord(withDaysIn(object, client, result)).record,
			),
			...(next !== undefined && { next }),
			...(typeof answer.total === 'number' && { total: answer.total }),
			...(response.requestId !== undefined && { requestId: response.requestId }),
		};
	});
	const { outcome, total = 0 } = found;
	const isCutOff = wanted.limit > RESULTS_MAX && total > RESULTS_MAX;
	return isCutOff && outcome.status === 'found'
		? { ...found, outcome: { ...outcome, ...cutOff(total) } }
		: found;
}

function notSearched(provider: string, code: string, message: string): Outcome {
	return { status: 'invalid', provider, reason: { code, message }, retry: { advised: false } };
}

/** Whoever asked for more than HubSpot gives must not take what came for all there is. */
function cutOff(total: number): Pick<Outcome, 'reason' | 'retry' | 'status'> {
	const message = `HubSpot returns only the first ${RESULTS_MAX} of the ${total} records that match. Add conditions, for example on the time of the last change.`;
	return {
		status: 'partial',
		reason: { code: 'results_limit', message },
		retry: { advised: false },
	};
}

function upsertSteps<Entity extends object>(object: HubspotObject<Entity>): UpsertSteps<Entity> {
	return {
		kind: object.kind,
		table: object.table,
		defaultMatch: object.defaultMatch,
		...(object.createsUnmatched && { createsUnmatched: true }),
		misfitOf: (_, value) => plainMisfit(value),
		async find(client, match, names) {
			const asked = [...new Set([...names, ...object.identities])];
			if ('domain' in match) return await findByDomain(object, client, match.domain, asked);
			const located = await locate(object, client, match, asked);
			return located ? [toStored(withDaysIn(object, client, located.answer))] : [];
		},
		create: async (client, values, associations) =>
			await create(object, client, values, associations),
		async update(client, id, changes) {
			await client.send({
				method: 'PATCH',
				path: pathOf`/crm/objects/${API_VERSION}/${object.name}/${id}`,
				body: { properties: toProperties(withMoments(object, client, changes)) },
				effect: 'idempotent',
			});
		},
		associate: async (client, id, associations) =>
			await link(client, object.name, id, associations),
		async readBack(client, id, names) {
			const asked = [...new Set([...object.properties, ...object.identities, ...names])];
			const located = await locate(object, client, { id }, asked);
			if (located === undefined) return undefined;
			const answer = withDaysIn(object, client, located.answer);
			const { requestId } = located;
			return {
				...object.toRecord(answer),
				values: toStored(answer).values,
				...(requestId !== undefined && { requestId }),
			};
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
			properties: toProperties(withMoments(object, client, values)),
			associations: linksForCreate(object.name, associations),
		},
		effect: object.name === 'contacts' && 'email' in values ? 'idempotent' : 'unsafe',
	});
	const id = idOf(recordOf(response.body).id);
	if (id === undefined) throw unreadable(client, response);
	return id;
}

export function propertiesOf<Entity>(
	object: HubspotObject<Entity>,
	{ fields }: Pick<ReadOptions, 'fields'>,
): readonly string[] {
	return fields && fields.length > 0 ? toVendorFields(object.table, fields) : object.properties;
}
