import { BoundedMap } from '../../base/bounded-map';
import { type Clock, systemClock } from '../../base/clock';
import { processState } from '../../base/process-state';
import { ConnectionPool } from './connection-pool';
import { EndpointCircuits } from './endpoint-circuits';
import { EraVerdicts } from './era-verdicts';
import { ListCache } from './list-cache';
import { RateLimiter } from './rate-limit';
import { createSessionLog } from './session-log/bounded-session-log';
import type { SessionLog } from './session-log/session-log';

/** An access token of the client itself. */
export interface HeldToken {
	accessToken: string;
	/** Milliseconds since the epoch; undefined if the server named no end. */
	expiresAt?: number;
	origin: TokenOrigin;
}

/** What a server said when it asked for a token: needed again to renew it. */
export interface TokenOrigin {
	resourceMetadataUrl?: URL;
	scope?: string;
}

/**
 * What the client keeps for the whole process: connections, lists, verdicts, health, rates, tokens,
 * session logs. One for all n8n executions; tests make their own.
 */
export interface ClientRuntime {
	readonly clock: Clock;
	/** Between 0 and 1, for jitter. */
	readonly random: () => number;
	readonly pool: ConnectionPool;
	readonly verdicts: EraVerdicts;
	readonly circuits: EndpointCircuits;
	readonly rates: RateLimiter;
	readonly lists: ListCache;
	/** By client and server; token concurrent requests are waited for. */
	readonly tokens: BoundedMap<string, Promise<HeldToken>>;
	readonly sessionLog: SessionLog;
	/** Closes every connection and forgets lists and tokens; the runtime can be used again. */
	close(): Promise<void>;
}

export interface RuntimePorts {
	clock?: Clock;
	random?: () => number;
}

const TOKENS_MAX = 1_000;

export function createClientRuntime({
	clock = systemClock,
	random = Math.random,
}: RuntimePorts = {}): ClientRuntime {
	const pool = new ConnectionPool(clock);
	const lists = new ListCache(clock);
	const tokens = new BoundedMap<string, Promise<HeldToken>>(TOKENS_MAX);
	return {
		clock,
		random,
		pool,
		lists,
		tokens,
		verdicts: new EraVerdicts(clock),
		circuits: new EndpointCircuits(clock),
		rates: new RateLimiter(clock),
		sessionLog: createSessionLog(),
		async close() {
			lists.clear();
			tokens.clear();
			await pool.closeAll();
		},
	};
}

/** The runtime of this process, made at first use. Shared by several copies of the package. */
export function clientRuntime(): ClientRuntime {
	return processState({ name: 'client', version: 2, create: createClientRuntime });
}
