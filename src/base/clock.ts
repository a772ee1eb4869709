import { toError } from './abort';

/** Time and chance, as a port: tests move it by hand. */
export interface Clock {
	/** Milliseconds since 1970. */
	now(): number;
	/** Resolves after `ms`, of any length; rejects with the signal's reason when it is aborted first. */
	sleep(ms: number, signal?: AbortSignal): Promise<void>;
	/** Runs something later, without keeping the process alive for it. Gives what calls it off. */
	schedule(ms: number, run: () => void): () => void;
	/** From 0 up to 1, for jitter. */
	random(): number;
}

/** Node takes a longer wait for none at all. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

export const systemClock: Clock = {
	now: Date.now,
	random: Math.random,
	async sleep(ms, signal) {
		signal?.throwIfAborted();
		const { promise, resolve, reject } = Promise.withResolvers<void>();
		const onAbort = () => reject(toError(signal?.reason));
		const callOff = startTimer(ms, resolve);
		signal?.addEventListener('abort', onAbort, { once: true });
		try {
			await promise;
		} finally {
			callOff();
			signal?.removeEventListener('abort', onAbort);
		}
	},
	schedule: (ms, run) => startTimer(ms, run, 'lets the process end'),
};

/** A timer of any length, in as many legs as it takes. */
function startTimer(ms: number, run: () => void, hold?: 'lets the process end'): () => void {
	let timer: NodeJS.Timeout;
	const startLeg = (left: number) => {
		const leg = Math.min(left, LONGEST_TIMER_MS);
		timer = setTimeout(() => (left > leg ? startLeg(left - leg) : run()), leg);
		if (hold) timer.unref();
	};
	startLeg(ms);
	return () => clearTimeout(timer);
}
