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
import type { UpsertSteps } from '../../crm/upsert-steps';
import type { VendorClient } from '../../http/vendor-client';
import { unreadable } from '../../http/unreadable';
import { operation } from '../../http/vendor-error';
import { type VendorResponse, pathOf } from '../../http/vendor-request';
import { idOf, recordOf } from '../../model/json';
import type { Outcome } from '../../model/outcome';
import { readPath } from '../../model/path';
import { history } from './history';
import { withLinks } from './links';
import { type AttioObject, parseRecord } from './objects';
import { PAGE_MAX, toQuery } from './query';
import { dataOf, listIn, read, refusal, write } from './request';
import { type PlainValues, completed, seenFrom, toAttio, toPlain } from './values';

/** The operations on one of Attio's objects, from its description. */
export function attioRecords<Entity extends object>(
	object: AttioObject<Entity>,
): CrmRecords<Entity> {
	const steps = upsertSteps(object);
	return {
		get: async (client, reference, options) => await get(object, client, reference, options),
		search: async (client, wanted) => await search(object, client, wanted),
		upsert: async (client, draft) => await upsertRecord(steps, client, draft),
		history: async (client, reference, options) =>
			await operation(async () => {
				const [answer] = await locate(object, client, reference);
				if (answer === undefined) return notFound(object, client.provider);
				const id = String(toPlain(answer).record_id);
				return await history(object, client, id, options);
			}),
	};
}

async function get<Entity>(
	object: AttioObject<Entity>,
	client: VendorClient,
	reference: RecordReference,
	{ fields, keepRaw }: ReadOptions,
): Promise<Outcome<Entity>> {
	const { provider } = client;
	return await operation(async () => {
		const [answer] = await locate(object, client, reference);
		if (answer === undefined) return notFound(object, provider);
		const { record, notes } = parseRecord(object, answer, fields);
		return {
			status: 'found',
			provider,
			record,
			...(notes.length > 0 && { notes }),
			...(keepRaw && { raw: answer }),
		};
	});
}

/** By id directly, by email or domain through a query. Those are unique in Attio. */
async function locate<Entity>(
	object: AttioObject<Entity>,
	client: VendorClient,
	reference: RecordReference,
	hear: (answeredAt: number) => void = () => undefined,
): Promise<Array<Record<string, unknown>>> {
	if ('id' in reference) {
		const path = pathOf`/v2/objects/${object.name}/records/${reference.id}`;
		const response = await read(client, path, { accept: [404] });
		return response.status === 404 ? [] : [dataOf(response)];
	}
	const filter = uniqueFilter(object, client, reference);
	const path = pathOf`/v2/objects/${object.name}/records/query`;
	const response = await read(client, path, { body: { filter, limit: 2, offset: 0 } });
	hear(timeOf(response));
	return listIn(response);
}

function uniqueFilter<Entity>(
	{ kind, name }: AttioObject<Entity>,
	client: VendorClient,
	reference: Exclude<RecordReference, { id: string }>,
): object {
	if (name === 'people' && 'email' in reference) {
		return { email_addresses: { email_address: { $eq: reference.email } } };
	}
	if (name === 'companies' && 'domain' in reference) {
		return { domains: { domain: { $eq: reference.domain } } };
	}
	const [key = ''] = Object.keys(reference);
	const message = `Attio cannot find a ${kind} by its ${key}. Use its ID.`;
	throw refusal(client, 'unknown_identity', message);
}

async function search<Entity>(
	object: AttioObject<Entity>,
	client: VendorClient,
	wanted: CrmSearch,
) {
	const unknown = unsearchable(client, object, wanted);
	if (unknown) return { outcome: unknown, records: [] };
	const query = toQuery(object, wanted);
	const path = pathOf`/v2/objects/${object.name}/records/query`;
	return await collectPages(client.provider, wanted.limit, async (cursor, missing) => {
		const [offset, limit] = [Number(cursor ?? 0), Math.min(missing, PAGE_MAX)];
		const answers = listIn(await read(client, path, { body: { ...query, limit, offset } }));
		return {
			records: answers.map((answer) => parseRecord(object, answer, wanted.fields).record),
			// Attio does not say how many there are: a full page may not be the last.
			...(answers.length === limit && { next: String(offset + limit) }),
		};
	});
}

function upsertSteps<Entity extends object>(object: AttioObject<Entity>): UpsertSteps<Entity> {
	const pathTo = (id: string) => pathOf`/v2/objects/${object.name}/records/${id}`;
	return {
		kind: object.kind,
		table: object.table,
		defaultMatch: object.defaultMatch,
		...(object.createsUnmatched && { createsUnmatched: true }),
		seenFrom,
		// A member of the workspace may be named by an email, and is shown by an id.
		shownOtherwise: ({ owner }) =>
			typeof owner === 'string' && owner.includes('@') ? ['owner'] : [],
		async find(client, match) {
			const answers = await locate(object, client, match, (at) => {
				for (const name of Object.values(match)) lookUpsOf(client).set(name, at);
			});
			return answers.map((answer) => {
				const values = toPlain(answer);
				return { id: String(values.record_id), values };
			});
		},
		create: async (client, values, associations) =>
			await create(object, client, values, associations),
		async update(client, id, changes) {
			// Attio replaces a value as a whole, so what is written is made of what is there now.
			const current = toPlain(dataOf(await read(client, pathTo(id))));
			const values = toAttio(completed(current, changes));
			await write(client, { method: 'PUT', path: pathTo(id), effect: 'idempotent' }, { values });
		},
		async associate(client, id, associations) {
			const values = toAttio(withLinks(object.name, {}, associations));
			// PATCH adds to several references and keeps those that are there.
			await write(client, { method: 'PATCH', path: pathTo(id), effect: 'idempotent' }, { values });
		},
		async readBack(client, id) {
			const answer = dataOf(await read(client, pathTo(id)));
			const { record, values, associations } = parseRecord(object, answer);
			return { record, values, associations };
		},
	};
}

const lookUps = new WeakMap<VendorClient, Map<string, number>>();

/** When Attio last said who has an email or domain, by its own clock. */
function lookUpsOf(client: VendorClient): Map<string, number> {
	const known = lookUps.get(client) ?? new Map<string, number>();
	lookUps.set(client, known);
	return known;
}

/** Milliseconds since 1970, by Attio's own clock; NaN if it does not tell the time. */
const timeOf = ({ headers }: VendorResponse): number => Date.parse(headers.date ?? '');

/**
 * People and companies go through Attio's assert, so a request that is repeated, or another one at the
 * same time, does not make a second record. If the record is older than the look-up before, the assert
 * changed one that the query did not show yet.
 */
async function create<Entity>(
	object: AttioObject<Entity>,
	client: VendorClient,
	plain: Readonly<PlainValues>,
	associations: Associations,
): Promise<string | { id: string; status: 'created' | 'updated' }> {
	const values = toAttio(withLinks(object.name, plain, associations));
	const path = pathOf`/v2/objects/${object.name}/records`;
	const { identity } = object;
	if (identity === undefined || readPath(plain, identity.path) === undefined) {
		const made = await write(client, { method: 'POST', path, effect: 'unsafe' }, { values });
		return idIn(client, made);
	}
	const query = { matching_attribute: identity.attribute };
	const request = { method: 'PUT', path, query, effect: 'idempotent' } as const;
	const asserted = await write(client, request, { values });
	const lookedAt = lookUpsOf(client).get(String(readPath(plain, identity.path)));
	const madeAt = Date.parse(String(dataOf(asserted).created_at));
	const status = lookedAt !== undefined && madeAt < lookedAt ? 'updated' : 'created';
	return { id: idIn(client, asserted), status };
}

function idIn(client: VendorClient, response: VendorResponse): string {
	const id = idOf(recordOf(dataOf(response).id).record_id);
	if (id === undefined) throw unreadable(client, response);
	return id;
}

function notFound<Entity>({ kind }: AttioObject<unknown>, provider: string): Outcome<Entity> {
	const reason = { code: 'no_match', message: `Attio has no such ${kind}.` };
	return { status: 'not_found', provider, reason, retry: { advised: false } };
}
