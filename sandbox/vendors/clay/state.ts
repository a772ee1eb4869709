import { groupBy } from '../../world/lookup.ts';
import { sliceOf } from '../../world/slice.ts';
import type { Account, Person, World } from '../../world/world.ts';

const SHARE = 0.9;

export interface Item {
	id: string;
	inputs: Readonly<Record<string, unknown>>;
}

export interface Run {
	id: string;
	routineId: string;
	/** Milliseconds since 1970. */
	startedAt: number;
	items: readonly Item[];
}

export interface ClayState {
	accounts: readonly Account[];
	accountsByKey: ReadonlyMap<string, Account>;
	people: readonly Person[];
	peopleOfAccount: ReadonlyMap<string, readonly Person[]>;
	runs: Map<string, Run>;
}

/** Where a person works now: the sources of the routines know of job changes. */
export function jobOf({ accountKey, email, title, jobChange }: Person) {
	return jobChange ?? { accountKey, email, title };
}

/** Without those who asked to be forgotten. */
export function openClay(world: World): ClayState {
	const accounts = sliceOf('clay', world.accounts, SHARE);
	const known = sliceOf('clay', world.people, SHARE);
	const people = known.filter(({ claimedRemoval }) => !claimedRemoval);
	return {
		accounts,
		accountsByKey: new Map(accounts.map((account) => [account.key, account])),
		people,
		peopleOfAccount: groupBy(people, (person) => jobOf(person).accountKey),
		runs: new Map(),
	};
}
