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
import { type CallAnswers, ROUNDS_MAX } from './answers/call-answers';
import { answerThrough } from './answers/request-handlers';
import { McpClientError } from './client-error';
import { clientInfo } from './client-info';
import type { Clock } from '../../base/clock';
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
import { speaksOfAnotherEra } from './access/failure-kind';
import type { Listing } from './list-cache';
import type { McpConnection } from './mcp-connection';
import { readCompletion } from './reading/read-completion';
import { readPromptResult, readResourceResult } from './reading/read-content';
import { SecretKeeper } from './redaction';
import { type ToolCall, callToolToItsEnd } from './tasks/call-tool';
import { tasksCapability } from './tasks/modern-task';
import {
	type OpenedTransport,
	type TransportKind,
	openCommandTransport,
	openHttpTransport,
} from './transport/open-transport';
import { requestCarried } from './transport/carried-results';
import { type RequestBinding, createOriginBoundFetch } from './transport/origin-bound-fetch';
import { VersionProbe } from './transport/version-probe';

/** What a server is held to that shall be spoken to without a handshake. */
const MODERN = '2026-07-28';
const MESSAGE_BYTES_MAX = 16 * 1024 * 1024;
/** Who does not know `server/discover` may stay silent; then it is a legacy server. */
const PROBE_SHARE = 0.5;

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

/** A connection of the SDK's client. `open` comes first. */
class SdkConnection implements McpConnection {
	isClosed = false;
	private readonly secrets = new SecretKeeper();
	private readonly capabilities: ClientCapabilities;
	private binding: RequestBinding;
	private events: ConnectionEvents = {};
	private answers?: CallAnswers;
	private sent: FailureContext['credential'] = 'none';
	private opened?: OpenedTransport;
	private probe?: VersionProbe;
	private client?: Client;

	constructor(
		private readonly target: ConnectionTarget,
		private readonly kind: TransportKind,
		private readonly clock: Clock,
	) {
		this.binding = target.binding;
		this.capabilities = {
			...target.capabilities,
			...(kind === 'streamableHttp' ? tasksCapability : {}),
		};
		this.secrets.add(endpointSecrets(target.endpoint));
	}

	get server(): ServerDescription {
		const { client } = this.connected();
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
		const discover = this.connected().client.getDiscoverResult();
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
		const { era = 'auto' } = this.target.endpoint;
		const probeMs = limits.timeoutMs * PROBE_SHARE;
		await this.explained('connect', limits, async ({ timeout, signal }) => {
			const { Client } = await import('../../third-party/mcp-client.ts');
			const client = new Client(clientInfo, {
				capabilities: this.capabilities,
				versionNegotiation: {
					mode: era === 'modern' ? { pin: MODERN } : 'auto',
					...(this.kind === 'stdio' && { probe: { timeoutMs: probeMs } }),
				},
				inputRequired: { maxRounds: this.target.roundsMax ?? ROUNDS_MAX },
			});
			client.onerror = this.reportTrouble;
			client.onclose = () => (this.isClosed = true);
			answerThrough(client, this.capabilities, () => this.answers);
			forwardAnnouncements(client, () => this.events);
			this.client = client;
			this.opened = await this.openTransport();
			const { transport } = this.opened;
			if (this.kind === 'streamableHttp' && era === 'auto') {
				this.probe = new VersionProbe(transport, probeMs);
			}
			const isLegacy = this.kind === 'sse' || era === 'legacy';
			const prior = isLegacy ? ({ kind: 'legacy' } as const) : this.target.verdict?.prior;
			await withDeadline(client.connect(transport, { timeout, signal, prior }), limits).catch(
				async (error: unknown) => {
					await transport.close().catch(this.reportTrouble);
					throw error;
				},
			);
		}).catch((error: unknown) => {
			throw this.orOfProbe(error, limits);
		});
	}

	async list<K extends ListKind>(kind: K, limits: RequestLimits): Promise<Listing<ListItems[K]>> {
		return await this.explained(
			'list',
			limits,
			async (options) => await listAll(this.connected().client, kind, options),
		);
	}

	async callTool(
		call: ToolCall,
		limits: RequestLimits,
		answers?: CallAnswers,
	): Promise<CallToolResult> {
		return await this.answering(
			answers,
			async () =>
				await this.explained(
					'call',
					limits,
					async (options) =>
						await callToolToItsEnd(this.connected().client, call, options, {
							answers,
							clock: this.clock,
							signal: limits.signal ?? new AbortController().signal,
							progress: limits.progress,
							reportTrouble: this.reportTrouble,
							redact: this.redact,
						}),
				),
		);
	}

	async readResource(
		uri: string,
		limits: RequestLimits,
		answers?: CallAnswers,
	): Promise<ReadResourceResult> {
		return await this.answering(
			answers,
			async () =>
				await this.explained('read', limits, async (options) => {
					const request = { method: 'resources/read', params: { uri } };
					const { client } = this.connected();
					return readResourceResult(await requestCarried(client, request, options));
				}),
		);
	}

	async getPrompt(
		prompt: { name: string; arguments: Record<string, string> },
		limits: RequestLimits,
		answers?: CallAnswers,
	): Promise<GetPromptResult> {
		return await this.answering(
			answers,
			async () =>
				await this.explained('prompt', limits, async (options) => {
					const request = { method: 'prompts/get', params: prompt };
					const { client } = this.connected();
					return readPromptResult(await requestCarried(client, request, options));
				}),
		);
	}

	async complete(
		ref: CompletionReference,
		argument: { name: string; value: string },
		known: Record<string, string>,
		limits: RequestLimits,
	): Promise<CompleteResult['completion']> {
		const context = Object.keys(known).length > 0 ? { context: { arguments: known } } : {};
		return await this.explained('complete', limits, async (options) => {
			const request = { method: 'completion/complete', params: { ref, argument, ...context } };
			const { client } = this.connected();
			return readCompletion(await requestCarried(client, request, options));
		});
	}

	async subscribe(target: SubscriptionTarget, limits: RequestLimits): Promise<() => Promise<void>> {
		const end = await this.explained(
			'watch',
			limits,
			async (options) => await subscribe(this.connected().client, target, options),
		);
		return async () => await end().catch(this.reportTrouble);
	}

	async close(): Promise<void> {
		this.isClosed = true;
		await this.opened?.endSession(this.reportTrouble);
		await this.client?.close().catch(this.reportTrouble);
	}

	private async openTransport(): Promise<OpenedTransport> {
		const { endpoint, messageBytesMax = MESSAGE_BYTES_MAX } = this.target;
		if (endpoint.kind === 'command') return await openCommandTransport(endpoint, messageBytesMax);
		const fetch = createOriginBoundFetch({
			url: endpoint.url,
			binding: () => this.binding,
			onHeadersSent: (headers) => {
				this.secrets.addHeaders(headers);
				if (Object.keys(headers).length > 0) this.sent = 'apiKey';
			},
		});
		const kind = this.kind === 'sse' ? 'sse' : 'streamableHttp';
		return openHttpTransport(endpoint, kind, fetch, messageBytesMax);
	}

	/** While a call runs, the server's questions are its caller's. Not for concurrent calls. */
	private async answering<T>(answers: CallAnswers | undefined, act: () => Promise<T>): Promise<T> {
		if (!answers) return await act();
		this.answers = answers;
		try {
			return await act();
		} finally {
			this.answers = undefined;
		}
	}

	private async explained<T>(
		step: FailureContext['step'],
		limits: RequestLimits,
		act: (options: RequestOptions) => Promise<T>,
	): Promise<T> {
		try {
			return await act({
				timeout: limits.timeoutMs,
				signal: limits.signal,
				onprogress: limits.progress,
				resetTimeoutOnProgress: true,
			});
		} catch (error) {
			throw toMcpClientError(this.opened?.reason() ?? error, this.failureContext(step, limits));
		}
	}

	/**
	 * What the handshake failed with, unless it says no more than that there is none here: then the
	 * server is one of the other era, and what it said to the probe counts.
	 */
	private orOfProbe(error: unknown, limits: RequestLimits): unknown {
		const { failure } = this.probe ?? {};
		if (failure === undefined || !speaksOfAnotherEra(error)) return error;
		return toMcpClientError(failure, this.failureContext('connect', limits));
	}

	private failureContext(
		step: FailureContext['step'],
		{ timeoutMs, signal }: RequestLimits,
	): FailureContext {
		return {
			step,
			server: displayEndpoint(this.target.endpoint),
			credential: this.binding.authorization.kind ?? this.sent,
			session: this.opened?.transport.sessionId === undefined ? 'no session' : 'session',
			timeoutMs,
			signal,
			redact: this.redact,
			lastWords: this.opened?.lastWords(),
		};
	}

	private connected(): { client: Client } {
		if (this.client) return { client: this.client };
		throw new McpClientError('connect', 'The connection is not open', { hint: 'Connect first.' });
	}

	private readonly reportTrouble = (error: Error): void => {
		this.binding.ports.reportTrouble?.(this.redact(error.message));
	};
}

/** Negotiation is several requests, and each has the SDK's timeout for itself. */
async function withDeadline<T>(work: Promise<T>, { timeoutMs, signal }: RequestLimits): Promise<T> {
	const { promise, reject } = Promise.withResolvers<never>();
	const onAbort = () => reject(new DOMException('aborted', 'AbortError'));
	const timer = setTimeout(() => reject(new DOMException('timed out', 'TimeoutError')), timeoutMs);
	if (signal?.aborted) onAbort();
	signal?.addEventListener('abort', onAbort, { once: true });
	try {
		return await Promise.race([work, promise]);
	} finally {
		clearTimeout(timer);
		signal?.removeEventListener('abort', onAbort);
	}
}
