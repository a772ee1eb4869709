import type { EntityType } from '../model/entity';
import type { Tables } from './graph-ports';
import { newId } from './new-id';
import type { WriteUnit } from './write-unit';

/** An entity as it is read: the head of its cluster, with everything that belongs to it. */
export interface Cluster {
	head: string;
	/** The one of it that was meant: what is written now is recorded for it, and stays with it when a merge is undone. */
	anchor: string;
	type: EntityType;
	/** Ids of all that were merged into one, the head included. */
	members: string[];
}

export async function createEntity(unit: WriteUnit, type: EntityType): Promise<Cluster> {
	const id = newId(unit.now);
	await unit.tables
		.insertInto('graph_entity')
		.values({ id, type, head: id, seq: unit.place().seq })
		.execute();
	unit.note({ kind: 'entity_created', entityId: id, type });
	return { head: id, anchor: id, type, members: [id] };
}

/** The cluster of any entity of it; undefined if there is no such entity. */
export async function clusterOf(tables: Tables, id: string): Promise<Cluster | undefined> {
	const [cluster] = await clustersOf(tables, [id]);
	return cluster;
}

/** The clusters of some entities, each once, in the order of their heads. */
export async function clustersOf(tables: Tables, ids: readonly string[]): Promise<Cluster[]> {
	if (ids.length === 0) return [];
	const rows = await tables
		.selectFrom('graph_entity as entity')
		.innerJoin('graph_entity as member', 'member.head', 'entity.head')
		.select(['entity.head', 'entity.type', 'member.id'])
		.where('entity.id', 'in', [...ids])
		.distinct()
		.execute();
	const byHead = Map.groupBy(rows, ({ head }) => head);
	const meant = new Set(ids);
	return [...byHead]
		.map(([head, all]) => {
			const members = all.map(({ id }) => id).sort();
			const anchor = members.find((id) => meant.has(id)) ?? head;
			return { head, anchor, type: all[0]?.type ?? 'contact', members };
		})
		.sort((one, other) => (one.head < other.head ? -1 : 1));
}
