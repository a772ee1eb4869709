import type { LedgerConnection } from './connection';
import type { EnrolledPeople, EnrolledPerson } from '../enrolled-people';
import { digestOf } from '../../../base/digest';

export function createSqliteEnrolledPeople(connection: LedgerConnection): EnrolledPeople {
	return {
		async get(person) {
			return await connection.use(({ statement, digestKey }) => {
				const row = statement('SELECT known FROM enrolled_person WHERE key = ?').get(
					digestOf(person, digestKey),
				);
				return row && (JSON.parse(String(row.known)) as EnrolledPerson);
			});
		},
		async put(person, known) {
			await connection.use(({ statement, digestKey }) =>
				statement(
					`INSERT INTO enrolled_person (key, known) VALUES (?, ?)
					ON CONFLICT (key) DO UPDATE SET known = excluded.known`,
				).run(digestOf(person, digestKey), JSON.stringify(known)),
			);
		},
	};
}
