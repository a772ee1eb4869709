import type { RecordReference } from '../../crm/crm-vendor';
import type { VendorClient } from '../../http/vendor-client';
import { pathOf } from '../../http/vendor-request';
import { toDomain } from '../../../base/identity/domain';
import { idOf, isRecord, recordOf, recordsOf, textOf } from '../../model/json';
import { idNumber } from './codecs';
import { domainField, knownDomainField } from './domain-field';
import type { PipedriveObject } from './objects';
import { TOKENS } from './profile';
import { dataOf, listIn, nextCursor, read, refusal } from './request';
import { type PlainValues, toPlain } from './values';

/** The most ids that one list takes. */
export const IDS_MAX = 100;

/** How many that match are looked at. */
const CANDIDATES_MAX = 100;

/**
 * All that match, oldest first. By id directly; by email through the exact search; by domain through
 * the search of custom fields, of which those count whose own domain field holds it.
 */
export async function locate<Entity>(
	object: PipedriveObject<Entity>,
	client: VendorClient,
	reference: RecordReference,
): Promise<PlainValues[]> {
	if ('id' in reference) return await byId(object, client, reference.id);
	if ('email' in reference && object.name === 'persons') {
		const query = { term: reference.email, fields: 'email', exact_match: true };
		const { ids } = await searchIds(object, client, query, CANDIDATES_MAX);
		const found = await readMany(object, client, ids);
		return found.filter(({ emails }) => holds(emails, reference.email));
	}
	if ('domain' in reference && object.name === 'organizations') {
		await domainField(client);
		// Not exact: the field may hold https://www.acme.com/.
		const query = { term: reference.domain, fields: 'custom_fields' };
		const { ids } = await searchIds(object, client, query, CANDIDATES_MAX);
		const found = await readMany(object, client, ids);
		return found.filter(({ domain }) => toDomain(textOf(domain) ?? '') === reference.domain);
	}
	const [key = ''] = Object.keys(reference);
	const message = `Pipedrive cannot find a ${object.kind} by its ${key}. Use its ID.`;
	throw refusal(client, 'unknown_identity', message);
}

async function byId<Entity>(
	object: PipedriveObject<Entity>,
	client: VendorClient,
	id: string,
): Promise<PlainValues[]> {
	if (idNumber(id) === undefined) {
		throw refusal(client, 'invalid_id', 'An ID in Pipedrive is a whole number.');
	}
	const response = await read(client, pathOf`/api/v2/${object.name}/${id}`, { accept: [404, 410] });
	if (response.status >= 400 || dataOf(response).is_deleted === true) return [];
	return [await withDomain(object, client, dataOf(response))];
}

/** In the order of the ids; those that were deleted meanwhile are missing. */
export async function readMany<Entity>(
	object: PipedriveObject<Entity>,
	client: VendorClient,
	ids: readonly string[],
): Promise<PlainValues[]> {
	const found: PlainValues[] = [];
	for (let start = 0; start < ids.length; start += IDS_MAX) {
		const wanted = ids.slice(start, start + IDS_MAX);
		const query = { ids: wanted.join(','), limit: IDS_MAX };
		const path = pathOf`/api/v2/${object.name}`;
		const answers = listIn(await read(client, path, { query, tokens: TOKENS.list }));
		const byTheirId = new Map(answers.map((answer) => [idOf(answer.id), answer]));
		for (const id of wanted) {
			const answer = byTheirId.get(id);
			if (answer) found.push(await withDomain(object, client, answer));
		}
	}
	return found;
}

/** An organization's domain is in a field of the account's own. */
export async function withDomain<Entity>(
	{ name }: PipedriveObject<Entity>,
	client: VendorClient,
	answer: Record<string, unknown>,
): Promise<PlainValues> {
	const values = toPlain(answer);
	if (name !== 'organizations') return values;
	const key = await knownDomainField(client);
	const domain = key === undefined ? undefined : textOf(values[key]);
	return domain === undefined ? values : { ...values, domain };
}

/** Ids that a search finds, on one page. */
export async function searchIds<Entity>(
	{ name }: PipedriveObject<Entity>,
	client: VendorClient,
	query: Record<string, string | boolean>,
	limit: number,
	cursor?: string,
): Promise<{ ids: string[]; next?: string }> {
	const response = await read(client, pathOf`/api/v2/${name}/search`, {
		query: { ...query, limit, cursor },
		tokens: TOKENS.search,
		limits: ['search'],
	});
	const items = recordsOf(dataOf(response).items);
	const next = nextCursor(response);
	const ids = items.flatMap(({ item }) => idOf(recordOf(item).id) ?? []);
	return { ids, ...(next !== undefined && { next }) };
}

function holds(channel: unknown, value: string): boolean {
	if (!isRecord(channel)) return false;
	const { first, others } = channel;
	return first === value || (Array.isArray(others) && others.includes(value));
}
