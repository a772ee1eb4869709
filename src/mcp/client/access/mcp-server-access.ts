import type {
	CallToolResult,
	CompleteResult,
	GetPromptResult,
	Prompt,
	ReadResourceResult,
	Resource,
	ResourceTemplate,
	Tool,
} from '../../../third-party/mcp-client';
import type { Answers } from '../answers/answers';
import type { ServerDescription } from '../connection-target';
import type { AccessPolicy } from './access-policy';
import type { Authorization } from './authorization';
import type { Reported } from './call-report';
import type { CompletionReference } from './completion-reference';
import type { Endpoint } from './endpoint';
import type { Progress } from './progress';

export type { CompletionReference } from './completion-reference';
export type { Progress } from './progress';

/** A server, who uses it, and how. */
export interface AccessSettings {
	/** At least one, tried in order. */
	endpoints: readonly Endpoint[];
	/**
	 * An opaque digest of who asks (credential id, or a hash of the headers): connections, lists,
	 * verdicts and rate limits are shared by what has the same. Never a key itself.
	 */
	principal: string;
	authorization: Authorization;
	policy: AccessPolicy;
	answers: Answers;
	/** Where the session log keeps what is done here; nothing is recorded without. */
	sessionKey?: string;
}

export interface RequestOptions {
	signal?: AbortSignal;
	/** Hears the server's progress; must not throw. */
	progress?: (progress: Progress) => void;
}

export interface CallToolOptions extends RequestOptions {
	/**
	 * `idempotent`: the arguments carry an idempotency key, so the call may be sent again after a
	 * failure. Default: what the tool's annotations say, else it is sent once.
	 */
	repetition?: 'idempotent';
}

export type ListOptions = RequestOptions & {
	/** `anew`: asks the server even if the list is fresh. */
	freshness?: 'anew';
};

export type ServerInfo = ServerDescription;

/** One endpoint seen by the health check. */
export interface EndpointHealth {
	endpoint: string;
	healthy: boolean;
	/** Milliseconds until a connection was negotiated. */
	latencyMs?: number;
	/** What the circuit breaker thought before the check. */
	circuit: 'closed' | 'open' | 'half-open';
	server?: ServerInfo;
	/** Number of tools, if it offers any. */
	tools?: number;
	error?: { step: string; message: string; hint: string };
}

/** What to watch. Empty lists and no URIs: nothing, an error. */
export interface WatchTarget {
	uris: readonly string[];
	lists: ReadonlyArray<'tools' | 'resources' | 'prompts'>;
}

export interface WatchOptions extends RequestOptions {
	/** How long to watch, in milliseconds. */
	waitMs: number;
	/** Ends early after so many changes. Default 1. */
	changesMax?: number;
}

export interface Change {
	kind: 'resource' | 'tools' | 'resources' | 'prompts';
	/** For `resource`. */
	uri?: string;
	at: Date;
}

/**
 * The one thing that nodes use: any MCP server, with pooling, caching, retries, failover and guard
 * rails. Cheap to make, holds nothing itself (connections and caches are the process's): make one
 * an item.
 *
 * Every method rejects with McpClientError only. A failure that a tool reports is a value with
 * `isError`.
 */
export interface McpServerAccess {
	/** Guarded: see ToolGuard. */
	callTool(
		name: string,
		args: Readonly<Record<string, unknown>>,
		options?: CallToolOptions,
	): Promise<Reported<CallToolResult>>;
	/** Every page, in the server's order, without the tools that the guard denies. */
	listTools(options?: ListOptions): Promise<Reported<Tool[]>>;
	/** A tool of the (cached) list by its exact name; a miss asks the server once more. */
	findTool(name: string, options?: ListOptions): Promise<Reported<Tool | undefined>>;
	/** The same for who calls it anyway: undefined, and a warning, where the list cannot be read. */
	toolForCall(name: string, options?: RequestOptions): Promise<Reported<Tool | undefined>>;
	readResource(uri: string, options?: RequestOptions): Promise<Reported<ReadResourceResult>>;
	/**
	 * Reads what a result links to. An http(s) URL is fetched without authorization, past the egress
	 * checks, bounded in size; every other URI is read over MCP.
	 */
	readLink(
		link: { uri: string; mimeType?: string },
		options?: RequestOptions,
	): Promise<Reported<ReadResourceResult>>;
	listResources(options?: ListOptions): Promise<Reported<Resource[]>>;
	listResourceTemplates(options?: ListOptions): Promise<Reported<ResourceTemplate[]>>;
	getPrompt(
		name: string,
		args: Readonly<Record<string, string>>,
		options?: RequestOptions,
	): Promise<Reported<GetPromptResult>>;
	listPrompts(options?: ListOptions): Promise<Reported<Prompt[]>>;
	/** Suggestions for an argument; `known` are the other arguments so far. */
	complete(
		reference: CompletionReference,
		argument: { name: string; value: string },
		known?: Readonly<Record<string, string>>,
		options?: RequestOptions,
	): Promise<Reported<CompleteResult['completion']>>;
	serverInfo(options?: RequestOptions): Promise<Reported<ServerInfo>>;
	/** Asks every endpoint, also those that the circuit breaker holds open. Rejects only if aborted. */
	checkHealth(options?: RequestOptions): Promise<EndpointHealth[]>;
	/** Collects changes that the server announces until `waitMs` is over or there are enough. */
	watch(target: WatchTarget, options: WatchOptions): Promise<Reported<Change[]>>;
	/** Replaces what is secret about this access in a text. */
	redact(text: string): Promise<string>;
}
