import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';

import { FIRST_VERSION } from './first-version';
import { openSqliteLedger } from '../../../../../src/gtm/ledger/sqlite/sqlite-ledger';

const SECRET = Buffer.from('a secret of the tests');
const NOW = Date.parse('2026-11-25T12:00:00Z');

let folder: string;

beforeEach(() => {
	folder = mkdtempSync(path.join(tmpdir(), 'gtm-ledger-'));
});

afterEach(() => {
	rmSync(folder, { recursive: true, force: true });
});

const fileOf = () => path.join(folder, 'gtm', 'ledger.sqlite');
const open = () => openSqliteLedger({ file: fileOf(), now: () => NOW, secret: SECRET });

describe('a ledger that another process writes to', () => {
	/** Holds the file until a line comes, and then lets it go. */
	const HOLDER = `
		const { DatabaseSync } = require('node:sqlite');
		const sql = new DatabaseSync(process.argv[1]);
		sql.exec('BEGIN IMMEDIATE');
		process.stdout.write('held');
		process.stdin.once('data', () => {
			sql.exec('COMMIT');
			sql.close();
			process.exit(0);
		});`;

	const holders: ChildProcess[] = [];

	afterEach(() => {
		for (const child of holders.splice(0)) child.kill('SIGKILL');
	});

	async function hold() {
		const child = spawn(process.execPath, ['-e', HOLDER, '--', fileOf()], {
			stdio: ['pipe', 'pipe', 'inherit'],
		});
		holders.push(child);
		await once(child.stdout, 'data');
		return async () => {
			child.stdin.write('go\n');
			await once(child, 'close');
		};
	}

	/** The longest time for which nothing else could run meanwhile, in milliseconds. */
	async function longestStandstill(work: () => Promise<unknown>): Promise<number> {
		let last = performance.now();
		let longest = 0;
		const timer = setInterval(() => {
			longest = Math.max(longest, performance.now() - last);
			last = performance.now();
		}, 1);
		await work();
		clearInterval(timer);
		return longest;
	}

	const account = { provider: 'x', account: 'a', unit: 'credit' };

	it('is waited for without the event loop standing still, and then used', async () => {
		const ledger = open();
		const release = await hold();
		let isDone = false;
		const reserving = ledger.credits
			.reserve({ account, runId: 'r', amount: 1, budget: {} })
			.finally(() => {
				isDone = true;
			});
		const longest = await longestStandstill(async () => await pause(600));
		expect(isDone).toBe(false);
		await release();
		expect((await reserving).granted).toBe(true);
		// One attempt waits 10 ms; a busy machine adds to it.
		expect(longest).toBeLessThan(300);
		await ledger.close();
	});

	it('is opened and read while it is written to', async () => {
		await open().close();
		const release = await hold();
		const ledger = open();
		expect(await ledger.credits.spent(account, { runId: 'r' })).toBe(0);
		await release();
		await ledger.close();
	});

	it('is brought up to date when the other one is done', async () => {
		mkdirSync(path.dirname(fileOf()));
		const sql = new DatabaseSync(fileOf());
		sql.exec(FIRST_VERSION);
		sql.close();
		const release = await hold();
		const ledger = open();
		const finding = ledger.suppressions.find({ email: 'mo@acme.com' });
		await release();
		expect(await finding).toBeUndefined();
		await ledger.close();
	});
});
