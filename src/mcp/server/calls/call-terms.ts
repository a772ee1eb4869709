import type { CheckedCall } from './checked-call';
import type { Askable } from './questions';
import type { LogLevel } from '../../bus/live-call';
import type { JsonObject, RequestId } from '../../protocol/json-rpc';

/** How one call is to be served: what the client said with it, and what the server sets. */
export interface CallTerms {
	call: CheckedCall;
	/** Which server of this process: its listeners, tasks and limits. */
	server: string;
	/** Legacy era: which client's request ids the call's belongs to. Undefined without a session. */
	session?: string;
	askable: Askable;
	/** Undefined if the client wants no progress. */
	progressToken?: RequestId;
	/** Undefined if the client wants no log messages. */
	logLevel?: LogLevel;
	/** Answers that came with the request itself. */
	givenAnswers: JsonObject;
	timeoutMs: number;
	/** Whether the client knows tasks. */
	tasks: 'unknown' | 'known';
	/** Makes the protocol's answer of a flow's result: filters, checks, adapts it to the era. */
	complete(result: JsonObject): JsonObject;
	/** Adds what every result of the era says of its server, also one that is not the last word. */
	identify(result: JsonObject): JsonObject;
}
