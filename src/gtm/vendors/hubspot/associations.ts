import type { VendorClient } from '../../http/vendor-client';
import { pathOf } from '../../http/vendor-request';
import type { Associations } from '../../crm/crm-vendor';
import { idOf, recordOf, recordsOf } from '../../model/json';
import { API_VERSION } from './version';

/** Objects that records can be linked to, by the words of the contract. */
const OBJECTS = [
	['contactIds', 'contacts'],
	['companyIds', 'companies'],
	['dealIds', 'deals'],
] as const;

/**
 * The types of links without a label that HubSpot itself defines, from → to.
 *
 * @see https://developers.hubspot.com/docs/api-reference/crm-associations-v4/guide#association-type-id-values
 */
const TYPE_IDS: Readonly<Record<string, number>> = {
	'contacts companies': 279,
	'contacts deals': 4,
	'companies contacts': 280,
	'companies deals': 342,
	'deals contacts': 3,
	'deals companies': 341,
	'notes contacts': 202,
	'notes companies': 190,
	'notes deals': 214,
	'tasks contacts': 204,
	'tasks companies': 192,
	'tasks deals': 216,
	'calls contacts': 194,
	'calls companies': 182,
	'calls deals': 206,
	'emails contacts': 198,
	'emails companies': 186,
	'emails deals': 210,
	'meetings contacts': 200,
	'meetings companies': 188,
	'meetings deals': 212,
};

/** For the body of a create. Links from an object to its own kind are not made here. */
export function linksForCreate(from: string, associations: Associations): object[] {
	return targets(associations).flatMap(({ object, id }) => {
		const associationTypeId = TYPE_IDS[`${from} ${object}`];
		if (associationTypeId === undefined) return [];
		const types = [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId }];
		return [{ to: { id }, types }];
	});
}

/** Links an existing record; one that is linked already stays so. */
export async function link(
	client: VendorClient,
	from: string,
	id: string,
	associations: Associations,
): Promise<void> {
	for (const target of targets(associations)) {
		await client.send({
			method: 'PUT',
			path: pathOf`/crm/objects/${API_VERSION}/${from}/${id}/associations/default/${target.object}/${target.id}`,
			effect: 'idempotent',
			// A target that does not exist shows when the links are read back.
			accept: [404],
		});
	}
}

/** The links that came with a record: `associations: { companies: { results: [{ id, type }] } }`. */
export function linksOf(answer: Record<string, unknown>): Associations {
	const associations = recordOf(answer.associations);
	const entries = OBJECTS.map(([name, object]) => {
		const results = recordsOf(recordOf(associations[object]).results);
		return [name, [...new Set(results.flatMap(({ id }) => idOf(id) ?? []))]] as const;
	});
	return Object.fromEntries(entries.filter(([, ids]) => ids.length > 0));
}

function targets(associations: Associations): Array<{ object: string; id: string }> {
	return OBJECTS.flatMap(([name, object]) =>
		(associations[name] ?? []).map((id) => ({ object, id })),
	);
}
