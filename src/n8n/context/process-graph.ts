import { homedir } from 'node:os';
import path from 'node:path';

import { openStore } from '../../base/database/open-store';
import { processState } from '../../base/process-state';
import { DEFAULT_POLICY } from '../../context/check-action/policy';
import type { ContextGraph } from '../../context/context-graph';
import { createRules, type SourceKind } from '../../context/facts/rules';
import { openContextGraph } from '../../context/open-context-graph';
import { vendors } from '../../gtm/vendors/registry';
import type { Vendor } from '../../gtm/vendors/vendor';

interface GraphState {
	graph?: Promise<ContextGraph>;
}

/** Raised whenever what a graph can be asked changes. */
const VERSION = 1;

/**
 * The context graph of this n8n, which all of its nodes and servers share: opened when it is first asked
 * for, once in a process.
 *
 * @throws Error if the store cannot be opened; the next one who asks tries again
 */
export async function contextGraph(): Promise<ContextGraph> {
	const state = processState<GraphState>({ name: 'context', version: VERSION, create: () => ({}) });
	state.graph ??= openGraph();
	const opening = state.graph;
	try {
		return await opening;
	} catch (error) {
		if (state.graph === opening) state.graph = undefined;
		throw error;
	}
}

async function openGraph(): Promise<ContextGraph> {
	const store = await openStore({ sqlite: graphFile(process.env) });
	return await openContextGraph(store, {
		now: Date.now,
		rules: createRules(kindOfSource),
		policy: DEFAULT_POLICY,
	});
}

/** Beside n8n's own database. */
export function graphFile({ N8N_USER_FOLDER }: NodeJS.ProcessEnv): string {
	return path.join(N8N_USER_FOLDER ?? homedir(), '.n8n', 'gtm-mcp', 'store.sqlite');
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
