import { Worker } from 'node:worker_threads';

/**
 * Takes what SQLite's log has gathered over into the file, in a thread of its own: the disk has to confirm
 * it, which takes tens of milliseconds, and a whole process would stand still for them.
 */
export interface LogThread {
	/** Asks for it, after some writes. Returns at once; asked again while at work, it does it once more. */
	takeOver(this: void): void;
	close(this: void): Promise<void>;
}

/**
 * Pages of the log, 16 MB, from which on it has to begin anew. While writes follow each other without a
 * pause, some are always left, and it would never end.
 */
const LONG_LOG = 4_000;
/** Milliseconds for which others may write or read before that is put off. */
const PATIENCE_MS = 100;

/**
 * `PASSIVE` takes over what it can, while others write. `RESTART` then keeps them from it for the little
 * that is left: they are refused, and come again.
 */
const PROGRAM = `
	const { parentPort, workerData } = require('node:worker_threads');
	const { DatabaseSync } = require('node:sqlite');
	const sql = new DatabaseSync(workerData, { timeout: ${PATIENCE_MS} });
	const [passive, restart] = ['PASSIVE', 'RESTART'].map((mode) =>
		sql.prepare('PRAGMA wal_checkpoint(' + mode + ')'));
	parentPort.on('message', () => {
		if (passive.get().log > ${LONG_LOG}) restart.get();
		parentPort.postMessage('done');
	});`;

/** One connection and its statement. */
const MOST_MEGABYTES = 16;

/**
 * The thread starts when it is first asked for, and does not keep the process alive.
 *
 * @param onFailure is told once if it cannot be started, or ends: then the writer has to do it itself
 */
export function createLogThread(file: string, onFailure: (error: Error) => void): LogThread {
	let thread: Worker | undefined;
	let isAtWork = false;
	let isAskedAgain = false;
	let isOver = false;
	const ask = () => {
		isAtWork = true;
		thread?.postMessage('take over');
	};
	const start = () => {
		const started = new Worker(PROGRAM, {
			eval: true,
			workerData: file,
			execArgv: ['--disable-warning=ExperimentalWarning'],
			resourceLimits: { maxOldGenerationSizeMb: MOST_MEGABYTES },
		});
		started.on('message', () => {
			isAtWork = false;
			if (isAskedAgain) ask();
			isAskedAgain = false;
		});
		started.on('error', (error: Error) => {
			if (!isOver) onFailure(error);
			isOver = true;
		});
		// Last: listening to its messages would keep the process alive again.
		started.unref();
		return started;
	};
	return {
		takeOver() {
			if (isOver) return;
			thread ??= start();
			if (isAtWork) isAskedAgain = true;
			else ask();
		},
		async close() {
			isOver = true;
			await thread?.terminate();
		},
	};
}
