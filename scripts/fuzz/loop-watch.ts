import type { HeapProbe } from './heap.ts';

/** What the event loop of a process did between two of its turns, in milliseconds. */
export interface LoopDelay {
	/** How late it was, whoever had the processors meanwhile. */
	late: { max: number; p99: number };
	/** How long its own thread worked: what it would have been late on a machine of its own. */
	held: { max: number; p99: number };
}

/** Between looks. */
const RESOLUTION_MS = 2;

const INSTALL = `
	globalThis.__loopWatch ??= (() => {
		const { createHistogram, performance } = process.getBuiltinModule('node:perf_hooks');
		const late = createHistogram();
		const held = createHistogram();
		let at = performance.now();
		let used = process.threadCpuUsage();
		const record = (histogram, microseconds) =>
			histogram.record(Math.max(1, Math.round(microseconds)));
		setInterval(() => {
			const { user, system } = process.threadCpuUsage(used);
			const now = performance.now();
			record(held, user + system);
			record(late, (now - at - ${RESOLUTION_MS}) * 1000);
			at = now;
			used = process.threadCpuUsage();
		}, ${RESOLUTION_MS}).unref();
		return { late, held };
	})();
	0`;
const RESET = '__loopWatch.late.reset(); __loopWatch.held.reset(); 0';
const READ = `['late', 'held'].map((name) => __loopWatch[name]).map((histogram) =>
	[histogram.count > 0 ? histogram.max : 0, histogram.percentile(99)])`;

/** Watches how late another process comes to its timers, and how long it works in one turn. */
export class LoopWatch {
	readonly #probe: HeapProbe;

	private constructor(probe: HeapProbe) {
		this.#probe = probe;
	}

	static async install(probe: HeapProbe): Promise<LoopWatch> {
		await probe.evaluate(INSTALL);
		return new LoopWatch(probe);
	}

	async reset(): Promise<void> {
		await this.#probe.evaluate(RESET);
	}

	/** Since the last reset. */
	async read(): Promise<LoopDelay> {
		const [late, held] = (await this.#probe.evaluate(READ)) as [number[], number[]];
		const inMs = ([max = 0, p99 = 0]: number[]) => ({ max: max / 1000, p99: p99 / 1000 });
		return { late: inMs(late), held: inMs(held) };
	}
}
