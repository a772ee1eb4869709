import type { PriorDiscovery } from '../../third-party/mcp-client';
import { BoundedMap } from '../../base/bounded-map';
import type { Clock } from '../../base/clock';

/** What negotiation found out about an endpoint, so that the next connection need not ask. */
export interface Verdict {
	transport: 'streamableHttp' | 'sse' | 'stdio';
	prior: PriorDiscovery;
}

/**
 * A modern verdict that went wrong fails loudly at the first request and is dropped then. A legacy
 * one never does, because an upgraded server still answers `initialize`: it must not live long.
 */
const MODERN_MS = 3_600_000;
const LEGACY_MS = 600_000;
const VERDICTS_MAX = 1_000;

/** The verdicts of the process, by endpoint and principal. */
export class EraVerdicts {
	private readonly verdicts = new BoundedMap<string, { verdict: Verdict; until: number }>(
		VERDICTS_MAX,
	);

	private readonly doubted = new WeakSet<object>();

	constructor(private readonly clock: Clock) {}

	get(key: string): Verdict | undefined {
		const held = this.verdicts.get(key);
		return held && this.clock.now() < held.until ? held.verdict : undefined;
	}

	set(key: string, verdict: Verdict): void {
		const livesMs = verdict.prior.kind === 'modern' ? MODERN_MS : LEGACY_MS;
		this.verdicts.set(key, { verdict, until: this.clock.now() + livesMs });
	}

	/** A connection was made on an old verdict, and nothing has come of it yet. */
	doubt(connection: object): void {
		this.doubted.add(connection);
	}

	isDoubted(connection: object): boolean {
		return this.doubted.has(connection);
	}

	/** The server has answered over this connection as it should. */
	confirm(connection: object): void {
		this.doubted.delete(connection);
	}

	/** It turned out wrong. */
	delete(key: string): void {
		this.verdicts.delete(key);
	}
}
