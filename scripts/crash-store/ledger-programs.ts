import type { Programs } from './write-and-look.ts';

/**
 * One write after another to the ledger, each of them told when it is done. An enrollment is begun and
 * finished, which is two writes that belong together.
 */
const WRITER = `
	const ledger = openStoreLedger({ store, now: Date.now, secret: Buffer.from('crash') });
	const account = { provider: 'x', account: 'a', unit: 'credit' };
	return async (id) => {
		await ledger.credits.reserve({ account, runId: id, amount: 1, budget: {} });
		await tell('credit', id);
		const identity = { provider: 'x', account: 'a', sequenceId: 's', email: id + '@acme.com' };
		const begun = await ledger.enrollments.begin(identity);
		await begun.lease.finish({ status: 'created', enrollmentId: id });
		await tell('enrollment', id);
	};`;

const READER = `
	const ledger = openStoreLedger({ store, now: Date.now, secret: Buffer.from('crash') });
	const account = { provider: 'x', account: 'a', unit: 'credit' };
	const isThere = async (kind, id) => {
		if (kind === 'credit') return (await ledger.credits.spent(account, { runId: id })) === 1;
		const identity = { provider: 'x', account: 'a', sequenceId: 's', email: id + '@acme.com' };
		return (await ledger.enrollments.begin(identity)).record?.enrollmentId === id;
	};
	const day = new Date().toISOString().slice(0, 10);
	const found = async () => ({ kind: 'credit', count: await ledger.credits.spent(account, { day }), halves: 0 });
	return { isThere, found };`;

export const LEDGER_PROGRAMS: Programs = {
	modules: ['base/database/open-store', 'gtm/ledger/store/store-ledger'],
	writer: WRITER,
	reader: READER,
};
