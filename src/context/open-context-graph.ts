import type { Store } from '../base/database/database';
import type { ContextGraph } from './context-graph';
import type { GraphPorts } from './store/graph-ports';

/**
 * Opens the graph that is kept in a store, and makes its tables if there are none. One process opens a
 * store once, and its graph once. The graph does not close the store.
 *
 * @throws DatabaseTooNew if a newer version wrote it: nothing is changed then
 */
export async function openContextGraph(
	store: Pick<Store, 'open' | 'scrub'>,
	ports: GraphPorts,
): Promise<ContextGraph> {
	// The query builder is loaded only by who opens a graph.
	const { openGraphStore } = await import('./store/graph-store.ts');
	return await openGraphStore(store, ports);
}
