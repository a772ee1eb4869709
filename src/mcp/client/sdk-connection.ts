import type {
	CallToolResult,
	Client,
	ClientCapabilities,
	CompleteResult,
	GetPromptResult,
	ReadResourceResult,
	RequestOptions,
} from '../../third-party/mcp-client';
import { displayEndpoint, endpointSecrets } from './access/endpoint';
import type { CompletionReference } from './access/completion-reference';
import { speaksOfAnotherEra } from './access/failure-kind';
import type { CallAnswers } from './answers/call-answers';
import { answerThrough } from './answers/request-handlers';
import { McpClientError } from './client-error';
import type { Clock } from '../../base/clock';
import { compose, type Interceptor } from '../../base/compose';
import { type ListItems, type ListKind, listAll } from './connection-lists';
import {
	type SubscriptionTarget,
	forwardAnnouncements,
	subscribe,
} from './connection-subscription';
import type {
	ConnectionEvents,
	ConnectionTarget,
	RequestLimits,
	ServerDescription,
} from './connection-target';
import type { Verdict } from './era-verdicts';
import { toMcpClientError } from './failure';
import type { FailureContext } from './failure-context';
import { Handshake } from './handshake';
import type { Listing } from './list-cache';
import type { McpConnection } from './mcp-connection';
import { readCompletion } from './reading/read-completion';
import { readPromptResult, readResourceResult } from './reading/read-content';
import { SecretKeeper } from './redaction';
import { type ToolCall, callToolToItsEnd } from './tasks/call-tool';
import { tasksCapability } from './tasks/modern-task';
import { requestCarried } from './transport/carried-results';
import type { TransportKind } from './transport/open-transport';
import type { RequestBinding } from './transport/origin-bound-fetch';

/** @throws McpClientError; the transport is closed then */
export async function openSdkConnection(
	target: ConnectionTarget,
	kind: TransportKind,
	limits: RequestLimits,
	clock: Clock,
): Promise<McpConnection> {
	const connection = new SdkConnection(target, kind, clock);
	await connection.open(limits);
	return connection;
}

/** One request over the connection, as its caller asks for it. */
interface Asked {
	step: FailureContext['step'];
	limits: RequestLimits;
	/** What answers the server if it asks back. */
	answers?: CallAnswers;
}

/** A connection of the SDK's client. `open` comes first. */
class SdkConnection implements McpConnection {
	isClosed = false;
	private readonly secrets = new SecretKeeper();
	private readonly handshake: Handshake;
	private binding: RequestBinding;
	private events: ConnectionEvents = {};
	private answers?: CallAnswers;
	private sent: FailureContext['credential'] = 'none';
	private client?: Client;

	constructor(
		private readonly target: ConnectionTarget,
		private readonly kind: TransportKind,
		private readonly clock: Clock,
	) {
		this.binding = target.binding;
		this.secrets.add(endpointSecrets(target.endpoint));
		const capabilities: ClientCapabilities = {
			...target.capabilities,
			...(kind === 'streamableHttp' ? tasksCapability : {}),
		};
		this.handshake = new Handshake(target, kind, capabilities, {
			binding: () => this.binding,
			onHeadersSent: (headers) => this.keepSecret(headers),
			prepare: (client) => {
				client.onerror = this.reportTrouble;
				client.onclose = () => (this.isClosed = true);
				answerThrough(client, capabilities, () => this.answers);
				forwardAnnouncements(client, () => this.events);
			},
			reportTrouble: (error) => this.reportTrouble(error),
		});
	}

	get server(): ServerDescription {
		const client = this.connected();
		const { name, title, version } = client.getServerVersion() ?? {};
		return {
			name,
			title,
			version,
			instructions: client.getInstructions(),
			era: client.getProtocolEra() ?? 'legacy',
			protocolVersion: client.getNegotiatedProtocolVersion() ?? '',
			transport: this.kind,
			capabilities: client.getServerCapabilities() ?? {},
		};
	}

	get verdict(): Verdict {
		const discover = this.connected().getDiscoverResult();
		return {
			transport: this.kind,
			prior: discover ? { kind: 'modern', discover } : { kind: 'legacy' },
		};
	}

	readonly redact = (text: string): string => this.secrets.redact(text);

	bind(binding: RequestBinding): void {
		this.binding = binding;
	}

	hear(events: ConnectionEvents): void {
		this.events = events;
	}

	async open(limits: RequestLimits): Promise<void> {
		const asked = { step: 'connect', limits } as const;
		try {
			await this.explained(asked, async () => {
				this.client = await this.handshake.shake(limits);
			});
		} catch (error) {
			throw this.orOfProbe(error, asked);
		}
	}

	async list<K extends ListKind>(kind: K, limits: RequestLimits): Promise<Listing<ListItems[K]>> {
		return await this.ask({ step: 'list', limits }, async (client, options) => {
			return await listAll(client, kind, options);
		});
	}

	async callTool(
		call: ToolCall,
		limits: RequestLimits,
		answers?: CallAnswers,
	): Promise<CallToolResult> {
		return await this.ask({ step: 'call', limits, answers }, async (client, options) => {
			return await callToolToItsEnd(client, call, options, {
				answers,
				clock: this.clock,
				signal: limits.signal ?? new AbortController().signal,
				progress: limits.progress,
				reportTrouble: this.reportTrouble,
				redact: this.redact,
			});
		});
	}

	async readResource(
		uri: string,
		limits: RequestLimits,
		answers?: CallAnswers,
	): Promise<ReadResourceResult> {
		return await this.ask({ step: 'read', limits, answers }, async (client, options) => {
			const request = { method: 'resources/read', params: { uri } };
			return readResourceResult(await requestCarried(client, request, options));
		});
	}

	async getPrompt(
		prompt: { name: string; arguments: Record<string, string> },
		limits: RequestLimits,
		answers?: CallAnswers,
	): Promise<GetPromptResult> {
		return await this.ask({ step: 'prompt', limits, answers }, async (client, options) => {
			const request = { method: 'prompts/get', params: prompt };
			return readPromptResult(await requestCarried(client, request, options));
		});
	}

	async complete(
		ref: CompletionReference,
		argument: { name: string; value: string },
		known: Record<string, string>,
		limits: RequestLimits,
	): Promise<CompleteResult['completion']> {
		const context = Object.keys(known).length > 0 ? { context: { arguments: known } } : {};
		return await this.ask({ step: 'complete', limits }, async (client, options) => {
			const request = { method: 'completion/complete', params: { ref, argument, ...context } };
			return readCompletion(await requestCarried(client, request, options));
		});
	}

	async subscribe(target: SubscriptionTarget, limits: RequestLimits): Promise<() => Promise<void>> {
		const end = await this.ask({ step: 'watch', limits }, async (client, options) => {
			return await subscribe(client, target, options);
		});
		return async () => await end().catch(this.reportTrouble);
	}

	async close(): Promise<void> {
		this.isClosed = true;
		await this.handshake.opened?.endSession(this.reportTrouble);
		await this.client?.close().catch(this.reportTrouble);
	}

	/** What stands around each request, in this order; then the SDK's client over our transport. */
	private async ask<T>(
		asked: Asked,
		request: (client: Client, options: RequestOptions) => Promise<T>,
	): Promise<T> {
		const around: Array<Interceptor<Asked, T>> = [
			async (call, next) => await this.answering(call, next),
			async (call, next) => await this.explained(call, next),
		];
		const pass = compose(around, async ({ limits }) => {
			const options = {
				timeout: limits.timeoutMs,
				signal: limits.signal,
				onprogress: limits.progress,
				resetTimeoutOnProgress: true,
			};
			return await request(this.connected(), options);
		});
		return await pass(asked);
	}

	/** While a call runs, the server's questions are its caller's. Not for concurrent calls. */
	private async answering<T>(asked: Asked, next: (asked: Asked) => Promise<T>): Promise<T> {
		if (!asked.answers) return await next(asked);
		this.answers = asked.answers;
		try {
			return await next(asked);
		} finally {
			this.answers = undefined;
		}
	}

	/** What fails, fails in our own words. */
	private async explained<T>(asked: Asked, next: (asked: Asked) => Promise<T>): Promise<T> {
		try {
			return await next(asked);
		} catch (error) {
			const reason = this.handshake.opened?.reason() ?? error;
			throw toMcpClientError(reason, this.failureContext(asked));
		}
	}

	/**
	 * What the handshake failed with, unless it says no more than that there is none here: then the
	 * server is one of the other era, and what it said to the probe counts.
	 */
	private orOfProbe(error: unknown, asked: Asked): unknown {
		const { probeFailure } = this.handshake;
		if (probeFailure === undefined || !speaksOfAnotherEra(error)) return error;
		return toMcpClientError(probeFailure, this.failureContext(asked));
	}

	private failureContext({ step, limits: { timeoutMs, signal } }: Asked): FailureContext {
		const { opened } = this.handshake;
		return {
			step,
			server: displayEndpoint(this.target.endpoint),
			credential: this.binding.authorization.kind ?? this.sent,
			session: opened?.transport.sessionId === undefined ? 'no session' : 'session',
			timeoutMs,
			signal,
			redact: this.redact,
			lastWords: opened?.lastWords(),
		};
	}

	private keepSecret(headers: Readonly<Record<string, string>>): void {
		this.secrets.addHeaders(headers);
		if (Object.keys(headers).length > 0) this.sent = 'apiKey';
	}

	private connected(): Client {
		if (this.client) return this.client;
		throw new McpClientError('connect', 'The connection is not open', { hint: 'Connect first.' });
	}

	private readonly reportTrouble = (error: Error): void => {
		this.binding.ports.reportTrouble?.(this.redact(error.message));
	};
}
