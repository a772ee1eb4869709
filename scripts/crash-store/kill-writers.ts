import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

import type { StorePlace } from '../../src/base/database/open-store.ts';

export interface CrashSettings {
	place: StorePlace;
	/** A CommonJS module with `openStore` and `openStoreLedger`. */
	library: string;
	/** How often a process that writes is killed. */
	kills: number;
	/** How many processes write at once. */
	writers: number;
}

export interface CrashReport {
	/** Writes that a process said were done, before it was killed. */
	acknowledged: number;
	/** Those of them that are not in the store. */
	lost: number;
	/** Writes in the store, of which nobody was told: killed between the write and the word. */
	untold: number;
}

/**
 * What a process does until it is killed: one write after another, each of them told when it is done. An
 * enrollment is begun and finished, which is two writes that belong together.
 */
const WRITER = `
	const { writeSync } = require('node:fs');
	const { openStore, openStoreLedger } = require(process.argv[1]);
	(async () => {
		const [place, who] = [JSON.parse(process.argv[2]), process.argv[3]];
		const store = async () => await openStore(place);
		const ledger = openStoreLedger({ store, now: Date.now, secret: Buffer.from('crash') });
		const account = { provider: 'x', account: 'a', unit: 'credit' };
		for (let count = 0; ; count += 1) {
			const id = who + '-' + count;
			await ledger.credits.reserve({ account, runId: id, amount: 1, budget: {} });
			writeSync(1, 'credit ' + id + '\\n');
			const identity = { provider: 'x', account: 'a', sequenceId: 's', email: id + '@acme.com' };
			const begun = await ledger.enrollments.begin(identity);
			await begun.lease.finish({ status: 'created', enrollmentId: id });
			writeSync(1, 'enrollment ' + id + '\\n');
		}
	})();`;

/** Reads what a process that is told nothing else finds in the store. */
const READER = `
	const { openStore, openStoreLedger } = require(process.argv[1]);
	(async () => {
		const place = JSON.parse(process.argv[2]);
		const store = async () => await openStore(place);
		const ledger = openStoreLedger({ store, now: Date.now, secret: Buffer.from('crash') });
		const account = { provider: 'x', account: 'a', unit: 'credit' };
		let text = '';
		for await (const part of process.stdin) text += part;
		const told = JSON.parse(text);
		const lost = [];
		for (const [kind, id] of told) {
			const identity = { provider: 'x', account: 'a', sequenceId: 's', email: id + '@acme.com' };
			const isThere = kind === 'credit'
				? (await ledger.credits.spent(account, { runId: id })) === 1
				: (await ledger.enrollments.begin(identity)).record?.enrollmentId === id;
			if (!isThere) lost.push(kind + ' ' + id);
		}
		const day = new Date().toISOString().slice(0, 10);
		console.log(JSON.stringify({ lost, credits: await ledger.credits.spent(account, { day }) }));
		await ledger.close();
	})();`;

/**
 * Kills processes in the middle of their writes, each after it told of a few, and looks whether what
 * they told of is there.
 */
export async function killWriters(settings: CrashSettings): Promise<CrashReport> {
	const told: Array<[kind: string, id: string]> = [];
	let left = settings.kills;
	const writeAndDie = async (writer: number) => {
		while (left > 0) {
			left -= 1;
			told.push(...(await oneLife(settings, `${writer}-${left}`)));
		}
	};
	await Promise.all(Array.from({ length: settings.writers }, (_, index) => writeAndDie(index)));
	const found = await look(settings, told);
	const credits = told.filter(([kind]) => kind === 'credit').length;
	return {
		acknowledged: told.length,
		lost: found.lost.length,
		untold: found.credits - credits,
	};
}

/** @returns what the process told of before it was killed, at a moment that nobody chose */
async function oneLife(
	{ place, library }: CrashSettings,
	who: string,
): Promise<Array<[kind: string, id: string]>> {
	const child = spawn(process.execPath, ['-e', WRITER, '--', library, JSON.stringify(place), who], {
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	const told: Array<[kind: string, id: string]> = [];
	const enough = 1 + Math.floor(Math.random() * 40);
	for await (const line of createInterface({ input: child.stdout })) {
		const [kind = '', id = ''] = line.split(' ');
		told.push([kind, id]);
		// It goes on writing until the signal arrives; what it tells until then counts, too.
		if (told.length === enough) child.kill('SIGKILL');
	}
	if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
	if (child.signalCode !== 'SIGKILL') throw new Error(`The process ended by itself: ${who}`);
	return told;
}

async function look(
	{ place, library }: CrashSettings,
	told: ReadonlyArray<readonly [string, string]>,
): Promise<{ lost: string[]; credits: number }> {
	const child = spawn(process.execPath, ['-e', READER, '--', library, JSON.stringify(place)], {
		stdio: ['pipe', 'pipe', 'inherit'],
	});
	child.stdin.end(JSON.stringify(told));
	let text = '';
	for await (const part of child.stdout) text += String(part);
	return JSON.parse(text) as { lost: string[]; credits: number };
}
