import { messageJson } from './message-json';
import type { OutgoingMessage, ReplySink } from './reply-sink';

/** What is needed of an HTTP response: Node's and Express' fit. */
export interface ResponsePort {
	readonly writableEnded: boolean;
	readonly destroyed: boolean;
	writeHead(status: number, headers: Record<string, string>): unknown;
	write(chunk: string): unknown;
	end(body?: string): unknown;
	on(event: 'close', listener: () => void): unknown;
	/** There where a compressing middleware would hold events back. */
	flush?(): void;
}

/** Repeats a task until the returned function is called. */
export type Repeat = (milliseconds: number, task: () => void) => () => void;

/** Idle connections are cut by proxies, commonly after a minute. */
const KEEP_ALIVE_MS = 15_000;

/** Neither proxies nor the compression of n8n may hold events back. */
const STREAM_HEADERS = {
	'Content-Type': 'text/event-stream',
	'Cache-Control': 'no-cache, no-transform',
	'X-Accel-Buffering': 'no',
};

/**
 * The HTTP response to one message: JSON when there is only an answer, an event stream as soon as
 * something precedes it, or when the answer takes so long that a proxy would give up.
 */
export class OpenResponse implements ReplySink {
	private streaming = false;
	private stopKeepAlive: () => void = () => undefined;

	/**
	 * @param accept the request's `Accept` header
	 * @param headers to send with whatever the answer is
	 */
	constructor(
		private readonly response: ResponsePort,
		accept: string | undefined,
		private readonly repeat: Repeat,
		private readonly headers: Readonly<Record<string, string>> = {},
	) {
		this.streams = accept === undefined || /text\/event-stream|\*\/\*/i.test(accept);
	}

	readonly streams: boolean;

	/** From now on the client hears a sign of life now and then. Most answers need none. */
	keepAliveUntilAnswered(): void {
		if (this.isOver()) return;
		this.stopKeepAlive = this.repeat(KEEP_ALIVE_MS, () => this.keepAlive());
		this.response.on('close', () => this.stopKeepAlive());
	}

	send(message: OutgoingMessage): void {
		if (!this.streams || this.isOver()) return;
		this.beginStream();
		this.writeEvent(message);
	}

	finish(
		status: number,
		message: OutgoingMessage | undefined,
		headers: Readonly<Record<string, string>> = {},
	): void {
		this.stopKeepAlive();
		if (this.isOver()) return;
		if (this.streaming) {
			if (message) this.writeEvent(message);
			this.response.end();
			return;
		}
		const json = message && messageJson(message);
		sendText(this.response, status, { ...this.headers, ...headers }, json);
	}

	/** Sends the answers to a batch; a batch of notifications has none. */
	finishBatch(answers: readonly OutgoingMessage[]): void {
		this.stopKeepAlive();
		if (this.isOver()) return;
		if (this.streaming) {
			for (const answer of answers) this.writeEvent(answer);
			this.response.end();
			return;
		}
		if (answers.length === 0) sendText(this.response, 202, this.headers, undefined);
		else sendJson(this.response, 200, this.headers, answers);
	}

	abandon(): void {
		this.finish(202, undefined);
	}

	onGone(react: () => void): void {
		if (this.response.destroyed && !this.response.writableEnded) return react();
		this.response.on('close', () => {
			if (!this.response.writableEnded) react();
		});
	}

	onClosed(react: () => void): void {
		if (this.isOver()) react();
		else this.response.on('close', react);
	}

	/** Opens the stream before there is anything to send: the client learns that it is there. */
	openStream(): void {
		if (this.streaming || this.isOver()) return;
		this.beginStream();
		this.write(': open\n\n');
	}

	/** From now on the answer can only be an event. */
	private beginStream(): void {
		if (this.streaming || this.isOver()) return;
		this.streaming = true;
		this.response.writeHead(200, { ...this.headers, ...STREAM_HEADERS });
		this.response.flush?.();
	}

	private keepAlive(): void {
		if (!this.streams || this.isOver()) return;
		this.beginStream();
		this.write(': keep-alive\n\n');
	}

	private writeEvent(message: OutgoingMessage): void {
		this.write(`event: message\ndata: ${messageJson(message)}\n\n`);
	}

	private write(text: string): void {
		this.response.write(text);
		this.response.flush?.();
	}

	private isOver(): boolean {
		return this.response.writableEnded || this.response.destroyed;
	}
}

/** Writes a whole answer, unless the client has gone. */
export function sendJson(
	response: ResponsePort,
	status: number,
	headers: Readonly<Record<string, string>>,
	body: object,
): void {
	sendText(response, status, headers, JSON.stringify(body));
}

/** @param json undefined for an answer without a body */
function sendText(
	response: ResponsePort,
	status: number,
	headers: Readonly<Record<string, string>>,
	json: string | undefined,
): void {
	if (response.writableEnded || response.destroyed) return;
	if (json === undefined) {
		response.writeHead(status, { ...headers, 'Content-Length': '0' });
		response.end();
		return;
	}
	response.writeHead(status, {
		...headers,
		'Content-Type': 'application/json',
		'Content-Length': String(Buffer.byteLength(json)),
	});
	response.end(json);
}
