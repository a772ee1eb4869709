import type {
	Account,
	Deal,
	Enrollment,
	Person,
	Signal,
	World,
} from '../../../sandbox/world/world.ts';

/** A part of the sandbox's world, and what each source knew of it at which time. */
export interface KnownWorld {
	world: World;
	accounts: readonly Account[];
	people: readonly Person[];
	accountOf(person: Person): Account;
	enrollmentOf(person: Person): Enrollment | undefined;
	dealsOf(account: Account): readonly Deal[];
	signalsOf(account: Account): readonly Signal[];
	/** The CRM's part has gaps, by rule. */
	crmHas(person: Person, what: 'phone' | 'linkedinUrl'): boolean;
	crmDescribes(account: Account): boolean;
}

/** When the graph learned what: the CRM was taken in first. */
export const LEARNED = {
	crm: '2026-04-15T08:00:00.000Z',
	enrichment: '2026-09-10T08:00:00.000Z',
	outreach: '2026-11-20T08:00:00.000Z',
	asked: '2026-11-25T09:00:00.000Z',
} as const;

const ACCOUNTS = 20;
const PEOPLE_OF_EACH = 3;

/** The companies of the world's examples, and as many more as make twenty; three people of each. */
export function knownWorld(world: World): KnownWorld {
	const { lookup, examples } = world;
	const special = Object.values(examples as unknown as Record<string, object>).flatMap((example) =>
		typeof example === 'object' && 'accountKey' in example ? [example.accountKey as string] : [],
	);
	const keys = [...new Set([...special, ...world.accounts.map(({ key }) => key)])];
	const accounts = keys
		.flatMap((key) => lookup.account.get(key) ?? [])
		.filter(({ key }) => (lookup.peopleOfAccount.get(key)?.length ?? 0) >= PEOPLE_OF_EACH)
		.slice(0, ACCOUNTS);
	const people = accounts.flatMap(({ key }) => firstPeople(world, key));
	const enrollments = new Map(world.enrollments.map((each) => [each.personKey, each]));
	return {
		world,
		accounts,
		people,
		accountOf: ({ accountKey }) => must(lookup.account.get(accountKey), accountKey),
		enrollmentOf: ({ key }) => enrollments.get(key),
		dealsOf: ({ key }) => lookup.dealsOfAccount.get(key) ?? [],
		signalsOf: ({ key }) =>
			(lookup.signalsOfAccount.get(key) ?? []).filter(({ personKey }) => personKey === undefined),
		crmHas: ({ key }, what) => numberOf(key) % (what === 'phone' ? 3 : 4) !== 0,
		crmDescribes: ({ key }) => numberOf(key) % 4 !== 1,
	};
}

/** Those who are examples of something first. */
function firstPeople({ lookup, examples }: World, accountKey: string): Person[] {
	const all = lookup.peopleOfAccount.get(accountKey) ?? [];
	const special = new Set<unknown>(Object.values(examples as unknown as Record<string, unknown>));
	return all
		.toSorted((one, other) => Number(special.has(other)) - Number(special.has(one)))
		.slice(0, PEOPLE_OF_EACH);
}

function numberOf(key: string): number {
	return Number(key.slice(key.lastIndexOf('-') + 1));
}

function must<T>(found: T | undefined, what: string): T {
	if (found === undefined) throw new RangeError(`The world has no ${what}`);
	return found;
}
