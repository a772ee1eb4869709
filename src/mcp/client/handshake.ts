import type { Client, ClientCapabilities } from '../../third-party/mcp-client';
import { ROUNDS_MAX } from './answers/call-answers';
import { clientInfo } from './client-info';
import type { ConnectionTarget, RequestLimits } from './connection-target';
import {
	type OpenedTransport,
	type TransportKind,
	openCommandTransport,
	openHttpTransport,
} from './transport/open-transport';
import {
	type OriginBoundFetchSettings,
	createOriginBoundFetch,
} from './transport/origin-bound-fetch';
import { VersionProbe } from './transport/version-probe';

/** What a server is held to that shall be spoken to without a handshake. */
const MODERN = '2026-07-28';
const MESSAGE_BYTES_MAX = 16 * 1024 * 1024;
/** Who does not know `server/discover` may stay silent; then it is a legacy server. */
const PROBE_SHARE = 0.5;

/** What the connection does with its client before that is connected, and hears of it. */
export interface HandshakePorts extends Pick<
	OriginBoundFetchSettings,
	'binding' | 'onHeadersSent'
> {
	prepare: (client: Client) => void;
	reportTrouble: (error: Error) => void;
}

/** The opening of one transport to a server, and the negotiation of the revision over it. */
export class Handshake {
	/** As soon as there is one, so that a failure can be explained by what it says. */
	opened?: OpenedTransport;
	private probe?: VersionProbe;

	constructor(
		private readonly target: ConnectionTarget,
		private readonly kind: TransportKind,
		private readonly capabilities: ClientCapabilities,
		private readonly ports: HandshakePorts,
	) {}

	/** What the server said to the probe for the current protocol, if that was no answer. */
	get probeFailure(): unknown {
		return this.probe?.failure;
	}

	/** Rejects with whatever the SDK or the transport does; the transport is closed then. */
	async shake(limits: RequestLimits): Promise<Client> {
		const { era = 'auto' } = this.target.endpoint;
		const probeMs = limits.timeoutMs * PROBE_SHARE;
		const client = await this.createClient(era, probeMs);
		this.opened = await this.openTransport();
		const { transport } = this.opened;
		if (this.kind === 'streamableHttp' && era === 'auto') {
			this.probe = new VersionProbe(transport, probeMs);
		}
		const isLegacy = this.kind === 'sse' || era === 'legacy';
		const prior = isLegacy ? ({ kind: 'legacy' } as const) : this.target.verdict?.prior;
		const { timeoutMs: timeout, signal } = limits;
		try {
			await withDeadline(client.connect(transport, { timeout, signal, prior }), limits);
			return client;
		} catch (error) {
			await transport.close().catch(this.ports.reportTrouble);
			throw error;
		}
	}

	private async createClient(era: 'auto' | 'modern' | 'legacy', probeMs: number): Promise<Client> {
		const { Client } = await import('../../third-party/mcp-client.ts');
		const client = new Client(clientInfo, {
			capabilities: this.capabilities,
			versionNegotiation: {
				mode: era === 'modern' ? { pin: MODERN } : 'auto',
				...(this.kind === 'stdio' && { probe: { timeoutMs: probeMs } }),
			},
			inputRequired: { maxRounds: this.target.roundsMax ?? ROUNDS_MAX },
		});
		this.ports.prepare(client);
		return client;
	}

	private async openTransport(): Promise<OpenedTransport> {
		const { endpoint, messageBytesMax = MESSAGE_BYTES_MAX } = this.target;
		if (endpoint.kind === 'command') return await openCommandTransport(endpoint, messageBytesMax);
		const { binding, onHeadersSent } = this.ports;
		const fetch = createOriginBoundFetch({ url: endpoint.url, binding, onHeadersSent });
		const kind = this.kind === 'sse' ? 'sse' : 'streamableHttp';
		return openHttpTransport(endpoint, kind, fetch, messageBytesMax);
	}
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
