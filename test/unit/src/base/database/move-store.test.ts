import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { moveStore, StoreNotEmpty } from '../../../../../src/base/database/move-store';
import { openStore } from '../../../../../src/base/database/open-store';
import type { Store } from '../../../../../src/base/database/database';
import { createSeal } from '../../../../../src/base/sealed-value';
import { SUPPRESSIONS } from '../../../../../src/base/suppression/suppression-tables';
import { DEFAULT_POLICY } from '../../../../../src/context/check-action/policy';
import { createRules } from '../../../../../src/context/facts/rules';
import { openContextGraph } from '../../../../../src/context/open-context-graph';
import { GRAPH_PART } from '../../../../../src/context/store/graph-part';
import { LEDGER } from '../../../../../src/gtm/ledger/store/ledger-tables';
import { openStoreLedger } from '../../../../../src/gtm/ledger/store/store-ledger';
import { describeOnPostgres } from './on-every-backend';

const SECRET = Buffer.from('a secret of the tests');
const PARTS = [
	{ part: LEDGER, prefix: 'ledger_' },
	{ part: SUPPRESSIONS, prefix: 'suppression' },
	{ part: GRAPH_PART, prefix: 'graph_' },
];
const BY_CRM = { source: 'crm' };

describeOnPostgres('Moving what a file knows to a database', ({ place }) => {
	let folder: string;
	let from: Store;
	let to: Store;

	beforeEach(async () => {
		folder = mkdtempSync(path.join(tmpdir(), 'gtm-move-'));
		from = await openStore({ sqlite: path.join(folder, 'store.sqlite') });
		to = await openStore(place());
	});

	afterEach(async () => {
		await from.close();
		await to.close();
		rmSync(folder, { recursive: true, force: true });
	});

	const graphOf = async (store: Store) =>
		await openContextGraph(store, {
			now: Date.now,
			rules: createRules(() => 'crm'),
			policy: DEFAULT_POLICY,
			seal: createSeal(SECRET),
		});
	const ledgerOf = (store: Store) =>
		openStoreLedger({
			store: async () => await Promise.resolve(store),
			now: Date.now,
			secret: SECRET,
		});
	const move = async () => await moveStore({ from, to, parts: PARTS, moved: () => undefined });

	it('takes over facts, suppressions, what was spent and who was enrolled', async () => {
		const identifier = { kind: 'email', value: 'dana@acme.com' };
		const before = await graphOf(from);
		for (let count = 0; count < 250; count += 1) {
			const email = { kind: 'email', value: `p${count}@acme.com` };
			const facts = [{ attribute: 'title', value: `Title ${count}` }];
			await before.upsertFacts({ type: 'contact', identifiers: [email], facts, ...BY_CRM });
		}
		await before.suppress({ identifier, reason: 'asked' }, BY_CRM);
		const account = { provider: 'x', account: 'a', unit: 'credit' };
		const ledger = ledgerOf(from);
		await ledger.credits.reserve({ account, runId: 'r', amount: 7, budget: {} });
		const person = { provider: 'x', account: 'a', sequenceId: 's', email: 'dana@acme.com' };
		const begun = await ledger.enrollments.begin(person);
		if ('lease' in begun) await begun.lease.finish({ status: 'created' });

		expect(await move()).toBeGreaterThan(750);

		const after = await graphOf(to);
		expect(await after.statistics()).toEqual(await before.statistics());
		const { contact } = await after.getContext({ subject: { email: 'p249@acme.com' } });
		expect(contact?.facts.title?.value).toBe('Title 249');
		const there = ledgerOf(to);
		expect(await there.suppressions.list({ limit: 5 })).toMatchObject([{ value: 'dana@acme.com' }]);
		expect(await there.credits.spent(account, { runId: 'r' })).toBe(7);
		expect((await there.enrollments.begin(person)).state).toBe('done');
		// And it goes on: the next write is after all that went over.
		const facts = [{ attribute: 'title', value: 'CEO' }];
		const report = await after.upsertFacts({
			type: 'contact',
			identifiers: [{ kind: 'email', value: 'p1@acme.com' }],
			facts,
			...BY_CRM,
		});
		expect(report).toMatchObject({ status: 'resolved', changed: ['title'] });
	}, 60_000);

	it('is refused where somebody has recorded something already', async () => {
		const graph = await graphOf(to);
		const facts = [{ attribute: 'title', value: 'CEO' }];
		const identifiers = [{ kind: 'email', value: 'kim@acme.com' }];
		await graph.upsertFacts({ type: 'contact', identifiers, facts, ...BY_CRM });
		await expect(move()).rejects.toThrow(StoreNotEmpty);
		const { contact } = await graph.getContext({ subject: { email: 'kim@acme.com' } });
		expect(contact?.facts.title?.value).toBe('CEO');
	});
});
