import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { buildSync } from 'esbuild';

import { describeLedger } from './ledger-contract';
import { digestOf } from '../../../../../src/base/digest';
import { FIRST_VERSION } from './first-version';
import type { Ledger } from '../../../../../src/gtm/ledger/ledger';
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
const open = (now: () => number = () => NOW, secret = SECRET) =>
	openSqliteLedger({ file: fileOf(), now, secret });

describe('a ledger in a file', () => {
	describeLedger(open);

	const question = {
		provider: 'apollo',
		account: 'a-1',
		operation: 'person.enrich',
		identity: { email: 'dana@acme.com' },
		fields: ['title'],
	};
	const answer = { status: 'found' as const, provider: 'apollo', record: { title: 'Astronaut' } };
	async function keep(ledger: Ledger) {
		const begun = await ledger.answers.begin(question, () => 0);
		if (!('lease' in begun)) throw new Error(`it is ${begun.state}`);
		await begun.lease.keep(answer, 1000);
		await begun.lease.end();
	}
	const identity = { provider: 'x', account: 'a', sequenceId: 's', email: 'dana@acme.com' };

	it('is there after a restart, also with another secret, but for answers', async () => {
		const before = open();
		const begun = await before.enrollments.begin(identity);
		if ('lease' in begun) await begun.lease.finish({ status: 'created' });
		await before.suppressions.add([{ kind: 'email', value: 'dana@acme.com', reason: 'asked' }]);
		await keep(before);
		await before.close();

		const after = open(() => NOW, Buffer.from('another'));
		expect((await after.enrollments.begin(identity)).state).toBe('done');
		expect(await after.suppressions.find({ email: 'dana@acme.com' })).toBeDefined();
		expect(await after.suppressions.list({ limit: 9 })).toEqual([
			{ kind: 'email', reason: 'asked', scope: 'everywhere', at: NOW },
		]);
		expect((await after.answers.begin(question, () => 0)).state).toBe('unasked');
		await after.close();
	});

	it('holds nothing that a reader of the file could read', async () => {
		const ledger = open();
		await ledger.enrollments.begin(identity);
		await ledger.suppressions.add([{ kind: 'email', value: 'dana@acme.com', reason: 'asked' }]);
		await keep(ledger);
		const files = readdirSync(path.dirname(fileOf()));
		const bytes = files.map((name) =>
			readFileSync(path.join(path.dirname(fileOf()), name), 'latin1'),
		);
		expect(files).toContain('ledger.sqlite-wal');
		for (const word of ['dana', 'acme.com', 'Astronaut']) {
			expect(bytes.filter((text) => text.includes(word))).toEqual([]);
		}
		await ledger.close();
	});

	it('is for its owner only', async () => {
		await open().close();
		expect(statSync(fileOf()).mode & 0o077).toBe(0);
		expect(statSync(path.dirname(fileOf())).mode & 0o077).toBe(0);
	});

	it('forgets stale answers and old credits when it is opened', async () => {
		const ledger = open();
		await keep(ledger);
		const account = { provider: 'x', account: 'a', unit: 'credit' };
		await ledger.credits.reserve({ account, runId: 'r', amount: 1, budget: {} });
		await ledger.close();
		await open(() => NOW + 500 * 86_400_000).close();
		const sql = new DatabaseSync(fileOf());
		const rows = sql
			.prepare('SELECT (SELECT count(*) FROM answer) + (SELECT count(*) FROM credit) AS count')
			.get();
		sql.close();
		expect(rows?.count).toBe(0);
	});

	it('is not touched by a version that is too old for it', async () => {
		await open().close();
		const sql = new DatabaseSync(fileOf());
		sql.exec('PRAGMA user_version = 99');
		sql.close();
		expect(() => open()).toThrow('newer version');
	});
});

describe('a ledger of the first version', () => {
	it('is brought up to date, and keeps what it knows', async () => {
		const key = 'k'.repeat(64);
		const digest = (value: unknown) => digestOf(value, key);
		const identity = { provider: 'x', sequenceId: 's', email: 'dana@acme.com' };
		const begun = { ...identity, email: 'lee@acme.com' };
		const suppressed = { kind: 'email', value: 'mo@acme.com' };
		mkdirSync(path.dirname(fileOf()));
		const sql = new DatabaseSync(fileOf());
		sql.exec(FIRST_VERSION);
		sql.prepare("INSERT INTO meta VALUES ('digest_key', ?)").run(key);
		sql
			.prepare('INSERT INTO enrollment VALUES (?, ?, 0, ?)')
			.run(digest(identity), NOW, JSON.stringify({ status: 'created' }));
		sql
			.prepare('INSERT INTO enrollment VALUES (?, ?, ?, NULL)')
			.run(digest(begun), NOW, NOW + 60_000);
		sql
			.prepare("INSERT INTO suppression VALUES (?, 'email', 'asked', 'import', ?, NULL)")
			.run(digest(suppressed), NOW);
		sql.close();

		let time = NOW;
		const now = open(() => time);
		const old = { at: NOW, record: { status: 'created' }, accountUnknown: true };
		for (const account of ['a-1', 'a-2']) {
			expect(await now.enrollments.begin({ ...identity, account })).toEqual({
				state: 'done',
				...old,
			});
		}
		const mine = { ...identity, account: 'a-1' };
		const lease = await now.enrollments.beginAnew(mine, {
			at: NOW,
			record: { status: 'created' },
			accountUnknown: true,
		});
		await lease?.finish({ status: 'created', enrollmentId: 'e-1' });
		expect(await now.enrollments.begin(mine)).toEqual({
			state: 'done',
			at: NOW,
			record: { status: 'created', enrollmentId: 'e-1' },
		});
		expect(await now.enrollments.begin({ ...identity, account: 'a-2' })).toMatchObject(old);
		expect((await now.enrollments.begin({ ...begun, account: 'a-1' })).state).toBe('busy');
		time += 60_000;
		expect((await now.enrollments.begin({ ...begun, account: 'a-1' })).state).toBe('doubtful');
		const write = { provider: 'x', account: 'a-1', kind: 'deal', key: 'k' };
		expect((await now.writes.begin(write)).state).toBe('new');
		const place = { provider: 'hubspot', channel: 'crm' } as const;
		expect(await now.suppressions.find({ email: 'mo@acme.com' }, place)).toEqual({
			kind: 'email',
			scope: 'everywhere',
			reason: 'asked',
			source: 'import',
			at: NOW,
		});
		await now.close();
	});
});

describe('several processes with one ledger', () => {
	type Won = Record<'credits' | 'enrollments' | 'questions', number>;

	const PROCESSES = 4;
	const ATTEMPTS = 50;

	const SCRIPT = `
		const { openSqliteLedger } = require(process.argv[1]);
		(async () => {
			const file = process.argv[2];
			const ledger = openSqliteLedger({ file, now: Date.now, secret: Buffer.from('x') });
			const account = { provider: 'x', account: 'a', unit: 'credit' };
			const won = { credits: 0, enrollments: 0, questions: 0 };
			for (let count = 0; count < ${ATTEMPTS}; count += 1) {
				const budget = { perDay: 100 };
				const result = await ledger.credits.reserve({ account, runId: 'r', amount: 1, budget });
				if (result.granted) won.credits += 1;
				const identity = { provider: 'x', account: 'a', sequenceId: 's', email: count + '@b.co' };
				if ((await ledger.enrollments.begin(identity)).state === 'new') won.enrollments += 1;
				const question = { provider: 'x', account: 'a', operation: 'o', identity };
				if ((await ledger.answers.begin(question, () => 0)).state === 'unasked') won.questions += 1;
			}
			console.log(JSON.stringify(won));
			// Left open: it must not keep the process alive.
		})();`;

	async function run(bundle: string): Promise<Won> {
		const child = spawn(process.execPath, ['-e', SCRIPT, '--', bundle, fileOf()], {
			stdio: ['ignore', 'pipe', 'pipe'],
		});
		const parts: Buffer[] = [];
		const troubles: Buffer[] = [];
		child.stdout.on('data', (part: Buffer) => parts.push(part));
		child.stderr.on('data', (part: Buffer) => troubles.push(part));
		const [code] = (await once(child, 'close')) as [number | null];
		if (code !== 0) throw new Error(Buffer.concat(troubles).toString());
		return JSON.parse(Buffer.concat(parts).toString()) as Won;
	}

	it('spend one budget together, begin each enrollment once, and ask each question once', async () => {
		const bundle = path.join(folder, 'ledger.cjs');
		buildSync({
			entryPoints: [path.join(__dirname, '../../../../../src/gtm/ledger/sqlite/sqlite-ledger.ts')],
			bundle: true,
			platform: 'node',
			format: 'cjs',
			outfile: bundle,
			logLevel: 'error',
		});
		const won = await Promise.all(Array.from({ length: PROCESSES }, async () => await run(bundle)));
		const sum = (pick: (one: Won) => number) => won.reduce((total, one) => total + pick(one), 0);
		expect(sum(({ credits }) => credits)).toBe(100);
		expect(sum(({ enrollments }) => enrollments)).toBe(ATTEMPTS);
		expect(sum(({ questions }) => questions)).toBe(ATTEMPTS);
	}, 30_000);
});
