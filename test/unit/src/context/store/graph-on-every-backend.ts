import type { Store } from '../../../../../src/base/database/database';
import { openStore, type StorePlace } from '../../../../../src/base/database/open-store';
import { DEFAULT_POLICY } from '../../../../../src/context/check-action/policy';
import type { ContextGraph, FactsDraft } from '../../../../../src/context/context-graph';
import { createRules, type SourceKind } from '../../../../../src/context/facts/rules';
import { openContextGraph } from '../../../../../src/context/open-context-graph';
import type { GraphPorts } from '../../../../../src/context/store/graph-ports';
import { describeOnEveryBackend } from '../../base/database/on-every-backend';

const KINDS: Readonly<Record<string, SourceKind>> = {
	crm: 'crm',
	vendor: 'enrichment',
	maria: 'person',
	outbound: 'sequencer',
};

const START = Date.parse('2026-11-01T09:00:00.000Z');

/** One graph of one test, with a clock that is moved by hand. */
export interface TestGraph {
	graph: ContextGraph;
	place: StorePlace;
	store: Store;
	/** Lets days go by. @returns the time then */
	days(count: number): string;
	now(): string;
	/** A second one on the same store, as another process has it. */
	another(): Promise<ContextGraph>;
	use(change: Partial<GraphPorts>): Promise<ContextGraph>;
}

/** Describes the same behavior of the graph for both stores. */
export function describeGraph(title: string, tests: (open: () => TestGraph) => void): void {
	describeOnEveryBackend(title, ({ place }) => {
		let test: TestGraph;
		const stores: Store[] = [];
		beforeEach(async () => {
			test = await openTestGraph(place(), stores);
			// A database of others makes tables slowly.
		}, 120_000);
		afterEach(async () => {
			for (const store of stores.splice(0).reverse()) await store.close();
		});
		tests(() => test);
	});
}

async function openTestGraph(place: StorePlace, stores: Store[]): Promise<TestGraph> {
	let time = START;
	const ports: GraphPorts = {
		now: () => time,
		rules: createRules((source) => KINDS[source] ?? 'other'),
		policy: DEFAULT_POLICY,
	};
	const open = async () => {
		const store = await openStore(place);
		stores.push(store);
		return store;
	};
	const store = await open();
	const now = () => new Date(time).toISOString();
	return {
		store,
		place,
		graph: await openContextGraph(store, ports),
		now,
		days(count) {
			time += count * 86_400_000;
			return now();
		},
		another: async () => await openContextGraph(await open(), ports),
		use: async (change) => await openContextGraph(await open(), { ...ports, ...change }),
	};
}

export const DANA = { email: 'dana@acme.com' };

/** Facts of Dana, a person, from one source. */
export function danaIs(
	facts: Record<string, FactsDraft['facts'][number]['value']>,
	change: Partial<FactsDraft> = {},
): FactsDraft {
	return {
		type: 'contact',
		identifiers: [{ kind: 'email', value: 'Dana@Acme.com' }],
		source: 'crm',
		facts: Object.entries(facts).map(([attribute, value]) => ({ attribute, value })),
		...change,
	};
}

export function acmeIs(
	facts: Record<string, FactsDraft['facts'][number]['value']>,
	change: Partial<FactsDraft> = {},
): FactsDraft {
	return danaIs(facts, {
		type: 'account',
		identifiers: [{ kind: 'domain', value: 'www.acme.com' }],
		...change,
	});
}
