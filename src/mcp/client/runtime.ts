import type { SessionLog } from './session-log/session-log';

/**
 * What the client keeps for the whole process: connections, lists, verdicts, health, rates, tokens,
 * session logs. One for all n8n executions; tests make their own.
 */
export interface ClientRuntime {
	sessionLog: SessionLog;
	/** Closes every connection and stops every timer; the runtime can be used again afterwards. */
	close(): Promise<void>;
}

/** The runtime of this process, made at first use. Also shared by several copies of the package. */
export function clientRuntime(): ClientRuntime {
	throw new Error('not built yet'); // The interface comes first.
}
