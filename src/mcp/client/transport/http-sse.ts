import type { FetchLike, JSONRPCMessage, Transport } from '../../../third-party/mcp-client';
import { McpClientError } from '../client-error';
import { displayUrl } from '../server-url';
import { ForeignContentError, NoAnswerError } from './answer-errors';
import { isEventStream, statusError } from './answer-reading';
import { readExcerpt } from './bounded-response';
import { type StreamEvent, readEvents } from './event-stream';
import { readJsonRpcText } from './json-rpc-reading';
import type { StreamableHttpSettings } from './streamable-http';

const EXCERPT_BYTES = 4_096;

/**
 * HTTP+SSE of 2024-11-05: one stream for everything that the server says, and an address to post to
 * that the stream names. When the stream breaks, answers are lost, and a new one would begin a
 * session that knows nothing of them; so the connection is closed, and what waits on it fails.
 */
export class HttpSseTransport implements Transport {
	onclose?: () => void;
	onerror?: (error: Error) => void;
	onmessage?: Transport['onmessage'];
	/** Why the server's stream ended, if it did not just end. */
	closedBecause: Error | undefined;
	private readonly closing = new AbortController();
	private endpoint: URL | undefined;

	constructor(private readonly settings: StreamableHttpSettings) {}

	async start(): Promise<void> {
		const { url, fetch, messageBytesMax } = this.settings;
		const { signal } = this.closing;
		const headers = { accept: 'text/event-stream' };
		const response = await fetch(url, { method: 'GET', headers, signal });
		if (!response.ok) throw await statusError(response);
		if (!isEventStream(response) || !response.body) {
			throw new ForeignContentError({ text: await readExcerpt(response, EXCERPT_BYTES) });
		}
		const named = Promise.withResolvers<void>();
		const events = readEvents(response.body, messageBytesMax);
		void this.listen(events, named.resolve)
			.then(
				() => named.reject(new NoAnswerError('ended')),
				(error: Error) => {
					this.closedBecause = error;
					named.reject(error);
				},
			)
			.finally(async () => await this.close());
		await named.promise;
	}

	async send(message: JSONRPCMessage): Promise<void> {
		if (!this.endpoint || this.closing.signal.aborted) throw new NoAnswerError('ended');
		const init = {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(message),
			signal: this.closing.signal,
		};
		const { fetch }: { fetch: FetchLike } = this.settings;
		const response = await fetch(this.endpoint, init);
		if (!response.ok) throw await statusError(response);
		// Some servers answer in the response itself; the usual one is empty, or a word.
		const text = await readExcerpt(response, this.settings.messageBytesMax);
		for (const answer of readJsonRpcText(text)) this.onmessage?.(answer);
	}

	async close(): Promise<void> {
		if (this.closing.signal.aborted) return;
		this.closing.abort();
		this.onclose?.();
		await Promise.resolve();
	}

	setProtocolVersion(): void {
		// This transport says no version.
	}

	private async listen(events: AsyncIterable<StreamEvent>, onNamed: () => void): Promise<void> {
		for await (const { name, data } of events) {
			if (name === 'endpoint') {
				this.endpoint = this.toEndpoint(data);
				onNamed();
			} else {
				for (const message of readJsonRpcText(data)) this.onmessage?.(message);
			}
		}
	}

	private toEndpoint(address: string): URL {
		const { url } = this.settings;
		const endpoint = URL.parse(address.trim(), url.href);
		if (endpoint?.origin === url.origin) return endpoint;
		const named = endpoint ? displayUrl(endpoint) : address.slice(0, 200);
		throw new McpClientError('connect', `${displayUrl(url)} redirects requests to ${named}`, {
			hint: 'The node sends a key only to its own scheme, host and port. Contact the operator of the server; a proxy in front of it may hide its address.',
			delivery: 'notSent',
		});
	}
}
