import type { ContextGraph } from '../../../context/context-graph';
import { applyWrite, type GraphWrite } from './graph-write';

/** What became of what a node told. The counts add up to what it told. */
export interface ObserverReport {
	written: number;
	/** Refused by the graph, or lost since its store cannot be used. */
	failed: number;
	/** Not taken, for too much was waiting. */
	left: number;
	/** Still waiting when the patience was over; goes on by itself. */
	waiting: number;
	/** Why the first one failed. For the owner of the execution: it may name whom it was about. */
	reason?: string;
}

export interface Observer {
	/** Never rejects. Resolves when all is written, or when the patience is over. */
	observe(writes: readonly GraphWrite[]): Promise<ObserverReport>;
}

export interface ObserverPorts {
	graph(this: void): Promise<ContextGraph>;
	/** Writes that may wait in this process. */
	capacity: number;
	/** How long a node waits for its own writes, in milliseconds. */
	patienceMs: number;
	/** Gets what failed after the node had gone on, without a word of whom it was about. */
	report(this: void, message: string): void;
}

/**
 * Writes what nodes have learned to the context graph, one after the other in the order in which they were
 * told. It stands behind the work: whatever happens here, the outcome of the node is what it was.
 */
export function createObserver({ graph, capacity, patienceMs, report }: ObserverPorts): Observer {
	let tail: Promise<void> = Promise.resolve();
	let waiting = 0;
	return {
		async observe(writes) {
			const taken = writes.slice(0, Math.max(0, capacity - waiting));
			const result = { written: 0, failed: 0, left: writes.length - taken.length };
			if (taken.length === 0) return { ...result, waiting: 0 };
			const reasons: Error[] = [];
			let isOver = false;
			waiting += taken.length;
			const failed = (error: unknown) => {
				result.failed += 1;
				reasons.push(error as Error);
			};
			const work = tail.then(async () => {
				await writeAll(graph, taken, {
					written: () => (result.written += 1),
					failed,
					ended: () => (waiting -= 1),
				});
				if (isOver && reasons[0])
					report(`${result.failed} not recorded: ${impersonal(reasons[0])}`);
			});
			tail = work;
			isOver = !(await withinPatience(work, patienceMs));
			const [reason] = reasons;
			const done = result.written + result.failed;
			const waits = taken.length - done;
			return { ...result, waiting: waits, ...(reason && { reason: reason.message }) };
		},
	};
}

/** What the graph refuses it explains by the data itself, which no log may have. */
function impersonal(error: Error): string {
	return error instanceof RangeError ? 'the graph refused them' : error.message;
}

interface Progress {
	written(this: void): void;
	failed(this: void, error: unknown): void;
	ended(this: void): void;
}

async function writeAll(
	graph: ObserverPorts['graph'],
	writes: readonly GraphWrite[],
	progress: Progress,
): Promise<void> {
	// A store that cannot be opened is not tried again for each write.
	const opening = graph();
	for (const write of writes) {
		try {
			await applyWrite(await opening, write);
			progress.written();
		} catch (error) {
			progress.failed(error);
		}
		progress.ended();
	}
}

async function withinPatience(work: Promise<void>, patienceMs: number): Promise<boolean> {
	let timer: NodeJS.Timeout | undefined;
	const over = new Promise<false>((resolve) => {
		timer = setTimeout(() => resolve(false), patienceMs);
	});
	try {
		return await Promise.race([work.then(() => true as const), over]);
	} finally {
		clearTimeout(timer);
	}
}
