import type { StorePlace } from '../../src/base/database/open-store.ts';
import type { ContextGraph } from '../../src/context/context-graph.ts';
import type { SourceKind } from '../../src/context/facts/rules.ts';
import type { Library } from './library.ts';

const SOURCES: Readonly<Record<string, SourceKind>> = {
	hubspot: 'crm',
	pdl: 'enrichment',
	apollo: 'enrichment',
	outreach: 'sequencer',
};

export interface BenchGraph {
	graph: ContextGraph;
	close: () => Promise<void>;
}

/** A graph as a process has it. @param now milliseconds since 1970 */
export async function openGraph(
	library: Library,
	place: StorePlace,
	now: () => number = Date.now,
): Promise<BenchGraph> {
	const store = await library.openStore(place);
	const graph = await library.openContextGraph(store, {
		now,
		rules: library.createRules((source) => SOURCES[source] ?? 'other'),
		policy: library.DEFAULT_POLICY,
	});
	return {
		graph,
		async close() {
			await graph.close();
			await store.close();
		},
	};
}
