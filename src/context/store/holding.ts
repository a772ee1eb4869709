import type { EntityType } from '../model/entity';
import type { Identifier } from '../model/identifier';
import { type Cluster, clusterOf, clustersOf } from './entities';
import type { Tables } from './graph-ports';

/** Clusters of a type that have any of these identifiers. */
export async function clustersHolding(
	tables: Tables,
	identifiers: readonly Identifier[],
	type?: EntityType,
): Promise<Cluster[]> {
	const ids = await holdersOf(tables, identifiers);
	const clusters = await clustersOf(tables, ids);
	return type === undefined ? clusters : clusters.filter((cluster) => cluster.type === type);
}

/**
 * Entities that were recorded under any of these identifiers, the first ones first. Looked up by the
 * identifiers alone: with the type beside them, a database reads all entities of the type.
 */
export async function holdersOf(
	tables: Tables,
	identifiers: readonly Identifier[],
	most?: number,
): Promise<string[]> {
	if (identifiers.length === 0) return [];
	const rows = await tables
		.selectFrom('graph_identifier')
		.select('entity_id')
		.where((is) =>
			is.or(
				identifiers.map(({ kind, value }) =>
					is.and([is('kind', '=', kind), is('value', '=', value)]),
				),
			),
		)
		.distinct()
		.$if(most !== undefined, (query) => query.limit(most ?? 0))
		.execute();
	return rows.map(({ entity_id: id }) => id).sort();
}

/** The cluster of an id that was given from outside. */
export async function clusterOfType(
	tables: Tables,
	id: string,
	type?: EntityType,
): Promise<Cluster | undefined> {
	const cluster = await clusterOf(tables, id);
	return type === undefined || cluster?.type === type ? cluster : undefined;
}
