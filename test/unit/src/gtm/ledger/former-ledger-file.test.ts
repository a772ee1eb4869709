import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { FORMER_VERSIONS, writeFormerLedger } from './former-ledger-file';
import type { Store } from '../../../../../src/base/database/database';
import { openStore } from '../../../../../src/base/database/open-store';
import { digestOf } from '../../../../../src/base/digest';
import { createSeal } from '../../../../../src/base/sealed-value';
import { openStoreLedger } from '../../../../../src/gtm/ledger/store/store-ledger';
import { describeOnEveryBackend } from '../../base/database/on-every-backend';

const SECRET = Buffer.from('a secret of the tests');
const NOW = Date.parse('2026-11-25T12:00:00Z');
const KEY = 'k'.repeat(64);

describeOnEveryBackend('The file of a former ledger', ({ place }) => {
	let folder: string;

	beforeEach(() => {
		folder = mkdtempSync(path.join(tmpdir(), 'gtm-former-'));
	});

	afterEach(() => rmSync(folder, { recursive: true, force: true }));

	const fileOf = (name = 'ledger.sqlite') => path.join(folder, name);
	const open = (
		former = fileOf(),
		now = () => NOW,
		store: () => Promise<Store> = async () => await openStore(place()),
	) => openStoreLedger({ store, former, now, secret: SECRET });

	const digest = (value: unknown, key = KEY) => digestOf(value, key);
	const identity = { provider: 'x', account: 'a-1', sequenceId: 's', email: 'dana@acme.com' };
	const account = { provider: 'apollo', account: 'a-1', unit: 'credit' };
	const question = {
		provider: 'apollo',
		account: 'a-1',
		operation: 'person.enrich',
		identity: { email: 'dana@acme.com' },
		fields: ['title'],
	};
	const write = { provider: 'x', account: 'a-1', kind: 'deal', key: 'k-1' };
	const RECORD = { status: 'created', enrollmentId: 'e-1' };

	/** Everything that the last version kept. */
	function writeLastVersion(file = fileOf(), key = KEY, email = 'mo@acme.com') {
		writeFormerLedger(file, FORMER_VERSIONS, key, (sql) => {
			sql
				.prepare(
					"INSERT INTO credit (account, run_id, day, amount) VALUES (?, 'r-1', '2026-11-25', 9)",
				)
				.run(digest(account, key));
			const about = digest(
				{
					provider: 'apollo',
					account: 'a-1',
					operation: 'person.enrich',
					identity: question.identity,
				},
				key,
			);
			const answerKey = digest(question, key);
			const kept = { status: 'found', record: { title: 'CRO' }, fields: ['title'] };
			sql
				.prepare(
					'INSERT INTO answer (key, subject, about, sealed, at, expires_at) VALUES (?, ?, ?, ?, ?, ?)',
				)
				.run(
					answerKey,
					digest(question.identity, key),
					about,
					createSeal(SECRET).close(kept, answerKey),
					NOW,
					NOW + 1000,
				);
			sql
				.prepare('INSERT INTO enrollment VALUES (?, ?, 0, ?, NULL)')
				.run(digest(identity, key), NOW, JSON.stringify(RECORD));
			sql
				.prepare('INSERT INTO written VALUES (?, ?, ?, NULL, ?)')
				.run(digest(write, key), NOW, NOW + 1000, 'lease-1');
			const person = { provider: 'x', account: 'a-1', sequenceId: 's', email: 'dana@acme.com' };
			sql
				.prepare('INSERT INTO enrolled_person VALUES (?, ?)')
				.run(digest(person, key), JSON.stringify({ contactId: 'c-1' }));
			const suppressed = { kind: 'email', value: email };
			const place = digest(suppressed, key);
			sql
				.prepare(
					"INSERT INTO suppression (key, kind, reason, source, at, expires_at, scope, sealed) VALUES (?, 'email', 'asked', 'import', ?, NULL, 'everywhere', ?)",
				)
				.run(place, NOW, createSeal(SECRET).close(email, place));
		});
	}

	it('is taken over with all that it knows, and is gone then', async () => {
		writeLastVersion();
		const ledger = open();
		expect(await ledger.credits.spent(account, { runId: 'r-1' })).toBe(9);
		expect(await ledger.answers.begin(question, () => NOW)).toMatchObject({
			state: 'remembered',
			answer: { record: { title: 'CRO' } },
		});
		expect(await ledger.enrollments.begin(identity)).toEqual({
			state: 'done',
			at: NOW,
			record: RECORD,
		});
		expect(await ledger.writes.begin(write)).toEqual({ state: 'busy', since: NOW });
		expect(await ledger.people.get(identity)).toEqual({ contactId: 'c-1' });
		expect(await ledger.suppressions.list({ limit: 9 })).toEqual([
			{
				kind: 'email',
				value: 'mo@acme.com',
				reason: 'asked',
				source: 'import',
				scope: 'everywhere',
				at: NOW,
			},
		]);
		await ledger.close();
		expect(readdirSync(folder).filter((name) => name.startsWith('ledger'))).toEqual([]);
	});

	it('can be changed after it was taken over, as if it had always been here', async () => {
		writeLastVersion();
		const ledger = open();
		const lease = await ledger.enrollments.beginAnew(identity, {
			at: NOW,
			record: RECORD as never,
		});
		expect(await lease?.finish({ status: 'created', enrollmentId: 'e-2' })).toBe(true);
		expect(await ledger.enrollments.begin(identity)).toMatchObject({
			record: { enrollmentId: 'e-2' },
		});
		await ledger.people.put(identity, { contactId: 'c-2' });
		expect(await ledger.people.get(identity)).toEqual({ contactId: 'c-2' });
		const mo = { kind: 'email', value: 'mo@acme.com' } as const;
		expect(await ledger.suppressions.add([{ ...mo, reason: 'customer' }])).toEqual(['updated']);
		expect(await ledger.suppressions.list({ limit: 9 })).toMatchObject([
			{ value: 'mo@acme.com', reason: 'customer' },
		]);
		expect(await ledger.suppressions.remove([mo])).toEqual([true]);
		expect(await ledger.suppressions.find({ email: 'mo@acme.com' })).toBeUndefined();
		expect(await ledger.answers.forget([{ kind: 'email', value: 'dana@acme.com' }])).toBe(1);
		expect((await ledger.answers.begin(question, () => NOW)).state).toBe('unasked');
		await ledger.close();
	});

	it('stays as it is if taking it over is interrupted, and is taken over the next time', async () => {
		writeLastVersion();
		const failing = async (): Promise<Store> => {
			const store = await openStore(place());
			return { ...store, scrub: async () => await Promise.reject(new Error('the power went')) };
		};
		const interrupted = open(fileOf(), () => NOW, failing);
		await expect(interrupted.suppressions.find({ email: 'mo@acme.com' })).rejects.toThrow('power');
		const sql = new DatabaseSync(fileOf());
		expect(sql.prepare('SELECT count(*) AS count FROM suppression').get()).toMatchObject({
			count: 1,
		});
		sql.close();
		const ledger = open();
		expect(await ledger.credits.spent(account, { runId: 'r-1' })).toBe(9);
		expect(await ledger.suppressions.list({ limit: 9 })).toHaveLength(1);
		expect(existsSync(fileOf())).toBe(false);
		await ledger.close();
	});

	it('is taken over once by several that open the store at the same time', async () => {
		writeLastVersion();
		const ledgers = Array.from({ length: 4 }, () => open());
		const spent = await Promise.all(
			ledgers.map(async ({ credits }) => await credits.spent(account, { runId: 'r-1' })),
		);
		expect(spent).toEqual([9, 9, 9, 9]);
		for (const ledger of ledgers) await ledger.close();
	});

	it('of a second host is taken over into the same store', async () => {
		writeLastVersion();
		writeLastVersion(fileOf('other.sqlite'), 'o'.repeat(64), 'lee@acme.com');
		await open().suppressions.find({ email: 'mo@acme.com' });
		const ledger = open(fileOf('other.sqlite'));
		expect(await ledger.suppressions.find({ email: 'mo@acme.com' })).toBeDefined();
		expect(await ledger.suppressions.find({ email: 'lee@acme.com' })).toBeDefined();
		expect(await ledger.credits.spent(account, { runId: 'r-1' })).toBe(18);
		await ledger.close();
	});

	it('cannot be written any more by a process of the older version that has it open', async () => {
		writeLastVersion();
		const older = new DatabaseSync(fileOf());
		const enroll = older.prepare("INSERT INTO enrollment VALUES ('key', 0, 0, NULL, NULL)");
		const ledger = open();
		await ledger.people.get(identity);
		expect(() => enroll.run()).toThrow('no such table');
		older.close();
		await ledger.close();
	});

	it('of a version that is not known is refused, and stays', async () => {
		writeFormerLedger(fileOf(), FORMER_VERSIONS, KEY, (sql) =>
			sql.exec('PRAGMA user_version = 99'),
		);
		const ledger = open();
		await expect(ledger.people.get(identity)).rejects.toThrow('newer version');
		expect(existsSync(fileOf())).toBe(true);
	});

	it('of the first version is taken over, and found by whichever account asks', async () => {
		const { account: _, ...unknown } = identity;
		const begun = { ...unknown, email: 'lee@acme.com' };
		const suppressed = { kind: 'email', value: 'mo@acme.com' };
		writeFormerLedger(fileOf(), 1, KEY, (sql) => {
			sql
				.prepare('INSERT INTO enrollment VALUES (?, ?, 0, ?)')
				.run(digest(unknown), NOW, JSON.stringify({ status: 'created' }));
			sql
				.prepare('INSERT INTO enrollment VALUES (?, ?, ?, NULL)')
				.run(digest(begun), NOW, NOW + 60_000);
			sql
				.prepare("INSERT INTO suppression VALUES (?, 'email', 'asked', 'import', ?, NULL)")
				.run(digest(suppressed), NOW);
		});
		let time = NOW;
		const now = open(fileOf(), () => time);
		const old = { at: NOW, record: { status: 'created' as const }, accountUnknown: true as const };
		for (const one of ['a-1', 'a-2']) {
			expect(await now.enrollments.begin({ ...unknown, account: one })).toEqual({
				state: 'done',
				...old,
			});
		}
		const lease = await now.enrollments.beginAnew(identity, old);
		await lease?.finish({ status: 'created', enrollmentId: 'e-1' });
		expect(await now.enrollments.begin(identity)).toEqual({
			state: 'done',
			at: NOW,
			record: { status: 'created', enrollmentId: 'e-1' },
		});
		expect(await now.enrollments.begin({ ...identity, account: 'a-2' })).toMatchObject(old);
		expect((await now.enrollments.begin({ ...begun, account: 'a-1' })).state).toBe('busy');
		time += 60_000;
		expect((await now.enrollments.begin({ ...begun, account: 'a-1' })).state).toBe('doubtful');
		expect((await now.writes.begin(write)).state).toBe('new');
		expect(
			await now.suppressions.find(
				{ email: 'mo@acme.com' },
				{ provider: 'hubspot', channel: 'crm' },
			),
		).toEqual({ kind: 'email', scope: 'everywhere', reason: 'asked', source: 'import', at: NOW });
		await now.close();
	});

	describe('of the version that knew answers by credential', () => {
		const former = {
			provider: 'apollo',
			principal: 'p-1',
			operation: 'person.enrich',
			identity: { email: 'dana@acme.com' },
			fields: ['email', 'title'],
		};
		const asked = { ...former, account: 'a-1' };

		/** Schema, digests and seals of version 4. */
		function writeVersion4(answer: object) {
			writeFormerLedger(fileOf(), 4, KEY, (sql) => {
				const key = digest(former);
				sql
					.prepare('INSERT INTO answer VALUES (?, ?, ?, ?, ?)')
					.run(
						key,
						digest(former.identity),
						createSeal(SECRET).close(answer, key),
						NOW,
						NOW + 1000,
					);
				sql
					.prepare(
						"INSERT INTO credit (account, run_id, day, amount) VALUES (?, 'r-1', '2026-11-25', 9)",
					)
					.run(digest({ provider: 'apollo', principal: 'p-1', unit: 'credit' }));
			});
		}

		it.each([
			[
				'is whole',
				{ status: 'found', record: { email: 'd@acme.com', title: 'CRO' } },
				'remembered',
			],
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
			await begun.lease.letGo('job-1');
			await begun.lease.end();
			expect((await ledger.answers.begin(asked, () => NOW)).state).toBe('unasked');
			await ledger.close();
		});

		it('counts what was spent before with what is spent now', async () => {
			writeVersion4({ status: 'not_found' });
			const ledger = open();
			const mine = { ...account, principal: 'p-1' };
			const reservation = { account: mine, runId: 'r-2', amount: 1, budget: { perDay: 10 } };
			expect((await ledger.credits.reserve(reservation)).granted).toBe(true);
			expect(await ledger.credits.reserve(reservation)).toMatchObject({
				limit: 'perDay',
				spent: 10,
			});
			expect(await ledger.credits.spent(mine, { runId: 'r-1' })).toBe(9);
			await ledger.close();
		});
	});
});
