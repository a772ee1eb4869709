import type { CallEnd, CallInProgress, Retry } from './call-in-progress';
import type { CallTerms } from './call-terms';
import type { ReplySink } from './reply-sink';
import type { JsonObject, RequestId } from '../../protocol/json-rpc';
import type { TaskMethod } from '../tasks/task-operations';

export type EndListener = (
	how: CallEnd,
	result: JsonObject | undefined,
	call: CallInProgress,
) => void;

/** What a request that goes on with a call must name again. */
export interface ExpectedRequest {
	method: string;
	name: string;
	holder: string;
}

export interface TaskRequest {
	method: TaskMethod;
	taskId: string;
	holder: string;
	/** Answers to the questions of the task. */
	inputResponses: JsonObject;
}

/** The calls under way, wherever their requests are held: a client reaches any of them through any process. */
export interface Calls {
	/** Calls under way in this process. */
	readonly size: number;
	/**
	 * @param onEnd told once when the call ended, before the client hears it
	 * @returns a call that is over already if its client has gone away
	 */
	begin(terms: CallTerms, sink: ReplySink, onEnd: EndListener): CallInProgress;
	/** The call that a client began in this process under a request id and that is not answered yet. */
	findByRequest(session: string, requestId: RequestId): CallInProgress | undefined;
	hasRoomForTask(holder: string): boolean;
	/**
	 * The client's response to a request of ours. Unknown and foreign ids are ignored, also those of
	 * another session of the same caller: its user was not asked.
	 */
	deliver(
		id: RequestId,
		result: unknown,
		holder: string,
		session: string | undefined,
	): Promise<void>;
	/** A client of the legacy era wants no answer any more. */
	cancelRequest(session: string, requestId: RequestId): void;
	/**
	 * Hands the answers of a client of the modern era, and its new request, to the call that asked.
	 *
	 * @returns false if its `requestState` is not ours, too old, or the call has ended
	 */
	resume(
		state: string,
		expected: ExpectedRequest,
		answers: JsonObject,
		retry: Retry,
	): Promise<boolean>;
	/** @returns undefined if the holder has no such task */
	task(request: TaskRequest): Promise<JsonObject | undefined>;
}
