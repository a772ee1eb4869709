import type { Endpoint, HttpEndpoint, CommandEndpoint } from '../access/endpoint';
import type { FetchLike, Transport } from '../../../third-party/mcp-client';
import type { McpClientError } from '../client-error';
import { carryResults } from './carried-results';
import { HttpSseTransport } from './http-sse';
import { StreamableHttpTransport } from './streamable-http';

export type TransportKind = 'streamableHttp' | 'sse' | 'stdio';

/** A transport that is not started yet, and what goes beyond the SDK's interface. */
export interface OpenedTransport {
	kind: TransportKind;
	transport: Transport;
	/** Ends the server's session, if there is one. Never throws. */
	endSession(reportTrouble: (error: Error) => void): Promise<void>;
	/** What the program wrote to its standard error, the last of it; empty for HTTP. */
	lastWords(): string;
	/** Why the transport closed by itself, where it knows. */
	reason(): Error | undefined;
}

/** Characters of a program's standard error that are kept for the error message. */
const LAST_WORDS = 2_000;

export function openHttpTransport(
	{ url }: HttpEndpoint,
	kind: Exclude<TransportKind, 'stdio'>,
	fetch: FetchLike,
	messageBytesMax: number,
): OpenedTransport {
	const settings = { url, fetch, messageBytesMax };
	if (kind === 'sse') {
		const transport = new HttpSseTransport(settings);
		const reason = () => transport.closedBecause;
		return { ...NO_SESSION, kind, transport: carryResults(transport), reason };
	}
	const transport = new StreamableHttpTransport(settings);
	return {
		...NO_SESSION,
		kind,
		transport: carryResults(transport),
		endSession: async (reportTrouble) => await transport.endSession(reportTrouble),
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
	const lastWords = () => words;
	return { ...NO_SESSION, kind: 'stdio', transport: carryResults(transport), lastWords };
}

const NO_SESSION = {
	endSession: async () => await Promise.resolve(),
	lastWords: () => '',
	reason: () => undefined,
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
