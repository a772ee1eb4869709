import { groupBy } from '../../world/lookup.ts';
import { sliceOf } from '../../world/slice.ts';
import type { Account, Person, World } from '../../world/world.ts';

const SHARE = 0.8;

/** What was asked about one person. */
export interface Asked {
	input: Readonly<Record<string, string>>;
	fields: readonly string[];
	custom: Readonly<Record<string, string>> | undefined;
}

export interface Enrichment {
	id: string;
	kind: 'enrich' | 'reverse';
	name: string;
	/** Milliseconds since 1970. */
	startedAt: number;
	asked: readonly Asked[];
	/** Set when it is done: how it ended and what it took. */
	ended?: { status: 'CREDITS_INSUFFICIENT' | 'FINISHED'; credits: number; paid: number };
}

export interface FullenrichState {
	accounts: ReadonlyMap<string, Account>;
	accountsByDomain: ReadonlyMap<string, Account>;
	accountsByLinkedin: ReadonlyMap<string, Account>;
	people: readonly Person[];
	peopleByEmail: ReadonlyMap<string, Person>;
	peopleByLinkedin: ReadonlyMap<string, Person>;
	peopleOfAccount: ReadonlyMap<string, readonly Person[]>;
	enrichments: Map<string, Enrichment>;
	/** `person-3 contact.phones`: found before, and free for three months. */
	bought: Set<string>;
}

/** Where a person works now: FullEnrich knows of job changes. */
export function jobOf({ accountKey, email, title, jobChange }: Person) {
	return jobChange ?? { accountKey, email, title };
}

/** Without those who asked to be forgotten. */
export function openFullenrich(world: World): FullenrichState {
	const accounts = sliceOf('fullenrich', world.accounts, SHARE);
	const known = sliceOf('fullenrich', world.people, SHARE);
	const people = known.filter(({ claimedRemoval }) => !claimedRemoval);
	return {
		accounts: new Map(accounts.map((account) => [account.key, account])),
		accountsByDomain: new Map(accounts.map((account) => [account.domain, account])),
		accountsByLinkedin: new Map(accounts.map((account) => [account.linkedinUrl, account])),
		people,
		peopleByEmail: new Map(people.map((person) => [jobOf(person).email, person])),
		peopleByLinkedin: new Map(people.map((person) => [person.linkedinUrl, person])),
		peopleOfAccount: groupBy(people, (person) => jobOf(person).accountKey),
		enrichments: new Map(),
		bought: new Set(),
	};
}
