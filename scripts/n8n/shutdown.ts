import { constants } from 'node:os';

export interface Stoppable {
	/** Ends it in good order; never rejects. */
	stop(): Promise<void>;
	/** Ends it at once and synchronously: the process is already going. */
	kill(): void;
}

const PARENT_POLL_MS = 500;
const running = new Set<Stoppable>();
const SIGNALS: NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];
let installed = false;
let stopping = false;

function killAll(): void {
	for (const each of running) each.kill();
}

/** Signals may come twice (a terminal's Ctrl-C reaches the whole group): only the first counts. */
function stopAllAndExit(signal: NodeJS.Signals): void {
	if (stopping) return;
	stopping = true;
	const stopped = Promise.all([...running].map((each) => each.stop()));
	void stopped.then(() => process.exit(128 + constants.signals[signal]));
}

function installHandlers(): void {
	if (installed) return;
	installed = true;
	process.on('exit', killAll);
	for (const signal of SIGNALS) process.on(signal, stopAllAndExit);
}

/** Whether a signal is ending this process, so that what ends now ends because of it. */
export function isStopping(): boolean {
	return stopping;
}

/**
 * Makes sure that what was started ends with this process: on SIGINT, SIGTERM and SIGHUP in good
 * order, on any other exit at once. Returns a function that forgets it. SIGKILL of this process
 * cannot be seen, so nothing is stopped then.
 */
export function stopWithProcess(started: Stoppable): () => void {
	installHandlers();
	running.add(started);
	return () => running.delete(started);
}

/**
 * Ends this process in good order when its parent has gone without a signal, for example because
 * it was killed. Windows does not tell; there nothing happens.
 */
export function stopWhenOrphaned(): void {
	installHandlers();
	const parent = process.ppid;
	const timer = setInterval(() => {
		if (process.ppid === parent) return;
		clearInterval(timer);
		stopAllAndExit('SIGTERM');
	}, PARENT_POLL_MS);
	timer.unref();
}
