import { answer, isRecord, textOf } from '../../frame/call.ts';
import { routesOf } from '../../frame/emulator.ts';
import type { Route } from '../../frame/emulator.ts';
import { fromCursor, pageOf, readCount, toCursor } from '../../frame/paging.ts';
import { FIELDS, KINDS, showField } from './fields.ts';
import type { Kind } from './fields.ts';
import { invalid } from './errors.ts';
import { changeRecord, createRecord, deleteRecord, recordNamed, showRecord } from './records.ts';
import type { PipedriveRecord, PipedriveState } from './state.ts';

const on = routesOf<PipedriveState>();

const READ: Readonly<Record<Kind, string>> = {
	persons: 'contacts:read',
	organizations: 'contacts:read',
	deals: 'deals:read',
};
const WRITE: Readonly<Record<Kind, string>> = {
	persons: 'contacts:full',
	organizations: 'contacts:full',
	deals: 'deals:full',
};

const SINGULAR = { persons: 'person', organizations: 'organization', deals: 'deal' } as const;

/** The page that the query asks for, with the cursor of the next one. */
export function cursorPage<T>(items: readonly T[], query: URLSearchParams) {
	const limit = readCount(query.get('limit'), { fallback: 100, least: 1, most: 500 });
	const cursor = query.get('cursor');
	const offset = cursor === null ? 0 : fromCursor(cursor);
	if (limit === undefined || offset === undefined) {
		throw invalid('Validation failed: limit or cursor is not valid');
	}
	const { items: page, next } = pageOf(items, offset, limit);
	const after = next === undefined ? {} : { next_cursor: toCursor(next) };
	return { page, additional: after };
}

const FILTERS = ['owner_id', 'person_id', 'org_id', 'pipeline_id', 'stage_id', 'status'];

/** What was deleted is there for 30 days; only a list of deals shows it, if it is asked to. */
function ofStatus(records: readonly PipedriveRecord[], kind: Kind, query: URLSearchParams) {
	const wantsDeleted = kind === 'deals' && query.get('status') === 'deleted';
	return records.filter(({ values }) => (values.is_deleted === true) === wantsDeleted);
}

function listed(records: readonly PipedriveRecord[], query: URLSearchParams): PipedriveRecord[] {
	const ids = query.get('ids')?.split(',');
	const since = Date.parse(query.get('updated_since') ?? '');
	const found = records.filter(({ id, values }) => {
		if (ids !== undefined && !ids.includes(id)) return false;
		if (!Number.isNaN(since) && Date.parse(textOf(values.update_time)) < since) return false;
		return FILTERS.every((name) => {
			const wanted = query.get(name);
			return wanted === null || wanted === textOf(values[name] ?? '');
		});
	});
	const key = query.get('sort_by') ?? 'id';
	const sign = query.get('sort_direction') === 'desc' ? -1 : 1;
	const valueOf = ({ values }: PipedriveRecord) => values[key];
	return found.sort((a, b) => {
		const [left, right] = [valueOf(a), valueOf(b)];
		const order =
			typeof left === 'number' && typeof right === 'number'
				? left - right
				: textOf(left ?? '').localeCompare(textOf(right ?? ''));
		return sign * order;
	});
}

function channel(values: PipedriveRecord['values'], name: string): string[] {
	const list: unknown[] = Array.isArray(values[name]) ? values[name] : [];
	return list.map((each) => textOf(isRecord(each) ? each.value : each));
}

/** What of a record a search looks through. */
function searchedTexts({ values, custom }: PipedriveRecord, field: string | null): string[] {
	const texts: Readonly<Record<string, () => string[]>> = {
		email: () => channel(values, 'emails'),
		phone: () => channel(values, 'phones'),
		name: () => [textOf(values.name ?? '')],
		title: () => [textOf(values.title ?? '')],
		custom_fields: () => Object.values(custom).filter((each) => typeof each === 'string'),
	};
	return field === null ? Object.values(texts).flatMap((read) => read()) : (texts[field]?.() ?? []);
}

function showItem(kind: Kind, { id, values }: PipedriveRecord) {
	return {
		result_score: 0.5,
		item: {
			id: Number(id),
			type: SINGULAR[kind],
			...(kind === 'deals' ? { title: values.title } : { name: values.name }),
			...(kind === 'persons' && {
				phones: channel(values, 'phones'),
				emails: channel(values, 'emails'),
			}),
			visible_to: 3,
			owner: { id: values.owner_id ?? 1 },
			custom_fields: [],
			notes: [],
		},
	};
}

function recordRoutesOf(kind: Kind): Array<Route<PipedriveState>> {
	return [
		on(
			'GET',
			`/api/v2/${kind}`,
			({ query }, { state }) => {
				const { page, additional } = cursorPage(
					listed(ofStatus(state.records[kind].all(), kind, query), query),
					query,
				);
				return answer(200, {
					success: true,
					data: page.map(showRecord),
					additional_data: additional,
				});
			},
			{ scope: READ[kind] },
		),
		on(
			'GET',
			`/api/v2/${kind}/search`,
			({ query }, { state, clock, settings }) => {
				const term = query.get('term')?.toLowerCase() ?? '';
				const exact = query.get('exact_match') === 'true';
				if (term.length < (exact ? 1 : 2)) {
					throw invalid('Validation failed: term: must be at least 2 characters');
				}
				const found = state.records[kind]
					.searchable(clock.now(), settings.indexLagMs)
					.filter(({ values }) => values.is_deleted !== true)
					.filter((record) =>
						searchedTexts(record, query.get('fields')).some((text) =>
							exact ? text.toLowerCase() === term : text.toLowerCase().includes(term),
						),
					);
				const { page, additional } = cursorPage(found, query);
				const items = page.map((record) => showItem(kind, record));
				return answer(200, { success: true, data: { items }, additional_data: additional });
			},
			{ scope: 'search:read', limits: ['search'] },
		),
		on(
			'GET',
			`/api/v2/${kind}/{id}`,
			({ params }, { state }) => {
				const { id } = params as { id: string };
				return answer(200, { success: true, data: showRecord(recordNamed(state, kind, id)) });
			},
			{ scope: READ[kind] },
		),
		on(
			'POST',
			`/api/v2/${kind}`,
			({ body, at }, { state }) =>
				answer(200, { success: true, data: showRecord(createRecord(state, kind, body, at)) }),
			{ scope: WRITE[kind] },
		),
		on(
			'PATCH',
			`/api/v2/${kind}/{id}`,
			({ params, body, at }, { state }) => {
				const { id } = params as { id: string };
				const changed = changeRecord(state, kind, { id, body }, at);
				return answer(200, { success: true, data: showRecord(changed) });
			},
			{ scope: WRITE[kind] },
		),
		on(
			'DELETE',
			`/api/v2/${kind}/{id}`,
			({ params, at }, { state }) => {
				const { id } = params as { id: string };
				deleteRecord(state, kind, id, at);
				return answer(200, { success: true, data: { id: Number(id) } });
			},
			{ scope: WRITE[kind] },
		),
		on(
			'GET',
			`/api/v2/${SINGULAR[kind]}Fields`,
			({ query }) => {
				const { page, additional } = cursorPage(FIELDS[kind], query);
				return answer(200, {
					success: true,
					data: page.map(showField),
					additional_data: additional,
				});
			},
			{ scope: READ[kind] },
		),
		on(
			'GET',
			`/v1/${kind}/{id}/flow`,
			({ params, query }, { state }) => {
				const { id } = params as { id: string };
				const { changes } = recordNamed(state, kind, id);
				const start = readCount(query.get('start'), { fallback: 0, least: 0, most: 1e9 }) ?? 0;
				const limit = readCount(query.get('limit'), { fallback: 100, least: 1, most: 500 }) ?? 100;
				const { items, next } = pageOf(changes.toReversed(), start, limit);
				const data = items.map(({ at, key, from, to }, index) => ({
					object: `${SINGULAR[kind]}Change`,
					timestamp: at.slice(0, 19).replace('T', ' '),
					data: {
						id: start + index + 1,
						item_id: Number(id),
						user_id: 503,
						field_key: key,
						old_value: from,
						new_value: to,
						log_time: at.slice(0, 19).replace('T', ' '),
						change_source: 'api',
					},
				}));
				const additional = { start, limit, more_items_in_collection: next !== undefined };
				return answer(200, { success: true, data, additional_data: additional });
			},
			{ scope: 'recents:read' },
		),
	];
}

export const recordRoutes: Array<Route<PipedriveState>> = KINDS.flatMap(recordRoutesOf);
