import type { JSONRPCMessage, MessageExtraInfo, Transport } from '../../../third-party/mcp-client';
import { HttpStatusError } from './http-status-error';

/**
 * HTTP+SSE of 2024-11-05, with one stream for everything. When it breaks, answers are lost, and the
 * SDK's silent reconnect would begin a session that knows nothing of them; so the connection is
 * closed instead, and what waits on it fails at once.
 */
export class SingleStreamTransport implements Transport {
	onclose?: () => void;
	onerror?: (error: Error) => void;
	onmessage?: <T extends JSONRPCMessage>(message: T, extra?: MessageExtraInfo) => void;

	constructor(private readonly inner: Transport) {
		inner.onclose = () => this.onclose?.();
		inner.onmessage = (message, extra) => this.onmessage?.(message, extra);
	}

	async start(): Promise<void> {
		this.inner.onerror = (error) => this.onerror?.(error);
		try {
			await this.inner.start();
		} catch (error) {
			throw toStatusError(error);
		}
		this.inner.onerror = (error) => {
			this.onerror?.(error);
			if (isStreamError(error)) void this.closeLater();
		};
	}

	/** Not within the event: the reconnect is only scheduled behind it, and closing calls it off. */
	private async closeLater(): Promise<void> {
		await Promise.resolve();
		await this.close().catch((reason: Error) => this.onerror?.(reason));
	}

	async send(message: JSONRPCMessage): Promise<void> {
		await this.inner.send(message);
	}

	async close(): Promise<void> {
		await this.inner.close();
	}

	setProtocolVersion(version: string): void {
		this.inner.setProtocolVersion?.(version);
	}
}

/** The SDK's SseError, seen by its shape: it carries the event of the stream that broke. */
function isStreamError(error: unknown): error is { code?: unknown; event: unknown } {
	return typeof error === 'object' && error !== null && 'event' in error;
}

/** The SDK's SseError has the status of the response as its code. */
function toStatusError(error: unknown): unknown {
	if (!isStreamError(error) || typeof error.code !== 'number') return error;
	return new HttpStatusError(error.code, { text: '' });
}
