import type {
	FetchLike,
	JSONRPCMessage,
	Transport,
	TransportSendOptions,
} from '../../../third-party/mcp-client';
import { McpClientError } from '../client-error';
import { MetaKey } from '../../protocol/request-meta';
import { isJsonObject } from '../../protocol/json-rpc';
import { standardHeaders } from '../../protocol/standard-headers';
import { NoAnswerError } from './answer-errors';
import { discardBody, isEventStream, readAnswer, statusError } from './answer-reading';
import { type StreamEvent, readEvents } from './event-stream';
import {
	type JSONRPCRequest,
	type RequestId,
	answers,
	isRequest,
	readJsonRpcText,
} from './json-rpc-reading';
import { StandingStream } from './standing-stream';
import { pause } from './pause';

export interface StreamableHttpSettings {
	url: URL;
	/** Adds the authorization, and sees to where requests go. */
	fetch: FetchLike;
	/** Of one JSON document or one event. */
	messageBytesMax: number;
}

/** How often a stream that broke before the answer is taken up again without anything new in it. */
const RESUMES_MAX = 2;
const RESUME_MS = 1_000;
/** How long a stream may go on after the answer that it was for. */
const AFTER_ANSWER_MS = 1_000;
/** A server that does not answer the end of its session must not hold up the execution. */
const SESSION_END_MS = 2_000;
const LAST_WORD_MS = 1_000;

/** A server that answers the opening of its stream with its first event only is not waited for longer. */
const STREAM_OPEN_MS = 1_000;

/** What a server may ask of a client that offers it. */
const ASKED = ['elicitation', 'sampling', 'roots'];

function offersAnswers(params: JSONRPCRequest['params']): boolean {
	const { capabilities } = (params ?? {}) as { capabilities?: Record<string, unknown> };
	return ASKED.some((name) => capabilities?.[name] !== undefined);
}

/**
 * The client's end of Streamable HTTP, of both eras. Reads what servers send, in whatever framing and
 * under whatever content type it comes, and lets no request wait in vain: a response that ends
 * without the answer fails it at once. (The transport of `@modelcontextprotocol/client` 2.4.0 lets
 * such a request hang until its timeout, and refuses messages that are slightly off as a whole.)
 *
 * `send` of a request resolves once its answer was passed on, and rejects with what went wrong.
 */
export class StreamableHttpTransport implements Transport {
	onclose?: () => void;
	onerror?: (error: Error) => void;
	onmessage?: Transport['onmessage'];
	/** In the modern era closing the stream of a request is what cancels it. */
	readonly hasPerRequestStream = true;
	sessionId: string | undefined;
	private protocolVersion: string | undefined;
	private readonly exchanges = new Set<AbortController>();
	/** Notifications and answers on their way to the server. */
	private readonly telling = new Set<Promise<void>>();
	private readonly open = new Map<RequestId, AbortController>();
	private readonly standing: StandingStream;
	private isClosed = false;
	/** Whether the server may ask something, which it may do on its own stream. */
	private mayBeAsked = false;

	constructor(private readonly settings: StreamableHttpSettings) {
		this.standing = new StandingStream({
			open: async (lastEventId, signal) => await this.get(lastEventId, signal),
			bytesMax: settings.messageBytesMax,
			deliver: (event) => this.deliver(event),
			reportTrouble: (error) => this.onerror?.(error),
			pause,
		});
	}

	async start(): Promise<void> {
		await Promise.resolve(); // Nothing is open before the first request.
	}

	async close(): Promise<void> {
		if (this.isClosed) return;
		this.isClosed = true;
		this.standing.close();
		for (const exchange of this.open.values()) exchange.abort();
		this.onclose?.();
		// The server has to hear that a request is cancelled, also if that is why it is closed.
		await Promise.race([Promise.allSettled(this.telling), pause(LAST_WORD_MS)]);
		for (const exchange of this.exchanges) exchange.abort();
	}

	setProtocolVersion(version: string): void {
		this.protocolVersion = version;
	}

	/** Tells a legacy server that its session may go. Waits two seconds at most, reports failures. */
	async endSession(reportTrouble: (error: Error) => void): Promise<void> {
		if (this.sessionId === undefined) return;
		const init = {
			method: 'DELETE',
			headers: this.headers(),
			signal: AbortSignal.timeout(SESSION_END_MS),
		};
		await this.settings.fetch(this.settings.url, init).then(discardBody).catch(reportTrouble);
	}

	async send(message: JSONRPCMessage, options: TransportSendOptions = {}): Promise<void> {
		const { requestSignal } = options;
		const exchange = new AbortController();
		const abandon = () => exchange.abort(requestSignal?.reason);
		if (requestSignal?.aborted || this.isClosed) abandon();
		requestSignal?.addEventListener('abort', abandon, { once: true });
		this.exchanges.add(exchange);
		try {
			if (isRequest(message)) await this.ask(message, options, exchange);
			else await this.tracked(this.tell(message, exchange.signal));
		} finally {
			requestSignal?.removeEventListener('abort', abandon);
			this.exchanges.delete(exchange);
		}
	}

	private async tracked(work: Promise<void>): Promise<void> {
		this.telling.add(work);
		await work.finally(() => this.telling.delete(work));
	}

	private async ask(
		message: JSONRPCRequest,
		options: TransportSendOptions,
		exchange: AbortController,
	): Promise<void> {
		const { id, method } = message;
		this.open.set(id, exchange);
		try {
			const response = await this.post(message, options.headers, exchange.signal);
			if (!response.ok) return await this.takeRefusal(response, message);
			if (method === 'initialize') {
				this.mayBeAsked = offersAnswers(message.params);
				this.sessionId = response.headers.get('mcp-session-id') ?? undefined;
			}
			if (isEventStream(response)) return await this.takeStream(response, id, options, exchange);
			await this.takeDocument(response, id);
		} finally {
			this.open.delete(id);
		}
	}

	private async tell(message: JSONRPCMessage, signal: AbortSignal): Promise<void> {
		const method = 'method' in message ? message.method : '';
		const response = await this.post(message, undefined, signal);
		if (method === 'notifications/cancelled' && 'params' in message) {
			this.abandon(message.params?.requestId);
		}
		if (method !== 'notifications/initialized') {
			if (!response.ok) throw await statusError(response);
			return discardBody(response);
		}
		// A server that refuses to hear that the handshake is done has done its part of it.
		if (response.ok) this.standing.open();
		else this.onerror?.(await statusError(response));
		discardBody(response);
		// What a server says before its stream is open is lost: a call that asks would wait for ever.
		if (this.mayBeAsked) await Promise.race([this.standing.isHeard(), pause(STREAM_OPEN_MS)]);
	}

	/** A cancelled request of the legacy era: its stream is of no use any more. */
	private abandon(id: unknown): void {
		if (typeof id === 'string' || typeof id === 'number') this.open.get(id)?.abort();
	}

	private async takeRefusal(response: Response, message: JSONRPCRequest): Promise<void> {
		const error = await statusError(response);
		// In the modern era errors come with a status, and are told by their code all the same.
		const said = modernVersionOf(message) === undefined ? [] : readJsonRpcText(error.data.text);
		const answer = said.find((each) => answers(each, message.id));
		if (!answer || response.status === 401 || response.status === 403) throw error;
		this.onmessage?.(answer);
	}

	private async takeDocument(response: Response, id: RequestId): Promise<void> {
		const { messageBytesMax } = this.settings;
		const messages = await readAnswer(response, messageBytesMax, id);
		for (const message of messages) this.onmessage?.(message);
		if (messages.some((message) => answers(message, id))) return;
		if (response.status !== 202 && response.status !== 204) throw new NoAnswerError('ended');
		// Some servers take a request and answer it on their own stream; without one none will come.
		if (!(await this.standing.isHeard())) throw new NoAnswerError('accepted');
	}

	/** Takes up a stream that breaks before the answer, if the server said how. */
	private async takeStream(
		response: Response,
		id: RequestId,
		options: TransportSendOptions,
		exchange: AbortController,
	): Promise<void> {
		let body = response.body;
		let lastEventId: string | undefined;
		let retryMs: number | undefined;
		for (let fruitless = 0; ; fruitless += 1) {
			const events = body && readEvents(body, this.settings.messageBytesMax);
			try {
				for (let next = await events?.next(); next && !next.done; next = await events?.next()) {
					const event = next.value;
					fruitless = 0;
					lastEventId = event.id ?? lastEventId;
					retryMs = event.retryMs ?? retryMs;
					const isAnswered = this.deliver(event).some((message) => answers(message, id));
					if (!isAnswered || options.onRequestStreamEnd || !events) continue;
					void this.hearOut(events);
					return;
				}
			} catch (error) {
				if (exchange.signal.aborted || !isBroken(error)) throw error;
				this.onerror?.(error);
			}
			if (options.onRequestStreamEnd) return options.onRequestStreamEnd();
			if (lastEventId === undefined || fruitless >= RESUMES_MAX) throw new NoAnswerError('ended');
			await pause(retryMs ?? RESUME_MS * (fruitless + 1), exchange.signal);
			body = await this.resume(lastEventId, exchange.signal);
		}
	}

	private async resume(lastEventId: string, signal: AbortSignal): Promise<Response['body']> {
		const response = await this.get(lastEventId, signal).catch((error: Error) => {
			if (signal.aborted) throw error;
			this.onerror?.(error);
		});
		if (response?.ok && isEventStream(response)) return response.body;
		if (response) discardBody(response);
		return null;
	}

	/** What still comes behind the answer, so that the connection can be used again. */
	private async hearOut(events: AsyncGenerator<StreamEvent, void>): Promise<void> {
		const isOver = Symbol('over');
		const end = pause(AFTER_ANSWER_MS).then(() => isOver);
		try {
			for (;;) {
				const next = await Promise.race([events.next(), end]);
				if (typeof next === 'symbol' || next.done) return;
				this.deliver(next.value);
			}
		} catch (error) {
			this.onerror?.(error as Error);
		} finally {
			void events.return().catch(() => undefined);
		}
	}

	private deliver({ data }: StreamEvent): JSONRPCMessage[] {
		if (data.trim() === '') return [];
		const messages = readJsonRpcText(data);
		for (const message of messages) this.onmessage?.(message);
		return messages;
	}

	private async post(
		message: JSONRPCMessage,
		extra: Readonly<Record<string, string>> | undefined,
		signal: AbortSignal,
	): Promise<Response> {
		const headers = { ...extra, ...this.headers(message) };
		headers['content-type'] = 'application/json';
		headers.accept = 'application/json, text/event-stream';
		const init = { method: 'POST', headers, body: JSON.stringify(message), signal };
		return await this.settings.fetch(this.settings.url, init);
	}

	private async get(lastEventId: string | undefined, signal: AbortSignal): Promise<Response> {
		const headers = this.headers();
		headers.accept = 'text/event-stream';
		if (lastEventId !== undefined) headers['last-event-id'] = lastEventId;
		return await this.settings.fetch(this.settings.url, { method: 'GET', headers, signal });
	}

	private headers(message?: JSONRPCMessage): Record<string, string> {
		const modern = message && modernVersionOf(message);
		if (message && isRequest(message) && modern !== undefined) {
			return standardHeaders(message.method, message.params ?? {}, modern);
		}
		const isHandshake = message && 'method' in message && message.method === 'initialize';
		return {
			...(this.sessionId !== undefined && !isHandshake && { 'mcp-session-id': this.sessionId }),
			...(this.protocolVersion !== undefined && { 'mcp-protocol-version': this.protocolVersion }),
		};
	}
}

/** The revision that a request of the modern era names in its `_meta`. */
function modernVersionOf(message: JSONRPCMessage): string | undefined {
	if (!isRequest(message) || !isJsonObject(message.params?._meta)) return undefined;
	const version = message.params._meta[MetaKey.protocolVersion];
	return typeof version === 'string' ? version : undefined;
}

/** A stream that broke, as opposed to one that we will not read any further. */
function isBroken(error: unknown): error is Error {
	return !(error instanceof McpClientError);
}
