import type { CrmList, CrmLists } from '../../crm/crm-lists';
import type { CrmEntity } from '../../crm/crm-vendor';
import { collectPages } from '../../crm/pages';
import type { VendorClient } from '../../http/vendor-client';
import { pathOf } from '../../http/vendor-request';
import { idOf, recordOf, recordsOf, textOf } from '../../model/json';
import type { Outcome } from '../../model/outcome';
import { API_VERSION } from './version';

/** Lists hold records of one kind, which they name by these ids. */
const TYPES: Readonly<Record<CrmEntity, string>> = {
	contact: '0-1',
	company: '0-2',
	deal: '0-3',
};

/** As many as a page of the search has, at most. */
const PAGE = 500;
const LISTS_MAX = 5_000;

/** HubSpot says no bound; its other batches take as many. */
const RECORDS_A_REQUEST = 100;

async function all(client: VendorClient, entity: CrmEntity): Promise<Outcome<CrmList[]>> {
	const objectTypeId = TYPES[entity];
	const { outcome, records } = await collectPages(client.provider, LISTS_MAX, async (after) => {
		const offset = Number(after ?? 0);
		const response = await client.send({
			method: 'POST',
			path: pathOf`/crm/lists/${API_VERSION}/search`,
			body: {
				objectTypeId,
				count: PAGE,
				offset,
				listIds: [],
				processingTypes: [],
				additionalProperties: [],
			},
			effect: 'read',
		});
		const body = recordOf(response.body);
		const lists = recordsOf(body.lists);
		const next = Number(body.offset);
		return {
			records: lists.flatMap((list) => toList(list, objectTypeId)),
			...(body.hasMore === true && next > offset && { next: String(next) }),
		};
	});
	return { ...outcome, record: records };
}

function toList(list: Record<string, unknown>, objectTypeId: string): CrmList[] {
	const id = idOf(list.listId);
	if (id === undefined || list.objectTypeId !== objectTypeId) return [];
	return [{ id, name: textOf(list.name) ?? id }];
}

/** Lists by a rule (active ones) and by hand. */
export const hubspotLists: CrmLists = {
	all,
	onOneOf: async (client, { entity, ids, lists }) => {
		const found = new Set<string>();
		for (let from = 0; from < ids.length; from += RECORDS_A_REQUEST) {
			const portion = ids.slice(from, from + RECORDS_A_REQUEST);
			const response = await client.send({
				method: 'POST',
				path: pathOf`/crm/lists/${API_VERSION}/records/memberships/batch/read`,
				body: { inputs: portion.map((recordId) => ({ objectTypeId: TYPES[entity], recordId })) },
				effect: 'read',
			});
			for (const { recordId, recordListMemberships } of recordsOf(
				recordOf(response.body).results,
			)) {
				const id = idOf(recordId);
				const its = recordsOf(recordListMemberships).map(({ listId }) => idOf(listId));
				if (id !== undefined && its.some((one) => lists.includes(one ?? ''))) found.add(id);
			}
		}
		return found;
	},
};
