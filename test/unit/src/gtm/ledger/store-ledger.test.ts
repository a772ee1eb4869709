import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

import { describeLedger } from './ledger-contract';
import { JOBS_MAX } from '../../../../../src/gtm/ledger/job-book';
import { openStore } from '../../../../../src/base/database/open-store';
import type { SuppressionSchema } from '../../../../../src/base/suppression/suppression-tables';
import type { Ledger } from '../../../../../src/gtm/ledger/ledger';
import { LEDGER, type LedgerSchema } from '../../../../../src/gtm/ledger/store/ledger-tables';
import { openStoreLedger } from '../../../../../src/gtm/ledger/store/store-ledger';
import { bundledModules } from '../../base/database/bundled-modules';
import { describeOnEveryBackend } from '../../base/database/on-every-backend';

const run = promisify(execFile);

const SECRET = Buffer.from('a secret of the tests');
const NOW = Date.parse('2026-11-25T12:00:00Z');

describeOnEveryBackend('A ledger', ({ place, backend }) => {
	const open = (now: () => number = () => NOW, secret = SECRET) =>
		openStoreLedger({ store: async () => await openStore(place()), now, secret });

	describe('in a store', () => describeLedger(open));

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
	const account = { provider: 'x', account: 'a', unit: 'credit' };

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

	it('forgets stale answers and old credits when it is opened', async () => {
		const ledger = open();
		await keep(ledger);
		await ledger.credits.reserve({ account, runId: 'r', amount: 1, budget: {} });
		await ledger.close();
		const later = open(() => NOW + 500 * 86_400_000);
		await later.credits.spent(account, { runId: 'r' });
		await later.close();
		const again = open();
		expect(await again.credits.spent(account, { runId: 'r' })).toBe(0);
		expect((await again.answers.begin(question, () => 0)).state).toBe('unasked');
		await again.close();
	});

	it('keeps ten thousand jobs of an account: the oldest gives way', async () => {
		let clock = NOW;
		const ledger = open(() => clock);
		const leave = async (handle: string) => {
			const of = { ...question, identity: { email: `${handle}@acme.com` } };
			const begun = await ledger.answers.begin(of, () => 0);
			if (!('lease' in begun)) throw new Error(`it is ${begun.state}`);
			await begun.lease.keep({ status: 'pending', provider: 'apollo', handle }, 1000);
		};
		await leave('oldest');
		const store = await openStore(place());
		const tables = await store.open<LedgerSchema>(LEDGER);
		const oldest = await tables.write(async (rows) => {
			const first = await rows.selectFrom('ledger_job').selectAll().executeTakeFirstOrThrow();
			for (let from = 1; from < JOBS_MAX; from += 1111) {
				const more = Array.from({ length: 1111 }, (_, index) => ({
					...first,
					key: `${from + index}`,
					asked_at: NOW + 1,
				}));
				await rows.insertInto('ledger_job').values(more).execute();
			}
			return first.key;
		});
		clock += 2;
		expect(await ledger.jobs.countOpen(question)).toBe(JOBS_MAX);
		await leave('newest');
		expect(await ledger.jobs.countOpen(question)).toBe(JOBS_MAX);
		const left = await tables.read(
			async (rows) =>
				await rows.selectFrom('ledger_job').select('key').where('key', '=', oldest).execute(),
		);
		expect(left).toEqual([]);
		await store.close();
		await ledger.close();
	});

	it('is opened and read while another process writes', async () => {
		const first = open();
		await first.credits.reserve({ account, runId: 'r', amount: 3, budget: {} });
		await first.close();
		const store = await openStore(place());
		const holder = await store.open({ name: 'holder', migrations: [] });
		const end = Promise.withResolvers<undefined>();
		const begun = Promise.withResolvers<undefined>();
		const holding = holder.write(async () => {
			begun.resolve(undefined);
			await end.promise;
		});
		await begun.promise;
		const ledger = open();
		expect(await ledger.credits.spent(account, { runId: 'r' })).toBe(3);
		end.resolve(undefined);
		await holding;
		await ledger.close();
		await store.close();
	});

	it('asks for its store again if that could not be opened', async () => {
		let asked = 0;
		const ledger = openStoreLedger({
			store: async () => {
				asked += 1;
				if (asked === 1) throw new Error('the server is away');
				return await openStore(place());
			},
			now: () => NOW,
			secret: SECRET,
		});
		await expect(ledger.credits.spent(account, { runId: 'r' })).rejects.toThrow('away');
		expect(await ledger.credits.spent(account, { runId: 'r' })).toBe(0);
		await ledger.close();
	});

	it('holds nothing that a reader of its store could read', async () => {
		const ledger = open();
		await ledger.enrollments.begin(identity);
		await ledger.people.put(identity, { contactId: 'c-1' });
		await ledger.suppressions.add([{ kind: 'email', value: 'dana@acme.com', reason: 'asked' }]);
		await keep(ledger);
		const here = place();
		for (const word of ['dana', 'acme.com', 'Astronaut']) {
			expect((await bytesOf(here)).filter((text) => text.includes(word))).toEqual([]);
		}
		await ledger.close();
	});

	/** Every file of a store; of a server every row. */
	async function bytesOf(here: ReturnType<typeof place>): Promise<string[]> {
		if ('sqlite' in here) {
			const folder = path.dirname(here.sqlite);
			const files = readdirSync(folder);
			expect(files).toContain('store.sqlite-wal');
			return files.map((name) => readFileSync(path.join(folder, name), 'latin1'));
		}
		const store = await openStore(here);
		const tables = await store.open<LedgerSchema & SuppressionSchema>(LEDGER);
		const names = [
			'ledger_answer',
			'suppression',
			'ledger_enrollment',
			'ledger_enrolled_person',
		] as const;
		const rows = await tables.read(
			async (all) =>
				await Promise.all(
					names.map(async (name) => await all.selectFrom(name).selectAll().execute()),
				),
		);
		await store.close();
		return rows.flat().map((row) =>
			Object.values(row)
				.map((value) =>
					value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : String(value),
				)
				.join('\n'),
		);
	}

	describe('of several processes', () => {
		type Won = Record<'credits' | 'enrollments' | 'questions', number>;

		const PROCESSES = 4;
		const ATTEMPTS = 50;
		let folder: string;

		beforeEach(() => {
			folder = mkdtempSync(path.join(tmpdir(), 'gtm-ledger-'));
		});

		afterEach(() => rmSync(folder, { recursive: true, force: true }));

		const SCRIPT = `
			const { openStore, openStoreLedger } = require(process.argv[1]);
			(async () => {
				const place = JSON.parse(process.argv[2]);
				const store = async () => await openStore(place);
				const ledger = openStoreLedger({ store, now: Date.now, secret: Buffer.from('x') });
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

		it('spends one budget, begins each enrollment once, and asks each question once', async () => {
			const bundle = bundledModules(folder, [
				'base/database/open-store',
				'gtm/ledger/store/store-ledger',
			]);
			const args = ['-e', SCRIPT, '--', bundle, JSON.stringify(place())];
			const won = await Promise.all(
				Array.from({ length: PROCESSES }, async () => {
					const { stdout } = await run(process.execPath, args);
					return JSON.parse(stdout) as Won;
				}),
			);
			const sum = (pick: (one: Won) => number) => won.reduce((all, one) => all + pick(one), 0);
			expect(sum(({ credits }) => credits)).toBe(100);
			expect(sum(({ enrollments }) => enrollments)).toBe(ATTEMPTS);
			expect(sum(({ questions }) => questions)).toBe(ATTEMPTS);
		}, 60_000);
	});

	it('says which backend keeps it', () => expect(Object.keys(place())).toEqual([backend]));
});
