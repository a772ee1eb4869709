import type { Caller, ContextGraph } from '../../../context/context-graph';
import type { ProviderTool } from '../../../mcp/server/provider/provider';
import type { Given } from './tool-arguments';

/** Who asks, and under which name it is written down. */
export interface ContextAsking {
	caller: Caller;
	/** `agent:Claude`. */
	actor: string;
}

/** A tool before it is known for which graph and caller. */
export interface ContextTool extends Omit<ProviderTool, 'requiredScope' | 'run'> {
	title: string;
	requiredScope: string;
	run(this: void, graph: ContextGraph, given: Given, asking: ContextAsking): Promise<unknown>;
}
