import type { Endpoint, HttpEndpoint, CommandEndpoint } from '../access/endpoint';
import type { FetchLike, Transport } from '../../../third-party/mcp-client';
import type { McpClientError } from '../client-error';
import { carryTask } from '../tasks/modern-task';
import { AnsweredTransport } from './answered-transport';
import { endSession } from './session-end';
import { readExcerpt } from './bounded-response';
import { HttpStatusError } from './http-status-error';
import { mended } from './mended-listing';
import { SingleStreamTransport } from './single-stream-transport';

export type TransportKind = 'streamableHttp' | 'sse' | 'stdio';

/** A transport that is not started yet, and what goes beyond the SDK's interface. */
export interface OpenedTransport {
	kind: TransportKind;
	transport: Transport;
	/** Ends the server's session, if there is one. Never throws. */
	endSession(reportTrouble: (error: Error) => void): Promise<void>;
	/** What the program wrote to its standard error, the last of it; empty for HTTP. */
	lastWords(): string;
}

/** Characters of a program's standard error that are kept for the error message. */
const LAST_WORDS = 2_000;

/** The SDK's own reconnects of a stream with `Last-Event-ID`: a GET, never the request again. */
const RECONNECTION = {
	initialReconnectionDelay: 1_000,
	maxReconnectionDelay: 30_000,
	reconnectionDelayGrowFactor: 1.5,
	maxRetries: 2,
};

export async function openHttpTransport(
	{ url }: HttpEndpoint,
	kind: Exclude<TransportKind, 'stdio'>,
	fetch: FetchLike,
): Promise<OpenedTransport> {
	const sdk = await import('../../../third-party/mcp-client.ts');
	if (kind === 'sse') {
		const transport = new sdk.SSEClientTransport(url, { fetch: failOnStatus(fetch) });
		return { ...NO_SESSION, kind, transport: new SingleStreamTransport(mended(transport)) };
	}
	const transport = new sdk.StreamableHTTPClientTransport(url, {
		fetch,
		reconnectionOptions: RECONNECTION,
	});
	return {
		...NO_SESSION,
		kind,
		transport: new AnsweredTransport(mended(transport), carryTask),
		endSession: async (reportTrouble) => await endSession(transport, reportTrouble),
	};
}

/**
 * Starts a program without a shell. Of this process's environment it gets what the SDK deems safe
 * (PATH, HOME and the like), beside what the endpoint names.
 */
export async function openCommandTransport(
	{ command, args, env, cwd }: CommandEndpoint,
	messageBytesMax: number,
): Promise<OpenedTransport> {
	const { StdioClientTransport } = await import('../../../third-party/mcp-client-stdio.ts');
	const transport = new StdioClientTransport({
		command,
		args: [...args],
		env: env && { ...env },
		cwd,
		stderr: 'pipe',
		maxBufferSize: messageBytesMax,
	});
	let words = '';
	transport.stderr?.on('data', (chunk: unknown) => {
		words = `${words}${String(chunk)}`.slice(-LAST_WORDS);
	});
	return { ...NO_SESSION, kind: 'stdio', transport: mended(transport), lastWords: () => words };
}

const NO_SESSION = {
	endSession: async () => await Promise.resolve(),
	lastWords: () => '',
};

/** The kinds to try for an endpoint, in order. */
export function transportKinds(endpoint: Endpoint): TransportKind[] {
	if (endpoint.kind === 'command') return ['stdio'];
	const { transport = 'auto' } = endpoint;
	return transport === 'auto' ? ['streamableHttp', 'sse'] : [transport];
}

/**
 * What says that there may be a server of 2024-11-05, which knows HTTP+SSE only (specification
 * 2025-11-25, Transports, Backwards Compatibility).
 */
export function mayBeSseServer(error: McpClientError): boolean {
	return error.httpStatus !== undefined && [400, 404, 405].includes(error.httpStatus);
}

/** The SDK's SSE transport keeps no status of a POST that failed. */
function failOnStatus(fetch: FetchLike): FetchLike {
	return async (input, init) => {
		const response = await fetch(input, init);
		if (init?.method !== 'POST' || response.status < 400) return response;
		throw new HttpStatusError(response.status, { text: await readExcerpt(response, 4_096) });
	};
}
