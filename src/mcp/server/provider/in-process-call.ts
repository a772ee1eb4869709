import type { AskOutcome, LogLevel, Progress, Question } from '../../bus/live-call';
import type { JsonObject } from '../../protocol/json-rpc';
import type { ClientInfo } from '../../protocol/request-meta';
import type { Principal } from '../principal';

/** One request that is served in the process, without an execution of a workflow. */
export interface InProcessCall {
	/** Which server of this process is called. */
	server: string;
	/** The id of the workflow whose trigger it is. */
	workflow: string;
	/** Tells one request from another, also across servers. */
	id: string;
	/** Name of the tool or prompt, URI of the resource, `completion`. */
	name: string;
	/**
	 * A tool's are valid against its schema, defaults filled in; of a resource `uri` and the variables of
	 * its template; of a completion `ref`, `argument` and `context`, as the protocol has them.
	 */
	arguments: JsonObject;
	/** Who calls: what it may see of the data is for the provider to decide, where fields do not tell. */
	principal: Principal;
	client?: ClientInfo;
	/** Legacy era: the session of the client, if it keeps one. */
	session?: string;
	/** Aborted when nobody waits any more: the call was answered, cancelled, or ran out of time. */
	signal: AbortSignal;
	/** What the client can be asked. */
	supportedQuestions: ReadonlySet<Question['method']>;
	/** Reaches clients that asked for progress. */
	reportProgress(progress: Progress): void;
	/** Reaches clients that want messages of this level. */
	log(level: LogLevel, data: unknown): void;
	/**
	 * Asks the client, and waits.
	 *
	 * @throws ProtocolError if the client cannot be asked this; the call is then answered with that
	 */
	ask(questions: Record<string, Question>, timeoutMs: number): Promise<AskOutcome>;
}

/**
 * Makes the protocol's result of a request (`CallToolResult`, `ReadResourceResult`,
 * `GetPromptResult`, `CompleteResult`).
 *
 * @throws ProviderError if the client should read why not; anything else is reported to the owner of
 * the server, and the client learns only that it failed
 */
export type ServeInProcess = (call: InProcessCall) => Promise<JsonObject>;
