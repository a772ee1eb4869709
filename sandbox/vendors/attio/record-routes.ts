import { answer, isRecord, textOf } from '../../frame/call.ts';
import type { AnyCall } from '../../frame/call.ts';
import { routesOf } from '../../frame/emulator.ts';
import type { Route } from '../../frame/emulator.ts';
import { pageOf, readCount } from '../../frame/paging.ts';
import { notFound, refused } from './errors.ts';
import { filterOf, orderOf } from './filter.ts';
import {
	attributeNamed,
	createRecord,
	matching,
	objectNamed,
	readGiven,
	recordNamed,
	showRecord,
	showValues,
	updateRecord,
} from './records.ts';
import type { AttioState } from './state.ts';

const on = routesOf<AttioState>();

export const READ = { limits: ['read'], scope: 'record_permission:read' };
export const WRITE = { limits: ['write'], scope: 'record_permission:read-write' };

const LONGEST_PAGE = 500;

/** `limit` and `offset` of a query or a body. */
export function pageIn(
	source: { limit?: unknown; offset?: unknown },
	fallback: number,
	most: number,
) {
	const limit = readCount(source.limit, { fallback, least: 1, most });
	const offset = readCount(source.offset, { fallback: 0, least: 0, most: 1e9 });
	if (limit === undefined || offset === undefined) {
		throw refused(
			400,
			'validation_type',
			`limit must be from 1 to ${most}, and offset not negative.`,
		);
	}
	return { limit, offset };
}

/** Makes the record, or changes the one that has a value of the matching attribute. */
function assertRecord(call: AnyCall, state: AttioState, objectName: string) {
	const object = objectNamed(objectName);
	const name = call.query.get('matching_attribute') ?? '';
	const attribute = attributeNamed(object, name);
	if (attribute?.unique !== true) {
		throw refused(
			400,
			'value_not_found',
			`matching_attribute "${name}" is not a unique attribute of ${object}.`,
		);
	}
	const given = readGiven(state, object, call.body);
	if ((given.get(attribute) ?? []).length === 0) {
		throw refused(
			400,
			'missing_value',
			`A value for the matching attribute "${name}" is required.`,
		);
	}
	const found = matching(state, object, attribute, given);
	const [first] = found;
	if (first === undefined) return createRecord(call, state, object, given);
	if (found.length > 1) {
		throw refused(400, 'multiple_match_results', `More than one record matches by "${name}".`);
	}
	return updateRecord(call, state, first, given, 'overwrite', attribute);
}

export const recordRoutes: Array<Route<AttioState>> = [
	on(
		'POST',
		'/v2/objects/{object}/records/query',
		({ params, body }, { state, clock, settings }) => {
			const object = objectNamed(params.object);
			const { filter, sorts, ...page } = isRecord(body) ? body : {};
			const { limit, offset } = pageIn(page, LONGEST_PAGE, LONGEST_PAGE);
			const found = state.records[object]
				.searchable(clock.now(), settings.indexLagMs)
				.filter(filterOf(object, filter));
			const order = orderOf(object, sorts);
			const { items } = pageOf(order ? found.sort(order) : found, offset, limit);
			return answer(200, { data: items.map(showRecord) });
		},
		READ,
	),
	on(
		'POST',
		'/v2/objects/{object}/records',
		(call, { state }) => {
			const object = objectNamed(call.params.object);
			const given = readGiven(state, object, call.body);
			return answer(200, { data: showRecord(createRecord(call, state, object, given)) });
		},
		WRITE,
	),
	on(
		'PUT',
		'/v2/objects/{object}/records',
		(call, { state }) =>
			answer(200, { data: showRecord(assertRecord(call, state, call.params.object)) }),
		WRITE,
	),
	on(
		'GET',
		'/v2/objects/{object}/records/{record_id}',
		({ params }, { state }) => {
			const record = recordNamed(state, objectNamed(params.object), params.record_id);
			return answer(200, { data: showRecord(record) });
		},
		READ,
	),
	...(['PATCH', 'PUT'] as const).map((method) =>
		on(
			method,
			'/v2/objects/{object}/records/{record_id}',
			(call, { state }) => {
				const object = objectNamed(call.params.object);
				const before = recordNamed(state, object, call.params.record_id);
				const given = readGiven(state, object, call.body);
				const merging = method === 'PATCH' ? 'prepend' : 'overwrite';
				return answer(200, { data: showRecord(updateRecord(call, state, before, given, merging)) });
			},
			WRITE,
		),
	),
	on(
		'DELETE',
		'/v2/objects/{object}/records/{record_id}',
		({ params, at }, { state }) => {
			const object = objectNamed(params.object);
			state.records[object].remove(recordNamed(state, object, params.record_id).id, at);
			return answer(200, {});
		},
		WRITE,
	),
	on(
		'GET',
		'/v2/objects/{object}/records/{record_id}/attributes/{attribute}/values',
		({ params, query }, { state }) => {
			const object = objectNamed(params.object);
			const record = recordNamed(state, object, params.record_id);
			const attribute = attributeNamed(object, params.attribute);
			if (attribute === undefined) throw notFound(`Attribute "${params.attribute}" was not found.`);
			const which = query.get('show_historic') === 'true' ? 'all' : 'current';
			const page = { limit: query.get('limit'), offset: query.get('offset') };
			const { limit, offset } = pageIn(page, 1_000, 1_000);
			const values = showValues(record, attribute.slug, which);
			return answer(200, { data: pageOf(values, offset, limit).items });
		},
		READ,
	),
	on(
		'GET',
		'/v2/objects/{object}/records/{record_id}/entries',
		({ params }, { state }) => {
			const record = recordNamed(state, objectNamed(params.object), params.record_id);
			const data = state.entries.find('record', record.id).map(({ id, listId, createdAt }) => ({
				list_id: listId,
				list_api_slug: textOf(state.lists.find((list) => list.id === listId)?.slug),
				entry_id: id,
				created_at: createdAt,
			}));
			return answer(200, { data });
		},
		READ,
	),
];
