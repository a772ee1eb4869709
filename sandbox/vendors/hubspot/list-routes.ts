import { answer, isRecord } from '../../frame/call.ts';
import type { AnyCall } from '../../frame/call.ts';
import { routesOf } from '../../frame/emulator.ts';
import { invalid, notFound } from './errors.ts';
import { TYPE_NAMES } from './objects.ts';
import type { HubspotRoute } from './paths.ts';
import type { HubspotList, HubspotState } from './state.ts';

const on = routesOf<HubspotState>();

function listIn(call: AnyCall, state: HubspotState, id: string): HubspotList {
	const list = state.lists.find(({ listId }) => listId === id);
	if (list === undefined) throw notFound(call, `List does not exist with ID ${id}.`);
	return list;
}

function showList({ listId, name, processingType, type, members }: HubspotList) {
	return {
		listId,
		name,
		processingType,
		objectTypeId: TYPE_NAMES[type].id,
		additionalProperties: { hs_list_size: String(members.size) },
	};
}

function recordIds(call: AnyCall): string[] {
	if (!Array.isArray(call.body)) throw invalid(call, 'a list of record ids is required');
	return call.body.map(String);
}

function requireManual(call: AnyCall, { processingType, name }: HubspotList): void {
	if (processingType === 'MANUAL') return;
	throw invalid(call, `Records cannot be added to or removed from the DYNAMIC list ${name}.`);
}

const READ = { scope: 'crm.lists.read' };
/** Both, for changes of the members. */
const WRITE = { scope: ['crm.lists.read', 'crm.lists.write'] };

/** HubSpot spells `recordsIdsAdded` otherwise than `recordIdsMissing` and `recordIdsRemoved`. */
function routesAt<const Base extends string>(base: Base): HubspotRoute[] {
	return [
		on(
			'POST',
			`${base}/search`,
			(call, { state }) => {
				const {
					query = '',
					objectTypeId,
					count = 20,
					offset = 0,
				} = isRecord(call.body) ? call.body : {};
				const lists = state.lists
					.filter(({ name }) => name.toLowerCase().includes(String(query).toLowerCase()))
					.map(showList)
					.filter((list) => objectTypeId === undefined || list.objectTypeId === objectTypeId);
				const next = Number(offset) + Number(count);
				return answer(200, {
					lists: lists.slice(Number(offset), next),
					total: lists.length,
					offset: next,
					hasMore: next < lists.length,
				});
			},
			READ,
		),
		on(
			'POST',
			`${base}/records/memberships/batch/read`,
			(call, { state }) => {
				const inputs = isRecord(call.body) ? call.body.inputs : undefined;
				if (!Array.isArray(inputs)) throw invalid(call, 'inputs is required');
				const now = new Date(call.at).toISOString();
				const results = inputs.filter(isRecord).map(({ objectTypeId, recordId }) => ({
					objectTypeId,
					recordId,
					recordListMemberships: state.lists
						.filter(({ type, members }) => {
							return TYPE_NAMES[type].id === objectTypeId && members.has(String(recordId));
						})
						.map(({ listId }) => ({
							listId,
							listVersion: 1,
							firstAddedTimestamp: now,
							lastAddedTimestamp: now,
						})),
				}));
				return answer(200, { status: 'COMPLETE', results, startedAt: now, completedAt: now });
			},
			READ,
		),
		on(
			'GET',
			`${base}/{listId}`,
			(call, { state }) => answer(200, { list: showList(listIn(call, state, call.params.listId)) }),
			READ,
		),
		on(
			'GET',
			`${base}/{listId}/memberships`,
			(call, { state }) => {
				const { members } = listIn(call, state, call.params.listId);
				return answer(200, {
					results: [...members].map((recordId) => ({ recordId })),
					total: members.size,
				});
			},
			READ,
		),
		on(
			'PUT',
			`${base}/{listId}/memberships/add`,
			(call, { state }) => {
				const list = listIn(call, state, call.params.listId);
				requireManual(call, list);
				const ids = recordIds(call);
				const known = ids.filter((id) => state.objects[list.type].get(id) !== undefined);
				const added = known.filter((id) => !list.members.has(id));
				for (const id of added) list.members.add(id);
				const missing = ids.filter((id) => !known.includes(id));
				return answer(200, {
					recordsIdsAdded: added,
					recordIdsMissing: missing,
					recordIdsRemoved: [],
				});
			},
			WRITE,
		),
		on(
			'PUT',
			`${base}/{listId}/memberships/remove`,
			(call, { state }) => {
				const list = listIn(call, state, call.params.listId);
				requireManual(call, list);
				const removed = recordIds(call).filter((id) => list.members.delete(id));
				return answer(200, {
					recordsIdsAdded: [],
					recordIdsMissing: [],
					recordIdsRemoved: removed,
				});
			},
			WRITE,
		),
	];
}

export const listRoutes: HubspotRoute[] = [
	...routesAt('/crm/lists/2026-09'),
	...routesAt('/crm/v3/lists'),
];
