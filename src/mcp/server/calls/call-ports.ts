import type { CallEnd, CallInProgress } from './call-in-progress';
import type { ExpectedResponse } from './question-channels';
import type { Change, Question } from '../../bus/live-call';
import type { JsonObject } from '../../protocol/json-rpc';
import type { Task } from '../tasks/task';

/** Runs a task later; gives the function that keeps it from running. */
export type Schedule = (milliseconds: number, task: () => void) => () => void;

/** What a call needs of the process around it. */
export interface CallPorts {
	schedule: Schedule;
	/** Milliseconds of any clock. */
	now(): number;
	announce(server: string, change: Change): void;
	/** Registers a request to the client; `react` gets the result of its response. */
	expectResponse(call: CallInProgress, react: (result: unknown) => void): ExpectedResponse;
	/** The `input_required` result with which the client finds this call again. */
	inputRequired(call: CallInProgress, questions: Record<string, Question>): JsonObject;
	/** @returns undefined if too many are kept already */
	createTask(call: CallInProgress, ttlMs: number): Task | undefined;
	/** Told once, when the call is answered, cancelled or out of time. */
	ended(call: CallInProgress, how: CallEnd, result?: JsonObject): void;
}
