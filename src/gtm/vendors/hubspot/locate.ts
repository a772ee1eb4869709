import type { CrmEntity, RecordReference } from '../../crm/crm-vendor';
import type { StoredRecord } from '../../crm/upsert-steps';
import type { VendorClient } from '../../http/vendor-client';
import { unreadable } from '../../http/unreadable';
import { VendorError } from '../../http/vendor-error';
import { type VendorResponse, pathOf } from '../../http/vendor-request';
import { idOf, recordOf, recordsOf } from '../../model/json';
import type { Outcome } from '../../model/outcome';
import type { HubspotObject } from './objects';
import { toStored } from './properties';
import { ADDITIONAL_DOMAINS, domainsOf } from './identity';
import { API_VERSION } from './version';

/** Enough to know that a match is in doubt, and to leave room for what only looks like one. */
const MATCHES_MAX = 20;

export interface Located {
	answer: Record<string, unknown>;
	requestId?: string;
	notes: string[];
}

/** By id or email directly; by domain through the search, because a domain is not unique. */
export async function locate<Entity>(
	object: HubspotObject<Entity>,
	client: VendorClient,
	reference: RecordReference,
	properties: readonly string[],
	query: Record<string, string> = {},
): Promise<Located | undefined> {
	mustName(object, client.provider, reference);
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

/** What names a record besides its id. */
const KEYS: Readonly<Partial<Record<CrmEntity, 'domain' | 'email'>>> = {
	contact: 'email',
	company: 'domain',
};

/** @throws VendorError before anything is sent, which HubSpot could only refuse or misunderstand */
function mustName(
	{ kind }: Pick<HubspotObject<unknown>, 'kind'>,
	provider: string,
	reference: RecordReference,
): void {
	const key = KEYS[kind];
	if ('id' in reference || (key !== undefined && key in reference)) return;
	const ways = key === undefined ? 'an ID' : `an ID or its ${key}`;
	const message = `A ${kind} of HubSpot is named by ${ways}, not by ${Object.keys(reference).join(', ')}.`;
	const refusal = { status: 'invalid', code: 'unusable_reference', message } as const;
	throw new VendorError(provider, refusal, { attempts: 0 });
}

export async function findByDomain<Entity>(
	object: HubspotObject<Entity>,
	client: VendorClient,
	domain: string,
	names: readonly string[],
): Promise<StoredRecord[]> {
	const response = await search(object, client, {
		properties: [...new Set([...names, ...object.identities])],
		filterGroups: [
			{ filters: [{ propertyName: 'domain', operator: 'EQ', value: domain }] },
			// Of companies that were merged into one, which keeps their domains here.
			{
				filters: [{ propertyName: ADDITIONAL_DOMAINS, operator: 'CONTAINS_TOKEN', value: domain }],
			},
		],
		sorts: [{ propertyName: 'createdate', direction: 'ASCENDING' }],
		limit: MATCHES_MAX,
		after: '0',
	});
	const found = recordsOf(recordOf(response.body).results).map(toStored);
	// Tokens are words: `acme.com` is found in `shop.acme.com` too.
	return found.filter(({ values }) => domainsOf(values).includes(domain));
}

/** A POST that reads. */
export async function search(
	{ name }: { name: string },
	client: VendorClient,
	body: object,
): Promise<VendorResponse> {
	const response = await client.send({
		method: 'POST',
		path: pathOf`/crm/objects/${API_VERSION}/${name}/search`,
		body,
		effect: 'read',
		limits: ['search'],
	});
	if (!Array.isArray(recordOf(response.body).results)) throw unreadable(client, response);
	return response;
}

export function notFound<Entity>(
	{ kind }: HubspotObject<unknown>,
	provider: string,
): Outcome<Entity> {
	const reason = { code: 'no_match', message: `HubSpot has no such ${kind}.` };
	return { status: 'not_found', provider, reason, retry: { advised: false } };
}
