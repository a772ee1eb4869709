import { clusterOf } from './entities';
import { observedOf, refreshFacts } from './refresh-facts';
import type { WriteUnit } from './write-unit';

/** Concludes anew everything of a cluster: after a merge, its undoing, or another rule. */
export async function refreshCluster(unit: WriteUnit, entityId: string): Promise<void> {
	const cluster = await clusterOf(unit.tables, entityId);
	if (cluster === undefined) return;
	const observed = await observedOf(unit, cluster);
	const known = await unit.tables
		.selectFrom('graph_fact')
		.select('attribute')
		.where('entity_id', '=', cluster.head)
		.execute();
	const attributes = [...observed.rows, ...known].map(({ attribute }) => attribute);
	const all = [...new Set(attributes)].sort();
	if (all.length > 0) await refreshFacts(unit, cluster, observed, all);
}
