import { answer } from '../../frame/call.ts';
import { routesOf } from '../../frame/emulator.ts';
import { pageOf, readCount } from '../../frame/paging.ts';
import { invalid } from './errors.ts';
import { mergeRoute } from './merge-route.ts';
import { TYPE_NAMES } from './objects.ts';
import { typeIn } from './paths.ts';
import type { HubspotRoute } from './paths.ts';
import { listOf, showObject } from './read-object.ts';
import type { HubspotState } from './state.ts';
import { toRead, toWrite } from './scopes.ts';
import { archivedAtOf, archivedOf, archiveObject } from './archive.ts';
import { createObject, mustFind, updateObject } from './write-object.ts';

const on = routesOf<HubspotState>();

const LONGEST_PAGE = 100;

function readingIn(query: URLSearchParams) {
	return {
		properties: listOf(query, 'properties'),
		propertiesWithHistory: listOf(query, 'propertiesWithHistory'),
		associations: listOf(query, 'associations'),
	};
}

/** One record at a time. */
function routesAt<const Base extends string>(base: Base): HubspotRoute[] {
	return [
		on(
			'GET',
			`${base}/{type}`,
			(call, { state }) => {
				const type = typeIn(call, call.params.type);
				const { query } = call;
				const bounds = { fallback: 10, least: 1, most: LONGEST_PAGE };
				const limit = readCount(query.get('limit'), bounds);
				const after = readCount(query.get('after'), { fallback: 0, least: 0, most: 1e9 });
				if (limit === undefined || after === undefined) {
					throw invalid(call, `limit must be from 1 to ${LONGEST_PAGE}, and after a paging cursor`);
				}
				const archived = query.get('archived') === 'true';
				const all = archived ? archivedOf(state, type) : state.objects[type].all();
				const { items, next } = pageOf(all, after, limit);
				return answer(200, {
					results: items.map((object) => ({
						...showObject(state, type, object, readingIn(query)),
						...(archived && { archivedAt: archivedAtOf(state, type, object.id) }),
					})),
					...(next !== undefined && { paging: { next: { after: String(next) } } }),
				});
			},
			toRead,
		),
		on(
			'POST',
			`${base}/{type}`,
			(call, { state }) => {
				const type = typeIn(call, call.params.type);
				const object = createObject(call, state, type, call.body);
				return answer(
					201,
					showObject(state, type, object, { properties: Object.keys(object.properties) }),
				);
			},
			toWrite,
		),
		on(
			'GET',
			`${base}/{type}/{id}`,
			(call, { state }) => {
				const type = typeIn(call, call.params.type);
				const idProperty = call.query.get('idProperty') ?? undefined;
				const object = mustFind(call, state, type, call.params.id, idProperty);
				return answer(200, showObject(state, type, object, readingIn(call.query)));
			},
			toRead,
		),
		on(
			'PATCH',
			`${base}/{type}/{id}`,
			(call, { state }) => {
				const type = typeIn(call, call.params.type);
				const idProperty = call.query.get('idProperty') ?? undefined;
				const before = mustFind(call, state, type, call.params.id, idProperty);
				const object = updateObject(call, state, type, before, call.body);
				return answer(
					200,
					showObject(state, type, object, { properties: Object.keys(object.properties) }),
				);
			},
			toWrite,
		),
		on(
			'DELETE',
			`${base}/{type}/{id}`,
			(call, { state }) => {
				const type = typeIn(call, call.params.type);
				archiveObject(state, type, call.params.id, call.at);
				return answer(204);
			},
			toWrite,
		),
	];
}

export const objectRoutes: HubspotRoute[] = [
	mergeRoute,
	...routesAt('/crm/objects/2026-09'),
	...routesAt('/crm/v3/objects'),
];

/** `CONTACT` of `contacts`. */
export function capitals(type: keyof typeof TYPE_NAMES): string {
	return TYPE_NAMES[type].singular.toUpperCase();
}
