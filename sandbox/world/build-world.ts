import { makeAccounts } from './companies.ts';
import { exampleAccounts, examplePeople, findExamples } from './examples.ts';
import { Generator } from './generator.ts';
import { groupBy, makeLookup } from './lookup.ts';
import { makeSignals, makeSuppressions, makeUsage } from './observations.ts';
import { makeEnrollments, makeSequences } from './outreach.ts';
import { HOME, makeDuplicates, makePeople, makeUsers } from './persons.ts';
import { makeActivities, makeDeals } from './selling.ts';
import type { World } from './world.ts';

const USERS = 12;
const ACCOUNTS = 2_100;
const PEOPLE = 10_500;

export interface WorldOptions {
	/** Any integer; 1 if left out. */
	seed?: number;
	/** Milliseconds since 1970; the morning of 25 November 2026 if left out, so that tests see the same. */
	asOf?: number;
}

export const DEFAULT_AS_OF = Date.parse('2026-11-25T09:00:00.000Z');

const built = new Map<string, World>();

/** The world of a seed: the same for the same options, and made once in a process. */
export function buildWorld({ seed = 1, asOf = DEFAULT_AS_OF }: WorldOptions = {}): World {
	const name = `${seed} ${asOf}`;
	const known = built.get(name);
	if (known !== undefined) return known;
	const world = makeWorld(seed, asOf);
	built.set(name, world);
	return world;
}

function makeWorld(seed: number, asOf: number): World {
	const random = new Generator(seed, asOf);
	const users = makeUsers(random, USERS);
	const accounts = exampleAccounts(makeAccounts(random, ACCOUNTS, users));
	const people = examplePeople(makePeople(random, PEOPLE, accounts), accounts);
	const peopleOf = groupBy(people, ({ accountKey }) => accountKey);
	const deals = makeDeals(random, accounts, peopleOf);
	const account = new Map(accounts.map((each) => [each.key, each]));
	const person = new Map(people.map((each) => [each.key, each]));
	const sequences = makeSequences(random, users);
	const rows = {
		seed,
		asOf,
		home: HOME,
		users,
		accounts,
		people,
		duplicates: makeDuplicates(random, people),
		deals,
		activities: makeActivities(random, deals, { account, person }),
		sequences,
		enrollments: makeEnrollments(random, people, sequences),
		usage: makeUsage(random, accounts, peopleOf),
		signals: makeSignals(random, accounts, people),
		suppressions: makeSuppressions(random, people),
	};
	return { ...rows, lookup: makeLookup(rows), examples: findExamples(rows) };
}
