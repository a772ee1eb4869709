/** Under which names parts of the package keep something for the whole process. */
export type StateName =
	| 'process'
	| 'listeners'
	| 'client'
	| 'gtm'
	| 'context'
	| 'observer'
	| 'playbook'
	| 'signIn'
	| 'polls'
	| 'queue'
	| 'sync'
	| 'proposals';

export interface ProcessState<State extends object> {
	name: StateName;
	/**
	 * Raised whenever the shape of the state changes, or what its methods mean: copies of the package
	 * share it only if they agree on this.
	 */
	version: number;
	create(this: void): State;
}

/**
 * State that outlives an update of the package: n8n drops our modules from its cache and loads them
 * anew, while calls, connections, ports and limits go on. Kept outside the modules, so that the copy
 * that is loaded next finds it.
 *
 * A copy with another version makes a state of its own and never touches the older one: what goes on
 * there goes on in the hands of the copy that began it, and ends with it.
 */
export function processState<State extends object>({
	name,
	version,
	create,
}: ProcessState<State>): State {
	const shared = globalThis as Record<symbol, unknown>;
	const key = stateKey(name, version);
	shared[key] ??= create();
	return shared[key] as State;
}

export function stateKey(name: StateName, version: number): symbol {
	return Symbol.for(`n8n-nodes-gtm-mcp.${name}.${version}`);
}
