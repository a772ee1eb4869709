import type {
	CallToolResult,
	CompleteResult,
	GetPromptResult,
	ReadResourceResult,
	Tool,
} from '../../third-party/mcp-client';
import type { CompletionReference } from './access/completion-reference';
import type { CallAnswers } from './answers/call-answers';
import type { ListItems, ListKind } from './connection-lists';
import type { ConnectionEvents, RequestLimits, ServerDescription } from './connection-target';
import type { Verdict } from './era-verdicts';
import type { Listing } from './list-cache';
import type { RequestBinding } from './transport/origin-bound-fetch';

/** One negotiated connection. Every method rejects with McpClientError. Nothing is retried here. */
export interface McpConnection {
	readonly server: ServerDescription;
	/** For the next connection to the same endpoint. */
	readonly verdict: Verdict;
	/** The server or the network has closed it: nothing can be sent any more. */
	readonly isClosed: boolean;
	/** Replaces what is secret about this connection in a text of the server. */
	readonly redact: (text: string) => string;
	/** Passes the connection on to somebody with the same authorization. */
	bind(binding: RequestBinding): void;
	/** Who hears about changes, until somebody else does. */
	hear(events: ConnectionEvents): void;
	/** Every item of every page, in the order of the server; none if the server has no such list. */
	list<K extends ListKind>(kind: K, limits: RequestLimits): Promise<Listing<ListItems[K]>>;
	/**
	 * A failure that the tool reports is a result with `isError`, not an exception. Tasks are followed
	 * to their end.
	 *
	 * @param tool as listed, for the headers that the server wants from arguments (SEP-2243)
	 */
	callTool(
		call: { name: string; arguments: Record<string, unknown>; tool?: Tool },
		limits: RequestLimits,
		answers?: CallAnswers,
	): Promise<CallToolResult>;
	readResource(
		uri: string,
		limits: RequestLimits,
		answers?: CallAnswers,
	): Promise<ReadResourceResult>;
	getPrompt(
		prompt: { name: string; arguments: Record<string, string> },
		limits: RequestLimits,
		answers?: CallAnswers,
	): Promise<GetPromptResult>;
	complete(
		reference: CompletionReference,
		argument: { name: string; value: string },
		known: Record<string, string>,
		limits: RequestLimits,
	): Promise<CompleteResult['completion']>;
	/** Asks to be told about changes. Gives what calls it off. */
	subscribe(
		target: { uris: readonly string[]; lists: ReadonlyArray<'tools' | 'resources' | 'prompts'> },
		limits: RequestLimits,
	): Promise<() => Promise<void>>;
	/** Ends the session, if there is one, and the connection. Never throws. */
	close(): Promise<void>;
}
