import { setTimeout as pause } from 'node:timers/promises';

import { SetupError } from './setup-error.ts';

const REQUEST_TIMEOUT_MS = 10_000;
const POLL_MS = 250;

const INITIALIZE = {
	jsonrpc: '2.0',
	id: 1,
	method: 'initialize',
	params: {
		protocolVersion: '2025-11-25',
		capabilities: {},
		clientInfo: { name: 'n8n-nodes-gtm-mcp quick start', version: '1.0.0' },
	},
};

/** The JSON-RPC message in a JSON body or in the data lines of an SSE body. */
export function readRpcBody(contentType: string, body: string): unknown {
	if (!contentType.includes('text/event-stream')) return JSON.parse(body) as unknown;
	const lines = body.split(/\r?\n/).filter((line) => line.startsWith('data:'));
	const messages = lines.map((line) => line.slice('data:'.length).trim()).filter(Boolean);
	return JSON.parse(messages.at(-1) ?? 'null') as unknown;
}

async function initialize(url: string, key: string): Promise<string | undefined> {
	const response = await fetch(url, {
		method: 'POST',
		headers: {
			authorization: `Bearer ${key}`,
			'content-type': 'application/json',
			accept: 'application/json, text/event-stream',
		},
		body: JSON.stringify(INITIALIZE),
		signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
	});
	const body = await response.text();
	if (!response.ok) return `HTTP ${response.status}`;
	const contentType = response.headers.get('content-type') ?? '';
	const message = readRpcBody(contentType, body) as { result?: { serverInfo?: unknown } } | null;
	return message?.result?.serverInfo ? undefined : 'no serverInfo in the answer to initialize';
}

/**
 * Waits until the MCP server at `url` answers `initialize`. Throws SetupError with what it
 * answered last when it does not in time.
 */
export async function requireMcpServer(
	url: string,
	key: string,
	timeoutMs = 20_000,
): Promise<void> {
	const deadline = Date.now() + timeoutMs;
	for (;;) {
		const problem = await initialize(url, key).catch((error: Error) => error.message);
		if (problem === undefined) return;
		if (Date.now() > deadline) {
			throw new SetupError(`the MCP server at ${url} does not answer (${problem}): see n8n’s log`);
		}
		await pause(POLL_MS);
	}
}
