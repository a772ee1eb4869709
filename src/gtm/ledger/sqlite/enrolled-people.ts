import type { LedgerDatabase } from './database';
import type { EnrolledPeople, EnrolledPerson } from '../enrolled-people';
import { digestOf } from '../../../base/digest';

export function createSqliteEnrolledPeople({ sql, digestKey }: LedgerDatabase): EnrolledPeople {
	const select = sql.prepare('SELECT known FROM enrolled_person WHERE key = ?');
	const upsert = sql.prepare(
		`INSERT INTO enrolled_person (key, known) VALUES (?, ?)
		ON CONFLICT (key) DO UPDATE SET known = excluded.known`,
	);
	return {
		async get(person) {
			const row = select.get(digestOf(person, digestKey));
			const known = row && (JSON.parse(String(row.known)) as EnrolledPerson);
			return await Promise.resolve(known);
		},
		async put(person, known) {
			upsert.run(digestOf(person, digestKey), JSON.stringify(known));
			await Promise.resolve();
		},
	};
}
