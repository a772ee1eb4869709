import type { LiveCall } from './live-call';

/**
 * How the process that runs a flow reaches the one that holds the request, which may be another. The
 * latter owns the call and keeps the only registry of calls.
 */
export interface CallBus {
	/**
	 * An execution begins to serve a call.
	 *
	 * @returns undefined if nobody waits for its result any more: the call was cancelled, or ran out of
	 * time
	 */
	take(callId: string, executionId: string): Promise<LiveCall | undefined>;
	/** The call that an execution serves, until it has ended. */
	ofExecution(executionId: string): Promise<LiveCall | undefined>;
}
