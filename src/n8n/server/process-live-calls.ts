import type { LiveCall } from '../../mcp/bus/live-call';

/** The calls that executions of this process serve. */
export interface LiveCallLookup {
	find(executionId: string): LiveCall | undefined;
}

const KEY = Symbol.for('n8n-nodes-gtm-mcp.live-calls');

/** By execution. Filled by the trigger when an execution begins to serve a call. */
export class LiveCallMap extends Map<string, LiveCall> implements LiveCallLookup {
	find(executionId: string): LiveCall | undefined {
		return this.get(executionId);
	}
}

export function processLiveCalls(): LiveCallMap {
	const shared = globalThis as { [KEY]?: LiveCallMap };
	shared[KEY] ??= new LiveCallMap();
	return shared[KEY];
}
