import { answer, isRecord, textOf } from '../../frame/call.ts';
import { routesOf } from '../../frame/emulator.ts';
import { pageOf, readCount } from '../../frame/paging.ts';
import { uuidOf } from '../../world/slice.ts';
import { refused } from './errors.ts';
import { WORKSPACE_ID } from './state.ts';
import type { InstantlyState } from './state.ts';

const on = routesOf<InstantlyState>();

const show = (value: string) => ({
	id: uuidOf('instantly', `blocked ${value}`),
	timestamp_created: '2026-01-05T09:00:00.000Z',
	organization_id: WORKSPACE_ID,
	bl_value: value,
	is_domain: !value.includes('@'),
});

export const blockRoutes = [
	on(
		'GET',
		'/api/v2/block-lists-entries',
		({ query }, { state }) => {
			const limit = readCount(query.get('limit'), { fallback: 10, least: 1, most: 100 });
			const all = [...state.blocked].map(show);
			const after = query.get('starting_after');
			const offset = after === null ? 0 : all.findIndex(({ id }) => id === after) + 1;
			if (limit === undefined) throw refused(400, 'querystring/limit must be <= 100');
			const { items, next } = pageOf(all, offset, limit);
			const last = items.at(-1)?.id;
			return answer(200, { items, ...(next !== undefined && { next_starting_after: last }) });
		},
		{ scope: 'block_list_entries:read' },
	),
	on(
		'POST',
		'/api/v2/block-lists-entries/bulk-create',
		({ body }, { state }) => {
			const { bl_values: values } = isRecord(body) ? body : {};
			if (!Array.isArray(values) || values.length === 0 || values.length > 1_000) {
				throw refused(400, 'body/bl_values must NOT have more than 1000 items');
			}
			const fresh = values
				.map((value) => textOf(value).toLowerCase())
				.filter((value) => !state.blocked.has(value));
			for (const value of fresh) state.blocked.add(value);
			return answer(200, {
				items: fresh.map(show),
				valid_count: fresh.length,
				invalid_count: values.length - fresh.length,
			});
		},
		{ scope: 'block_list_entries:create' },
	),
];
