import type {
	JSONRPCMessage,
	MessageExtraInfo,
	Transport,
	TransportSendOptions,
} from '../../../third-party/mcp-client';

/** Outside of what JSON-RPC reserves, so no server's: the stream ended, and no answer was in it. */
export const STREAM_ENDED_CODE = -31_999;

type RequestId = string | number;

/**
 * An HTTP transport on which no request waits in vain. The SDK lets a request hang until its timeout
 * when its response stream ends without an answer, and leaves the stream of a cancelled request open
 * in the legacy era; here the first fails at once, and the second is closed. A version probe whose stream ends closes the
 * connection: an error in answer to it would be taken for a verdict. (As of
 * `@modelcontextprotocol/client` 2.4.0.)
 */
export class AnsweredTransport implements Transport {
	onclose?: () => void;
	onerror?: (error: Error) => void;
	onmessage?: <T extends JSONRPCMessage>(message: T, extra?: MessageExtraInfo) => void;
	readonly hasPerRequestStream?: boolean;
	private readonly open = new Map<RequestId, AbortController>();

	/** @param rewrite gets every message before the SDK does */
	constructor(
		private readonly inner: Transport,
		rewrite: <T extends JSONRPCMessage>(message: T) => T,
	) {
		this.hasPerRequestStream = inner.hasPerRequestStream;
		inner.onclose = () => this.onclose?.();
		inner.onerror = (error) => this.onerror?.(error);
		inner.onmessage = (message, extra) => {
			if (!('method' in message) && message.id !== undefined) this.open.delete(message.id);
			this.onmessage?.(rewrite(message), extra);
		};
	}

	get sessionId(): string | undefined {
		return this.inner.sessionId;
	}

	async start(): Promise<void> {
		await this.inner.start();
	}

	async close(): Promise<void> {
		this.open.clear();
		await this.inner.close();
	}

	setProtocolVersion(version: string): void {
		this.inner.setProtocolVersion?.(version);
	}

	setSupportedProtocolVersions(versions: string[]): void {
		this.inner.setSupportedProtocolVersions?.(versions);
	}

	async send(message: JSONRPCMessage, options: TransportSendOptions = {}): Promise<void> {
		if (isRequest(message)) {
			await this.inner.send(message, this.watched(message, options)).catch((error: unknown) => {
				this.open.delete(message.id);
				throw error;
			});
			return;
		}
		await this.inner.send(message, options);
		if ('method' in message && message.method === 'notifications/cancelled') {
			this.abandon(message.params?.requestId);
		}
	}

	/** A stream that the SDK watches itself (a subscription) is left to it. */
	private watched({ id, method }: Request, options: TransportSendOptions): TransportSendOptions {
		if (options.onRequestStreamEnd) return options;
		const controller = new AbortController();
		const { requestSignal } = options;
		this.open.set(id, controller);
		requestSignal?.addEventListener('abort', () => this.abandon(id), { once: true });
		return {
			...options,
			requestSignal: controller.signal,
			onRequestStreamEnd: () => {
				if (method !== 'server/discover') this.fail(id);
				else void this.close().catch((error: unknown) => this.onerror?.(toError(error)));
			},
		};
	}

	private fail(id: RequestId): void {
		if (!this.open.delete(id)) return;
		const error = { code: STREAM_ENDED_CODE, message: 'The connection was closed' };
		this.onmessage?.({ jsonrpc: '2.0', id, error });
	}

	private abandon(id: unknown): void {
		if (typeof id !== 'string' && typeof id !== 'number') return;
		this.open.get(id)?.abort();
		this.open.delete(id);
	}
}

type Request = Extract<JSONRPCMessage, { id: RequestId; method: string }>;

function isRequest(message: JSONRPCMessage): message is Request {
	return 'method' in message && 'id' in message;
}

function toError(error: unknown): Error {
	return error instanceof Error ? error : new Error(String(error));
}
