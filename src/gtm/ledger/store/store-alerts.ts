import type { AlertAccount, AlertBook, SavedAlert } from '../alert-book';
import type { LedgerDatabase, OpenLedgerDatabase } from './ledger-database';

export function createStoreAlerts(open: OpenLedgerDatabase): AlertBook {
	return {
		async put(account, { name, rule }) {
			const { write, digests } = await open();
			const [key, ...former] = keysOf(digests, account, name);
			const [owner] = ownersOf(digests, account);
			return await write(async (tables) => {
				const { numDeletedRows } = await tables
					.deleteFrom('ledger_alert')
					.where('key', 'in', [key, ...former])
					.executeTakeFirst();
				const row = { key, account: owner, name, rule: JSON.stringify(rule), state: '{}' };
				await tables.insertInto('ledger_alert').values(row).execute();
				return numDeletedRows > 0n ? 'updated' : 'created';
			});
		},
		async list(account) {
			const { read, digests } = await open();
			const rows = await read(
				async (tables) =>
					await tables
						.selectFrom('ledger_alert')
						.select(['name', 'rule', 'state'])
						.where('account', 'in', ownersOf(digests, account))
						.orderBy('name')
						.execute(),
			);
			return rows.map(({ name, rule, state }) => ({
				name,
				rule: JSON.parse(rule) as SavedAlert['rule'],
				state: JSON.parse(state) as SavedAlert['state'],
			}));
		},
		async keepState(account, { name, state }) {
			const { write, digests } = await open();
			await write(
				async (tables) =>
					await tables
						.updateTable('ledger_alert')
						.set({ state: JSON.stringify(state) })
						.where('key', 'in', keysOf(digests, account, name))
						.execute(),
			);
		},
		async remove(account, name) {
			const { write, digests } = await open();
			const { numDeletedRows } = await write(
				async (tables) =>
					await tables
						.deleteFrom('ledger_alert')
						.where('key', 'in', keysOf(digests, account, name))
						.executeTakeFirst(),
			);
			return numDeletedRows > 0n;
		},
	};
}

type Digests = LedgerDatabase['digests'];

function ownersOf(digests: Digests, { provider, account }: AlertAccount) {
	return digests({ provider, account });
}

function keysOf(digests: Digests, { provider, account }: AlertAccount, name: string) {
	return digests({ provider, account, name });
}
