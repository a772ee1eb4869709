import { processState } from '../../base/process-state';
import type { LiveCall } from '../../mcp/bus/live-call';

/** The calls that executions of this process serve. */
export interface LiveCallLookup {
	find(executionId: string): LiveCall | undefined;
}

/** By execution. Filled by the trigger when an execution begins to serve a call. */
export class LiveCallMap extends Map<string, LiveCall> implements LiveCallLookup {
	find(executionId: string): LiveCall | undefined {
		return this.get(executionId);
	}
}

export function processLiveCalls(): LiveCallMap {
	return processState({ name: 'live-calls', version: 1, create: () => new LiveCallMap() });
}
