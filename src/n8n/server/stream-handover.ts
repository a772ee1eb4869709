import type { Schedule } from '../../mcp/server/calls/call-ports';
import type { Subscriptions } from '../../mcp/server/subscriptions/subscriptions';

/** n8n publishes a workflow anew by stopping its triggers and starting them, well within this time. */
export const HANDOVER_MS = 3_000;

/**
 * What becomes of the streams of a server when its trigger stops. Published anew, their clients first
 * hear what changed; in either case the streams are ended, because the new version may let in others.
 */
export class StreamHandover {
	private readonly waiting = new Map<string, () => void>();

	constructor(
		private readonly subscriptions: Pick<Subscriptions, 'closeAll'>,
		private readonly schedule: Schedule,
	) {}

	/** The trigger was stopped: for good, or to be started anew. */
	stopped(server: string): void {
		const stop = this.schedule(HANDOVER_MS, () => {
			this.waiting.delete(server);
			this.subscriptions.closeAll(server);
		});
		this.waiting.set(server, stop);
	}

	/** @param announce tells the streams of the last version what changed */
	started(server: string, announce: () => void): void {
		this.waiting.get(server)?.();
		this.waiting.delete(server);
		announce();
		this.subscriptions.closeAll(server);
	}
}
