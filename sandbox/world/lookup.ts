import type { Lookup, World } from './world.ts';

type Rows = Omit<World, 'examples' | 'lookup'>;

const byKey = <T extends { key: string }>(rows: readonly T[]) =>
	new Map(rows.map((row) => [row.key, row] as const));

/** Rows in lists by a key that several share. */
export function groupBy<T>(rows: readonly T[], keyOf: (row: T) => string): Map<string, T[]> {
	const groups = new Map<string, T[]>();
	for (const row of rows) {
		const group = groups.get(keyOf(row));
		if (group === undefined) groups.set(keyOf(row), [row]);
		else group.push(row);
	}
	return groups;
}

export function makeLookup(rows: Rows): Lookup {
	const { people } = rows;
	return {
		user: byKey(rows.users),
		account: byKey(rows.accounts),
		accountByDomain: new Map(rows.accounts.map((account) => [account.domain, account])),
		person: byKey(people),
		// Work addresses come last, for where two people should share one, that is whose it is.
		personByEmail: new Map([
			...people.map((person) => [person.personalEmail, person] as const),
			...people.flatMap((person) =>
				person.jobChange ? [[person.jobChange.email, person] as const] : [],
			),
			...people.map((person) => [person.email, person] as const),
		]),
		personByLinkedin: new Map(people.map((person) => [person.linkedinUrl, person])),
		peopleOfAccount: groupBy(people, ({ accountKey }) => accountKey),
		dealsOfAccount: groupBy(rows.deals, ({ accountKey }) => accountKey),
		signalsOfAccount: groupBy(rows.signals, ({ accountKey }) => accountKey),
		usageOfPerson: groupBy(rows.usage, ({ personKey }) => personKey),
		suppressed: new Map(rows.suppressions.map((each) => [each.value, each])),
	};
}
