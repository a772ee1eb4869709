import type { Change, ChangeQuery, NamedChange } from '../query/changes';
import { candidatesOf } from './candidates';
import type { OpenGraph } from './graph-ports';
import type { ChangeTable } from './schema';
import { idOfPlace, placeOfId } from './observation-rows';

/** For who wants only what comes from here on. */
const FROM_NOW = 'now';

/**
 * Changes in the order in which they were written. Writes come one after another, so that none appears
 * later before a cursor that was handed out.
 *
 * @throws RangeError for a cursor that was never handed out
 */
export async function changesSince(
	graph: OpenGraph,
	{ cursor, kinds, types, limit }: ChangeQuery,
): Promise<{ changes: Change[]; cursor: string; more: boolean }> {
	return await graph.database.read(async (tables) => {
		const { seq: last } = await tables
			.selectFrom('graph_counter')
			.select('seq')
			.executeTakeFirstOrThrow();
		const end = { seq: last + 1, position: 0 };
		if (cursor === FROM_NOW) return { changes: [], cursor: idOfPlace(end), more: false };
		const from = cursor === undefined ? { seq: 0, position: 0 } : placeOfId(cursor);
		if (from === undefined) throw new RangeError(`cursor: ${cursor} was never handed out`);
		const rows = await tables
			.selectFrom('graph_change')
			.selectAll()
			.where((is) =>
				is.or([
					is('seq', '>', from.seq),
					is.and([is('seq', '=', from.seq), is('position', '>=', from.position)]),
				]),
			)
			.$if(kinds !== undefined, (query) => query.where('kind', 'in', [...(kinds ?? [])]))
			.$if(types !== undefined, (query) => query.where('type', 'in', [...(types ?? [])]))
			.orderBy('seq')
			.orderBy('position')
			.limit(limit + 1)
			.execute();
		const more = rows.length > limit;
		const next = more ? rows[limit] : undefined;
		return {
			changes: rows.slice(0, limit).map(changeOf),
			cursor: idOfPlace(next ?? (from.seq > last ? from : end)),
			more,
		};
	});
}

function changeOf(row: ChangeTable): Change {
	return {
		id: idOfPlace(row),
		kind: row.kind,
		entityId: row.entity_id,
		type: row.type,
		at: row.at,
		...(row.name !== null && { name: row.name }),
		...(row.before !== null && { before: JSON.parse(row.before) as unknown }),
		...(row.after !== null && { after: JSON.parse(row.after) as unknown }),
	};
}

/** The last changes, newest first, each with the name of what it is of. */
export async function lastChanges({ database }: OpenGraph, limit: number): Promise<NamedChange[]> {
	return await database.read(async (tables) => {
		const rows = await tables
			.selectFrom('graph_change')
			.selectAll()
			.orderBy('seq', 'desc')
			.orderBy('position', 'desc')
			.limit(limit)
			.execute();
		// What was merged since has the name of what it is one with now.
		const known = await candidatesOf(tables, [...new Set(rows.map((row) => row.entity_id))]);
		return rows.map((row) => {
			const entity = known.get(row.entity_id)?.name;
			return { ...changeOf(row), ...(entity !== undefined && { entity }) };
		});
	});
}
