import { discardBody, isEventStream } from './answer-reading';
import { type StreamEvent, readEvents } from './event-stream';

export interface StandingStreamPorts {
	/** A GET of the endpoint. */
	open(lastEventId: string | undefined, signal: AbortSignal): Promise<Response>;
	bytesMax: number;
	deliver(event: StreamEvent): void;
	reportTrouble(error: Error): void;
	pause(ms: number, signal: AbortSignal): Promise<void>;
}

/** A stream that lived so long, or brought something, was worth opening. */
const WORTHWHILE_MS = 5_000;
const PAUSE_MS = { least: 1_000, most: 60_000 };

/**
 * The stream on which a legacy server says what belongs to no request. It is opened again when it
 * ends, at ever longer intervals while nothing comes of it, and never again where the server has
 * none (any answer that is no event stream).
 */
export class StandingStream {
	private readonly closing = new AbortController();
	private state: 'closed' | 'opening' | 'open' = 'closed';
	private settled: Promise<void> = Promise.resolve();

	constructor(private readonly ports: StandingStreamPorts) {}

	open(): void {
		const { promise, resolve } = Promise.withResolvers<void>();
		this.settled = promise;
		this.state = 'opening';
		void this.keepOpen(resolve).finally(() => {
			this.state = 'closed';
			resolve();
		});
	}

	/** Whether the server can say something on it; waits while that is not known yet. */
	async isHeard(): Promise<boolean> {
		await this.settled;
		return this.state !== 'closed';
	}

	close(): void {
		this.closing.abort();
	}

	private async keepOpen(opened: () => void): Promise<void> {
		const { signal } = this.closing;
		let lastEventId: string | undefined;
		let retryMs: number | undefined;
		for (let fruitless = 0; !signal.aborted; fruitless += 1) {
			const startedAt = Date.now();
			try {
				const response = await this.ports.open(lastEventId, signal);
				if (!response.ok || !isEventStream(response) || !response.body) {
					discardBody(response);
					return;
				}
				this.state = 'open';
				opened();
				for await (const event of readEvents(response.body, this.ports.bytesMax)) {
					fruitless = -1;
					lastEventId = event.id ?? lastEventId;
					retryMs = event.retryMs ?? retryMs;
					this.ports.deliver(event);
				}
			} catch (error) {
				if (signal.aborted) return;
				this.ports.reportTrouble(error as Error);
			}
			if (Date.now() - startedAt >= WORTHWHILE_MS) fruitless = -1;
			const waitMs = PAUSE_MS.least * 2 ** Math.max(0, fruitless);
			const pauseMs = Math.max(retryMs ?? 0, Math.min(PAUSE_MS.most, waitMs));
			await this.ports.pause(pauseMs, signal).catch(() => undefined); // Aborted: the loop ends.
		}
	}
}
