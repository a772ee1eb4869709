import type { CallToolResult, Client, FetchLike, Tool } from '../../third-party/mcp-client';
import { clientInfo } from './client-info';
import { McpClientError } from './client-error';
import { toMcpClientError } from './failure';
import type { FailureContext } from './failure-context';
import { type ConnectionTarget, createOriginBoundFetch } from './origin-bound-fetch';
import { type Redact, createRedact } from './redaction';
import { endSession } from './session-end';

/** A listing that is longer than this many pages is taken for one that does not end. */
const LIST_PAGES_MAX = 100;

/** How long one request may take, and what ends it early. */
export interface RequestLimits {
	timeoutMs: number;
	signal?: AbortSignal;
}

export interface ConnectionPorts {
	fetch: FetchLike;
	/** Rejects when the instance's network policy forbids the URL. */
	assertUrlAllowed?: (url: URL) => Promise<void>;
	/** Hears about trouble that fails no request: a side stream that breaks, a session left open. */
	reportTrouble?: (message: string) => void;
}

export interface McpConnection {
	/** `modern`: stateless, 2026-07-28 and later. `legacy`: after an `initialize` handshake. */
	readonly era: 'legacy' | 'modern';
	readonly protocolVersion: string;
	/** The name that the server gives itself; a modern server may give none. */
	readonly serverName: string | undefined;
	readonly offersTools: boolean;
	/** Replaces what is secret about this connection in a text of the server. */
	readonly redact: Redact;
	/** Every tool of every page, in the order of the server. */
	listTools(limits: RequestLimits): Promise<Tool[]>;
	/** A tool as the server described it when it was first looked up over this connection. */
	findTool(name: string, limits: RequestLimits): Promise<Tool | undefined>;
	/** A failure that the tool reports is a result with `isError`, not an exception. */
	callTool(
		name: string,
		toolArguments: Record<string, unknown>,
		limits: RequestLimits,
	): Promise<CallToolResult>;
	/** Ends the session, if there is one, and the connection. Never throws. */
	close(): Promise<void>;
}

/**
 * Connects to an MCP server over Streamable HTTP and negotiates the protocol revision: first the
 * stateless `server/discover` of 2026-07-28, then the `initialize` of older revisions. Declares no
 * capabilities, so a server cannot ask back. Nothing is ever retried here. Each of the two
 * attempts may take `timeoutMs`.
 *
 * @throws McpClientError like every method of the connection
 */
export async function connectToMcpServer(
	target: ConnectionTarget,
	limits: RequestLimits,
	ports: ConnectionPorts,
): Promise<McpConnection> {
	const redact = createRedact(secretsOf(target));
	const context = (step: FailureContext['step'], { timeoutMs, signal }: RequestLimits) => ({
		step,
		url: target.url,
		keySent: target.keyHeader ? ('key' as const) : ('no key' as const),
		timeoutMs,
		signal,
		redact,
	});
	const { Client, StreamableHTTPClientTransport } = await import('../../third-party/mcp-client.ts');
	const client = new Client(clientInfo, {
		capabilities: {},
		versionNegotiation: { mode: 'auto' },
		listMaxPages: LIST_PAGES_MAX,
	});
	const reportTrouble = (error: Error) => ports.reportTrouble?.(redact(error.message));
	client.onerror = reportTrouble;
	const transport = new StreamableHTTPClientTransport(target.url, {
		fetch: createOriginBoundFetch(target, ports),
	});
	await explain(context('connect', limits), async () => {
		await client.connect(transport, { timeout: limits.timeoutMs, signal: limits.signal });
	});

	const listTools = async (listLimits: RequestLimits) =>
		await explain(context('list', listLimits), async () => await listAllTools(client, listLimits));
	let known: Promise<Tool[]> | undefined;
	return {
		era: client.getProtocolEra() ?? 'legacy',
		protocolVersion: client.getNegotiatedProtocolVersion() ?? '',
		serverName: client.getServerVersion()?.title ?? client.getServerVersion()?.name,
		offersTools: client.getServerCapabilities()?.tools !== undefined,
		redact,
		listTools,
		async findTool(name, findLimits) {
			known ??= listTools(findLimits);
			return (await known).find((tool) => tool.name === name);
		},
		async callTool(name, toolArguments, callLimits) {
			return await explain(context('call', callLimits), async () => {
				const { timeoutMs: timeout, signal } = callLimits;
				return await client.callTool({ name, arguments: toolArguments }, { timeout, signal });
			});
		},
		async close() {
			await endSession(transport, reportTrouble);
			await client.close().catch(reportTrouble);
		},
	};
}

/**
 * The SDK follows `nextCursor` to the end. It stops at a page that repeats with its cursor, and
 * gives up with an error after LIST_PAGES_MAX pages of a listing that goes round in circles.
 */
async function listAllTools(client: Client, { timeoutMs, signal }: RequestLimits): Promise<Tool[]> {
	if (!client.getServerCapabilities()?.tools) {
		throw new McpClientError('list', 'The server offers no tools', {
			hint: 'It may only offer resources or prompts, or the key may not be allowed to see its tools.',
		});
	}
	return (await client.listTools(undefined, { timeout: timeoutMs, signal })).tools;
}

async function explain<T>(context: FailureContext, act: () => Promise<T>): Promise<T> {
	try {
		return await act();
	} catch (error) {
		throw toMcpClientError(error, context);
	}
}

/** The key, and what the query of the URL holds: some servers take their key there. */
function secretsOf({ url, keyHeader }: ConnectionTarget): string[] {
	const fromQuery = [...url.searchParams.values()].filter((value) => value.length >= 8);
	return [...(keyHeader ? [keyHeader.value, keyHeader.key] : []), ...fromQuery];
}
