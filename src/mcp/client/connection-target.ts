import type { ClientCapabilities, ServerCapabilities } from '../../third-party/mcp-client';
import type { Endpoint } from './access/endpoint';
import type { Progress } from './access/progress';
import type { Verdict } from './era-verdicts';
import type { RequestBinding } from './transport/origin-bound-fetch';
import type { TransportKind } from './transport/open-transport';

/** How long one request may take, what ends it early, and who hears of its progress. */
export interface RequestLimits {
	/** Each progress notification starts it anew. */
	timeoutMs: number;
	signal?: AbortSignal;
	progress?: (progress: Progress) => void;
}

/** What to connect to, and as whom. */
export interface ConnectionTarget {
	endpoint: Endpoint;
	/** Who uses the connection first; `bind` passes it on. */
	binding: RequestBinding;
	/** What the server may ask for; nothing by default. */
	capabilities?: ClientCapabilities;
	/** Rounds of `input_required` within one call. */
	roundsMax?: number;
	messageBytesMax?: number;
	/** What negotiation said last time, to spare it. */
	verdict?: Verdict;
}

/** What the server says of itself. */
export interface ServerDescription {
	name?: string;
	title?: string;
	version?: string;
	instructions?: string;
	/** `modern`: stateless, 2026-07-28 and later. `legacy`: after an `initialize` handshake. */
	era: 'legacy' | 'modern';
	protocolVersion: string;
	transport: TransportKind;
	capabilities: ServerCapabilities;
}

/** What happens over a connection beside the answers to requests. */
export interface ConnectionEvents {
	/** The server said that one of its lists has changed. */
	listChanged?: (list: 'tools' | 'resources' | 'prompts') => void;
	resourceUpdated?: (uri: string) => void;
}
