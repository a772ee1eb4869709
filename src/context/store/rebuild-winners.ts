import { nextTurn } from '../../base/next-turn';
import type { OpenGraph } from './graph-ports';
import { refreshCluster } from './refresh-cluster';
import { REBUILDING } from './as-set';
import { inWriteUnit } from './write-unit';

/** Entities of one write: others write in between. */
const ENTITIES = 25;

/**
 * Concludes anew what counts of all entities, if rules were changed and it is not finished. Where it has
 * come to is kept, so that whoever opens the store goes on after a crash.
 *
 * @returns how many entities it went through
 */
export async function rebuildWinners(graph: OpenGraph): Promise<number> {
	let count = 0;
	for (;;) {
		const done = await rebuildSome(graph);
		if (done === undefined) return count;
		count += done;
		await nextTurn();
	}
}

/** @returns undefined if nothing is left to do */
async function rebuildSome(graph: OpenGraph): Promise<number | undefined> {
	return await inWriteUnit(graph, { source: 'settings' }, async (unit) => {
		const row = await unit.tables
			.selectFrom('graph_setting')
			.select('value')
			.where('name', '=', REBUILDING)
			.executeTakeFirst();
		if (row === undefined) return undefined;
		const heads = await unit.tables
			.selectFrom('graph_entity')
			.select('id')
			.where('id', '>', row.value)
			.whereRef('id', '=', 'head')
			.orderBy('id')
			.limit(ENTITIES)
			.execute();
		const last = heads.at(-1);
		if (last === undefined) {
			await unit.tables.deleteFrom('graph_setting').where('name', '=', REBUILDING).execute();
			return undefined;
		}
		for (const { id } of heads) {
			await refreshCluster(unit, id);
			await nextTurn();
		}
		await unit.tables
			.updateTable('graph_setting')
			.set({ value: last.id })
			.where('name', '=', REBUILDING)
			.execute();
		return heads.length;
	});
}
