import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

import type { StorePlace } from '../../src/base/database/open-store.ts';

/** What is written and looked for, as bodies of asynchronous functions in a process of their own. */
export interface Programs {
	/** Of `src`, whose exports the programs use. */
	modules: readonly string[];
	/** Given `store` and `await tell(kind, id)`, which waits for a slow reader; returns a function that writes under an id. */
	writer: string;
	/** Given `store`; returns `isThere(kind, id)`, and `found()` with how many of a kind there are. */
	reader: string;
}

export interface WriteSettings {
	place: StorePlace;
	/** A CommonJS module with the exports of the programs' modules. */
	library: string;
	programs: Programs;
	/** How many processes write at once. */
	writers: number;
}

export interface WriteReport {
	/** Writes that a process said were done. */
	acknowledged: number;
	/** Those of them that are not in the store. */
	lost: number;
	/** Writes in the store, of which nobody was told: killed between the write and the word. */
	untold: number;
	/** Writes of which a part is in the store. */
	halves: number;
}

type Told = Array<[kind: string, id: string]>;

/** Long enough for a machine that is busy with other tests: nobody gives up here. */
const PATIENCE_MS = 100_000;

/** Runs a program until it is killed, or has written so many. */
const writerOf = ({ writer }: Programs) => `
	Object.assign(globalThis, require(process.argv[1]));
	const [place, who, times] = [JSON.parse(process.argv[2]), process.argv[3], Number(process.argv[4])];
	const opened = openStore(place, { patienceMs: ${PATIENCE_MS} });
	const store = async () => await opened;
	const tell = (kind, id) => new Promise((done) => process.stdout.write(kind + ' ' + id + '\\n', done));
	(async () => {
		const write = await (async () => {${writer}})();
		for (let count = 0; count < times; count += 1) await write(who + '-' + count);
		process.exit(0);
	})();`;

/** Looks from a process that is told nothing else. */
const readerOf = ({ reader }: Programs) => `
	Object.assign(globalThis, require(process.argv[1]));
	const opened = openStore(JSON.parse(process.argv[2]), { patienceMs: ${PATIENCE_MS} });
	const store = async () => await opened;
	(async () => {
		const { isThere, found } = await (async () => {${reader}})();
		let text = '';
		for await (const part of process.stdin) text += part;
		const told = JSON.parse(text);
		let lost = 0;
		for (const [kind, id] of told) if (!(await isThere(kind, id))) lost += 1;
		console.log(JSON.stringify({ lost, ...(await found()) }));
		process.exit(0);
	})();`;

/**
 * Kills processes in the middle of their writes, each after it told of a few, and looks whether what they
 * told of is there.
 *
 * @param settings.kills how often a process that writes is killed
 */
export async function killWriters(
	settings: WriteSettings & { kills: number },
): Promise<WriteReport> {
	const told: Told = [];
	let left = settings.kills;
	const writeAndDie = async (writer: number) => {
		while (left > 0) {
			left -= 1;
			told.push(...(await oneLife(settings, `${writer}-${left}`)));
		}
	};
	await Promise.all(Array.from({ length: settings.writers }, (_, index) => writeAndDie(index)));
	return await look(settings, told);
}

/**
 * Lets processes write at the same time, each so often, and looks whether all of it is there.
 *
 * @param settings.times how often each of them writes
 */
export async function writeAtOnce(
	settings: WriteSettings & { times: number },
): Promise<WriteReport> {
	const write = async (writer: number) => {
		const child = startWriter(settings, String(writer), settings.times);
		const told: Told = [];
		for await (const line of linesOf(child)) told.push(line);
		await ended(child);
		if (child.exitCode !== 0) throw new Error(`Writer ${writer} ended with ${child.exitCode}`);
		return told;
	};
	const all = Array.from({ length: settings.writers }, (_, index) => write(index));
	return await look(settings, (await Promise.all(all)).flat());
}

/** @returns what the process told of before it was killed, at a moment that nobody chose */
async function oneLife(settings: WriteSettings, who: string): Promise<Told> {
	const child = startWriter(settings, who, Number.MAX_SAFE_INTEGER);
	const told: Told = [];
	const enough = 1 + Math.floor(Math.random() * 40);
	for await (const line of linesOf(child)) {
		told.push(line);
		// It goes on writing until the signal arrives; what it tells until then counts, too.
		if (told.length === enough) child.kill('SIGKILL');
	}
	await ended(child);
	if (child.signalCode !== 'SIGKILL') throw new Error(`The process ended by itself: ${who}`);
	return told;
}

function startWriter(
	{ place, library, programs }: WriteSettings,
	who: string,
	times: number,
): ChildProcess {
	const args = [library, JSON.stringify(place), who, String(times)];
	return spawn(process.execPath, ['-e', writerOf(programs), '--', ...args], {
		stdio: ['ignore', 'pipe', 'inherit'],
	});
}

async function* linesOf({ stdout }: ChildProcess): AsyncGenerator<Told[number]> {
	if (stdout === null) return;
	for await (const line of createInterface({ input: stdout })) {
		const [kind = '', id = ''] = line.split(' ');
		yield [kind, id];
	}
}

async function ended(child: ChildProcess): Promise<void> {
	if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}

async function look({ place, library, programs }: WriteSettings, told: Told): Promise<WriteReport> {
	const args = [library, JSON.stringify(place)];
	const child = spawn(process.execPath, ['-e', readerOf(programs), '--', ...args], {
		stdio: ['pipe', 'pipe', 'inherit'],
	});
	child.stdin.end(JSON.stringify(told));
	let text = '';
	for await (const part of child.stdout) text += String(part);
	const { lost, kind, count, halves } = JSON.parse(text) as {
		lost: number;
		kind: string;
		count: number;
		halves: number;
	};
	const toldOfKind = told.filter(([one]) => one === kind).length;
	return { acknowledged: told.length, lost, untold: count - toldOfKind, halves };
}
