import { groupBy } from '../../world/lookup.ts';
import { sliceOf } from '../../world/slice.ts';
import type { Account, Person, World } from '../../world/world.ts';

const SHARE = 0.7;

export interface HunterState {
	accounts: ReadonlyMap<string, Account>;
	accountsByDomain: ReadonlyMap<string, Account>;
	people: readonly Person[];
	peopleByEmail: ReadonlyMap<string, Person>;
	peopleByHandle: ReadonlyMap<string, Person>;
	peopleOfAccount: ReadonlyMap<string, readonly Person[]>;
	/** Questions that were answered with 202 once; the next time there is an answer. */
	waiting: Set<string>;
}

/** `dana-reed` of `https://www.linkedin.com/in/dana-reed`. */
export function handleOf(linkedinUrl: string): string {
	return linkedinUrl.replace(/\/+$/, '').split('/').at(-1) ?? '';
}

/** Where a person works now: Hunter knows of job changes. */
export function jobOf({ accountKey, email, title, jobChange }: Person) {
	return jobChange ?? { accountKey, email, title };
}

export function openHunter(world: World): HunterState {
	const accounts = sliceOf('hunter', world.accounts, SHARE);
	const people = sliceOf('hunter', world.people, SHARE);
	return {
		accounts: new Map(accounts.map((account) => [account.key, account])),
		accountsByDomain: new Map(accounts.map((account) => [account.domain, account])),
		people,
		peopleByEmail: new Map(
			people.flatMap((person) => [
				[person.email, person] as const,
				[jobOf(person).email, person] as const,
			]),
		),
		peopleByHandle: new Map(people.map((person) => [handleOf(person.linkedinUrl), person])),
		peopleOfAccount: groupBy(people, (person) => jobOf(person).accountKey),
		waiting: new Set(),
	};
}
