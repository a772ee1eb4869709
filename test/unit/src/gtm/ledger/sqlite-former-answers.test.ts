import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { FIRST_VERSION } from './first-version';
import { digestOf } from '../../../../../src/base/digest';
import { createSeal } from '../../../../../src/gtm/ledger/sealed-value';
import { MIGRATIONS } from '../../../../../src/gtm/ledger/sqlite/database';
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

describe('a ledger of the version that knew answers by credential', () => {
	const KEY = 'k'.repeat(64);
	const former = {
		provider: 'apollo',
		principal: 'p-1',
		operation: 'person.enrich',
		identity: { email: 'dana@acme.com' },
		fields: ['email', 'title'],
	};
	const asked = { ...former, account: 'a-1' };

	/** As version 4 wrote it: schema, digests and seals. */
	function writeVersion4(answer: object) {
		mkdirSync(path.dirname(fileOf()));
		const sql = new DatabaseSync(fileOf());
		sql.exec(FIRST_VERSION);
		for (const step of MIGRATIONS.slice(1, 4)) sql.exec(step);
		sql.exec('PRAGMA user_version = 4');
		sql.prepare("INSERT INTO meta VALUES ('digest_key', ?)").run(KEY);
		const key = digestOf(former, KEY);
		sql
			.prepare('INSERT INTO answer VALUES (?, ?, ?, ?, ?)')
			.run(
				key,
				digestOf(former.identity, KEY),
				createSeal(SECRET).close(answer, key),
				NOW,
				NOW + 1000,
			);
		const account = { provider: 'apollo', principal: 'p-1', unit: 'credit' };
		sql
			.prepare(
				"INSERT INTO credit (account, run_id, day, amount) VALUES (?, 'r-1', '2026-11-25', 9)",
			)
			.run(digestOf(account, KEY));
		sql.close();
	}

	it.each([
		['is whole', { status: 'found', record: { email: 'd@acme.com', title: 'CRO' } }, 'remembered'],
		['is pending', { status: 'pending', handle: 'job-1' }, 'pending'],
		['forbids to ask', { status: 'legal_block' }, 'remembered'],
		// That version kept less than was asked for under the same key.
		['may be too small', { status: 'found', record: { title: 'CRO' } }, 'unasked'],
		['may be of less', { status: 'not_found' }, 'unasked'],
	])('remembers an answer that %s as it can be trusted', async (_what, answer, state) => {
		writeVersion4(answer);
		const ledger = open();
		expect((await ledger.answers.begin(asked, () => NOW)).state).toBe(state);
		const another = { ...asked, principal: 'p-2', account: 'a-2' };
		expect((await ledger.answers.begin(another, () => NOW)).state).toBe('unasked');
		await ledger.close();
	});

	it('forgets what was pending when it is let go, and the person on request', async () => {
		writeVersion4({ status: 'pending', handle: 'job-1' });
		const ledger = open();
		const begun = await ledger.answers.begin(asked, () => NOW);
		if (!('lease' in begun)) throw new Error(`it is ${begun.state}`);
		await begun.lease.letGo();
		await begun.lease.end();
		expect((await ledger.answers.begin(asked, () => NOW)).state).toBe('unasked');
		await ledger.close();
	});

	it('counts what was spent before with what is spent now', async () => {
		writeVersion4({ status: 'not_found' });
		const ledger = open();
		const account = { provider: 'apollo', account: 'a-1', principal: 'p-1', unit: 'credit' };
		const reservation = { account, runId: 'r-2', amount: 1, budget: { perDay: 10 } };
		expect((await ledger.credits.reserve(reservation)).granted).toBe(true);
		expect(await ledger.credits.reserve(reservation)).toMatchObject({ limit: 'perDay', spent: 10 });
		expect(await ledger.credits.spent(account, { runId: 'r-1' })).toBe(9);
		await ledger.close();
	});
});
