import type { Store } from '../../base/database/database';
import { processState, stateKey } from '../../base/process-state';
import { createSeal } from '../../base/sealed-value';
import { DEFAULT_POLICY } from '../../context/check-action/policy';
import type { ContextGraph } from '../../context/context-graph';
import { createRules, type SourceKind } from '../../context/facts/rules';
import { openContextGraph } from '../../context/open-context-graph';
import { vendors } from '../../gtm/vendors/registry';
import type { Vendor } from '../../gtm/vendors/vendor';
import { gtmProcess } from '../gtm/gtm-process';
import { storePlace } from '../gtm/store-place';
import { observedByNow } from './observe/observe-behind';
import { signingSecret } from '../server/signing-secret';

interface GraphState {
	/** Of each store that is open. */
	graphs: WeakMap<Store, Promise<ContextGraph>>;
}

/** Raised whenever what a graph can be asked changes. */
const VERSION = 5;

/** Where it is kept in `globalThis`. */
export const CONTEXT_PROCESS = stateKey('context', VERSION);

/**
 * The context graph of this n8n, which all of its nodes and servers share: opened when it is first asked
 * for, once in a process.
 *
 * @throws Error if the store cannot be opened; the next one who asks tries again
 */
export async function contextGraph(): Promise<ContextGraph> {
	const { graphs } = processState<GraphState>({
		name: 'context',
		version: VERSION,
		create: () => ({ graphs: new WeakMap() }),
	});
	// The ledger of the GTM nodes is in the same store.
	const store = await gtmProcess().stores(storePlace(process.env));
	const opening = graphs.get(store) ?? openGraph(store);
	graphs.set(store, opening);
	try {
		return await opening;
	} catch (error) {
		graphs.delete(store);
		throw error;
	}
}

/** The graph for whoever asks it: with all that has been read in this process by now. */
export async function observedGraph(): Promise<ContextGraph> {
	await observedByNow();
	return await contextGraph();
}

async function openGraph(store: Store): Promise<ContextGraph> {
	const graph = await openContextGraph(store, {
		now: Date.now,
		rules: createRules(kindOfSource),
		policy: DEFAULT_POLICY,
		seal: createSeal(signingSecret(process.env)),
		async forgetElsewhere(identifiers) {
			const ledger = gtmProcess().ledger();
			const answers = await ledger.answers.forget(identifiers);
			const jobs = await ledger.jobs.forget(identifiers);
			const deleted: Record<string, number> = {
				...(answers > 0 && { ledger_answer: answers }),
				...(jobs > 0 && { ledger_job: jobs }),
			};
			return deleted;
		},
	});
	// What a change of rules left undone when its process ended. Answers are right meanwhile, so a failure
	// is only made up for by the next process that opens the store.
	graph.finishRebuilding().catch(() => undefined);
	return graph;
}

const KINDS = {
	crm: 'crm',
	enrichment: 'enrichment',
	sequencer: 'sequencer',
	analytics: 'analytics',
} as const satisfies Record<keyof typeof vendors, SourceKind>;

/** Beginnings of other names of sources: `form:website`. */
const PREFIXES: Readonly<Record<string, SourceKind>> = {
	form: 'form',
	user: 'person',
	manual: 'person',
	workflow: 'workflow',
	import: 'workflow',
	model: 'model',
	agent: 'model',
};

/** How far a source is believed hangs on what kind of thing it is. */
export function kindOfSource(source: string): SourceKind {
	const [name = source] = source.split(':');
	for (const kind of Object.keys(KINDS) as Array<keyof typeof KINDS>) {
		const all: readonly Vendor[] = vendors[kind];
		if (all.some(({ profile }) => profile.id === name)) return KINDS[kind];
	}
	return Object.hasOwn(PREFIXES, name) ? (PREFIXES[name] as SourceKind) : 'other';
}
