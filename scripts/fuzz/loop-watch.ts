import type { HeapProbe } from './heap.ts';

/** How long the event loop of a process was late, in milliseconds. */
export interface LoopDelay {
	max: number;
	p99: number;
}

/** Between looks. */
const RESOLUTION_MS = 2;

const INSTALL = `
	globalThis.__loopWatch ??= (() => {
		const { monitorEventLoopDelay } = process.getBuiltinModule('node:perf_hooks');
		const watch = monitorEventLoopDelay({ resolution: ${RESOLUTION_MS} });
		watch.enable();
		return watch;
	})();
	0`;
const RESET = 'globalThis.__loopWatch.reset(); 0';
const READ = '[globalThis.__loopWatch.max, globalThis.__loopWatch.percentile(99)]';

/** Watches how late another process comes to its timers, which is how long it does one thing. */
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
		const [max, p99] = (await this.#probe.evaluate(READ)) as [number, number];
		const late = (nanoseconds: number) => Math.max(0, nanoseconds / 1e6 - RESOLUTION_MS);
		return { max: late(max), p99: late(p99) };
	}
}
