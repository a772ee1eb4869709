import { clusterOf } from './entities';
import { newId } from './new-id';
import { refreshCluster } from './refresh-cluster';
import type { WriteUnit } from './write-unit';

/** By whose word two are one. */
export interface MergeReason {
	rule: string;
	evidence: unknown;
	actor: string;
}

/** Makes two one, by a row that can be struck out again. @returns its id */
export async function mergeIn(
	unit: WriteUnit,
	[winner, loser]: readonly [string, string],
	{ rule, evidence, actor }: MergeReason,
): Promise<string> {
	const id = newId(unit.now);
	await unit.tables
		.insertInto('graph_merge')
		.values({
			id,
			seq: unit.place().seq,
			winner,
			loser,
			rule,
			evidence: JSON.stringify(evidence),
			actor,
			at: unit.at,
			undone_seq: null,
			undone_by: null,
		})
		.execute();
	await rehead(unit, [winner, loser]);
	const cluster = await clusterOf(unit.tables, winner);
	if (cluster) {
		const { head: entityId, type } = cluster;
		// Its id, so that whoever hears of it can undo it.
		unit.note({ kind: 'merged', entityId, type, name: rule, before: [winner, loser], after: id });
	}
	return id;
}

/**
 * Tells anew by whom each of some entities is read: by the first that was made of those that merges hold
 * together. What counts of every cluster that changed is concluded anew.
 */
export async function rehead(unit: WriteUnit, ids: readonly string[]): Promise<void> {
	const { tables } = unit;
	const members = new Set<string>();
	for (const id of ids) {
		for (const member of (await clusterOf(tables, id))?.members ?? []) members.add(member);
	}
	const heads = await headsAmong(unit, members);
	const before = await tables
		.selectFrom('graph_entity')
		.select(['id', 'head'])
		.where('id', 'in', [...members])
		.execute();
	for (const { id, head } of before) {
		const next = heads.get(id) ?? id;
		if (next === head) continue;
		await tables.updateTable('graph_entity').set({ head: next }).where('id', '=', id).execute();
	}
	const former = [...new Set(before.map(({ head }) => head))];
	const current = new Set(heads.values());
	const gone = former.filter((head) => !current.has(head));
	if (gone.length > 0) {
		await tables.deleteFrom('graph_fact').where('entity_id', 'in', gone).execute();
		await tables.deleteFrom('graph_term').where('entity_id', 'in', gone).execute();
	}
	for (const head of [...current].sort()) await refreshCluster(unit, head);
}

async function headsAmong(
	{ tables }: WriteUnit,
	members: ReadonlySet<string>,
): Promise<Map<string, string>> {
	const merges = await tables
		.selectFrom('graph_merge')
		.select(['winner', 'loser'])
		.where('undone_seq', 'is', null)
		.where((is) => is.or([is('winner', 'in', [...members]), is('loser', 'in', [...members])]))
		.execute();
	const heads = new Map([...members].map((id) => [id, id]));
	const find = (id: string): string => {
		const head = heads.get(id) ?? id;
		return head === id ? id : find(head);
	};
	for (const { winner, loser } of merges) {
		const [first, second] = [find(winner), find(loser)].sort() as [string, string];
		heads.set(second, first);
	}
	return new Map([...members].map((id) => [id, find(id)]));
}
