import type { OpenLedgerDatabase } from './ledger-database';
import type { EnrolledPeople, EnrolledPerson } from '../enrolled-people';

export function createStoreEnrolledPeople(open: OpenLedgerDatabase): EnrolledPeople {
	return {
		async get(person) {
			const { read, digests } = await open();
			const keys = digests(person);
			const rows = await read(
				async (tables) =>
					await tables
						.selectFrom('ledger_enrolled_person')
						.selectAll()
						.where('key', 'in', keys)
						.execute(),
			);
			const row = rows.find(({ key }) => key === keys[0]) ?? rows[0];
			return row && (JSON.parse(row.known) as EnrolledPerson);
		},
		async put(person, known) {
			const { write, digests } = await open();
			const [key] = digests(person);
			const values = { known: JSON.stringify(known) };
			await write(
				async (tables) =>
					await tables
						.insertInto('ledger_enrolled_person')
						.values({ key, ...values })
						.onConflict((same) => same.column('key').doUpdateSet(values))
						.execute(),
			);
		},
	};
}
