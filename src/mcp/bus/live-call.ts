import type { JsonObject } from '../protocol/json-rpc';
import type { LogLevel } from '../protocol/log-level';
import type { ProtocolError } from '../protocol/protocol-error';

export { LOG_LEVELS, type LogLevel } from '../protocol/log-level';

export interface Progress {
	/** Grows with every report. */
	progress: number;
	total?: number;
	message?: string;
}

/** What a server may ask its client in the middle of a call. */
export interface Question {
	method: 'elicitation/create' | 'sampling/createMessage' | 'roots/list';
	params: JsonObject;
}

/** Answers by the key of their question: an ElicitResult, CreateMessageResult or ListRootsResult. */
export type Answers = Record<string, JsonObject>;

export type AskOutcome =
	| { kind: 'answered'; answers: Answers }
	/** The user said no to at least one elicitation. */
	| { kind: 'declined'; answers: Answers }
	/** The user dismissed an elicitation, or the client cancelled the call. */
	| { kind: 'cancelled' }
	| { kind: 'timedOut' };

/** Something that clients who listen want to hear. */
export type Change =
	| { kind: 'tools' | 'prompts' | 'resources' }
	/** The content of one resource changed. */
	| { kind: 'resource'; uri: string };

/**
 * A call under way, as the flow that serves it sees it: the far end of one that another process may
 * own (call-bus.ts). Everything that is said after the call was answered, cancelled or timed out is
 * dropped without an error: the flow may go on by itself.
 */
export interface LiveCall {
	/** What the client can be asked: a question of another method is refused by `ask`. */
	readonly supportedQuestions: ReadonlySet<Question['method']>;
	/** Aborted when the client cancelled the call or went away. */
	readonly cancelled: AbortSignal;
	/** Sent only if the client asked for progress. */
	reportProgress(progress: Progress): Promise<void>;
	/** Sent only at or above the level that the client asked for. */
	log(level: LogLevel, data: unknown, logger?: string): Promise<void>;
	/**
	 * Asks the client, and waits. Several questions are put at once where the protocol allows it.
	 *
	 * @param signal aborted when nobody waits for the answers any more: the client is told, and the
	 * outcome is `cancelled`
	 * @throws ProtocolError if the client lacks a capability that a question needs; the call is then
	 * answered with that error
	 */
	ask(
		questions: Record<string, Question>,
		timeoutMs: number,
		signal?: AbortSignal,
	): Promise<AskOutcome>;
	/**
	 * Answers the call with a result of the protocol, to the letter (`CallToolResult`,
	 * `ReadResourceResult`, `GetPromptResult`, `CompleteResult`).
	 *
	 * @returns false if it was answered before
	 */
	respond(result: JsonObject): Promise<boolean>;
	/** Answers the call with an error of the protocol. @returns false if it was answered before */
	fail(error: ProtocolError): Promise<boolean>;
	/** Tells every client that listens to this server. */
	announce(change: Change): Promise<void>;
	/**
	 * Hands the client a task in place of a result; the flow's result becomes that of the task.
	 *
	 * @param ttlMs how long the task can be asked for
	 * @returns false if the client does not know tasks, or too many of its tasks are kept: the call then
	 * stays a plain one
	 */
	becomeTask(ttlMs: number): Promise<boolean>;
}
