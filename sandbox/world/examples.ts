import { seenBy } from './slice.ts';
import type { Account, Examples, Person, World } from './world.ts';

/** The first people of the world, one kind a row; findExamples takes them by these places. */
const PLACES = {
	person: 0,
	colleague: 1,
	undeliverable: 2,
	optedOut: 3,
	catchAll: 4,
	claimedRemoval: 5,
	jobChanged: 6,
	duplicated: 7,
	enrolled: 9,
} as const;

const ORDINARY = {
	emailVerdict: 'valid',
	optedOut: false,
	claimedRemoval: false,
	jobChange: undefined,
} as const;

const SPECIAL: Readonly<Record<number, Partial<Person>>> = {
	[PLACES.undeliverable]: { emailVerdict: 'invalid' },
	[PLACES.optedOut]: { optedOut: true },
	[PLACES.catchAll]: { emailVerdict: 'catch_all' },
	[PLACES.claimedRemoval]: { claimedRemoval: true },
};

const LAST_EXAMPLE = Math.max(...Object.values(PLACES));

/** The first company is being sold to; the second one's mail server takes everything. */
export function exampleAccounts(accounts: readonly Account[]): Account[] {
	return accounts.map((account, index) => {
		if (index === 0) return { ...account, lifecycle: 'opportunity', catchAll: false };
		return index === 1 ? { ...account, catchAll: true } : account;
	});
}

/** Sets the first rows to what they are examples of. */
export function examplePeople(people: readonly Person[], accounts: readonly Account[]): Person[] {
	return people.map((person, index) => {
		if (index > LAST_EXAMPLE) return person;
		const row = { ...person, ...ORDINARY, ...SPECIAL[index] };
		return index === PLACES.jobChanged ? moved(row, accounts) : row;
	});
}

function moved(person: Person, accounts: readonly Account[]): Person {
	const next = accounts[9];
	if (next === undefined) throw new RangeError('the world has too few companies for its examples');
	const [mailbox = ''] = person.email.split('@');
	return {
		...person,
		emailVerdict: 'invalid',
		jobChange: {
			at: person.updatedAt,
			accountKey: next.key,
			title: 'VP Operations',
			email: `${mailbox}n@${next.domain}`,
		},
	};
}

/** @throws RangeError if the world is too small for one of them */
export function findExamples(
	rows: Pick<World, 'accounts' | 'deals' | 'enrollments' | 'people'>,
): Examples {
	const person = (kind: keyof typeof PLACES) => must(rows.people[PLACES[kind]], kind);
	const account = must(rows.accounts[0], 'account');
	return {
		account,
		person: person('person'),
		colleague: person('colleague'),
		catchAll: person('catchAll'),
		undeliverable: person('undeliverable'),
		optedOut: person('optedOut'),
		claimedRemoval: person('claimedRemoval'),
		jobChanged: person('jobChanged'),
		duplicated: person('duplicated'),
		enrolled: person('enrolled'),
		newcomer: must(findNewcomer(rows), 'newcomer'),
		deal: must(
			rows.deals.find(({ accountKey }) => accountKey === account.key),
			'deal',
		),
		unknownEmail: 'nobody.known@nowhere-at-all.example',
		unknownDomain: 'nowhere-at-all.example',
	};
}

/**
 * Someone worth writing to whom People Data Labs and Apollo know, and HubSpot does not. The shares are
 * on the safe side of theirs.
 */
function findNewcomer({ people, enrollments }: Pick<World, 'enrollments' | 'people'>) {
	const enrolled = new Set(enrollments.map(({ personKey }) => personKey));
	return people.find(
		({ key, seniority, emailVerdict, optedOut, claimedRemoval, jobChange }) =>
			(seniority === 'c_suite' || seniority === 'vp') &&
			emailVerdict === 'valid' &&
			!optedOut &&
			!claimedRemoval &&
			jobChange === undefined &&
			!enrolled.has(key) &&
			!seenBy('hubspot', key, 0.9) &&
			seenBy('pdl', key, 0.5) &&
			seenBy('apollo', key, 0.5),
	);
}

function must<T>(row: T | undefined, what: string): T {
	if (row === undefined) throw new RangeError(`the world has no example of: ${what}`);
	return row;
}
