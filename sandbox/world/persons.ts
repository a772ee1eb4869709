import type { Generator } from './generator.ts';
import { FIRST_NAMES, JOBS, LAST_NAMES, PLACES } from './words.ts';
import type { Account, Duplicate, EmailVerdict, JobChange, Person, User } from './world.ts';

const SENIORITIES = [
	[4, 'c_suite'],
	[8, 'vp'],
	[16, 'director'],
	[30, 'manager'],
	[42, 'entry'],
] as const;

const HOME_DOMAIN = 'meridian-loop.example';

export const HOME = { name: 'Meridian Loop', domain: HOME_DOMAIN };

export function makeUsers(random: Generator, count: number): User[] {
	return Array.from({ length: count }, (_, index) => {
		const firstName = FIRST_NAMES[(index * 7 + 17) % FIRST_NAMES.length] ?? '';
		const lastName = random.pick(LAST_NAMES);
		const email = `${slug(firstName)}.${slug(lastName)}@${HOME_DOMAIN}`;
		return { key: `user-${index}`, firstName, lastName, email, active: index !== count - 1 };
	});
}

/** Lower case, and nothing that needs quoting in an address. */
function slug(name: string): string {
	return name.toLowerCase().replaceAll(/[^a-z]+/g, '');
}

/** A pair of names for every index below 8,624, and again with a number behind. */
function nameOf(index: number): { firstName: string; lastName: string; suffix: string } {
	const first = index % FIRST_NAMES.length;
	const round = Math.floor(index / FIRST_NAMES.length);
	const again = Math.floor(round / LAST_NAMES.length);
	return {
		firstName: FIRST_NAMES[first] ?? '',
		// The first name shifts the last name, so that neighbours do not share one.
		lastName: LAST_NAMES[(round + first * 31) % LAST_NAMES.length] ?? '',
		suffix: again === 0 ? '' : String(again + 1),
	};
}

function verdictOf(random: Generator, account: Account): EmailVerdict {
	if (account.catchAll) return 'catch_all';
	return random.weighted([
		[88, 'valid'],
		[7, 'invalid'],
		[5, 'unknown'],
	]);
}

function jobOf(random: Generator) {
	const job = random.pick(JOBS);
	const seniority = random.weighted(SENIORITIES);
	return { department: job.department, seniority, title: job.titles[seniority] };
}

function addressAt(
	person: { firstName: string; lastName: string; suffix: string },
	domain: string,
) {
	return `${slug(person.firstName)}.${slug(person.lastName)}${person.suffix}@${domain}`;
}

/** The first forty work for the first ten companies, where every vendor sees them. */
function placeOf(index: number, accounts: readonly Account[]): Account | undefined {
	return accounts[index < 40 ? Math.floor(index / 4) : index % accounts.length];
}

/** Every company has people; what is over goes to companies by chance. */
export function makePeople(
	random: Generator,
	count: number,
	accounts: readonly Account[],
): Person[] {
	return Array.from({ length: count }, (_, index) => {
		const placed = index < accounts.length * 3 ? placeOf(index, accounts) : undefined;
		return makePerson(random, index, placed ?? random.pick(accounts), accounts);
	});
}

function makePerson(
	random: Generator,
	index: number,
	account: Account,
	accounts: readonly Account[],
): Person {
	const name = nameOf(index);
	const createdAt = random.daysAgo(700, 5);
	const phone = random.digits(PLACES.find(({ city }) => city === account.city)?.phone ?? '');
	const jobChange = random.chance(0.03) ? changeOf(random, name, accounts, createdAt) : undefined;
	return {
		key: `person-${index}`,
		firstName: name.firstName,
		lastName: name.lastName,
		email: addressAt(name, account.domain),
		emailVerdict: jobChange === undefined ? verdictOf(random, account) : 'invalid',
		personalEmail: `${slug(name.firstName)}${slug(name.lastName)}${index}@mailbox.example`,
		...jobOf(random),
		phone,
		mobilePhone: random.chance(0.6) ? phone.slice(0, -1) + String(random.integer(10)) : '',
		linkedinUrl: `https://www.linkedin.com/in/${slug(name.firstName)}-${slug(name.lastName)}-sandbox-${index}`,
		country: account.country,
		city: account.city,
		accountKey: account.key,
		leadStatus: random.pick(['NEW', 'OPEN', 'IN_PROGRESS', 'CONNECTED', 'UNQUALIFIED'] as const),
		optedOut: random.chance(0.04),
		claimedRemoval: random.chance(0.01),
		...(jobChange && { jobChange }),
		createdAt,
		updatedAt: random.after(createdAt, 700),
	};
}

function changeOf(
	random: Generator,
	name: ReturnType<typeof nameOf>,
	accounts: readonly Account[],
	since: string,
): JobChange {
	const next = random.pick(accounts);
	return {
		at: random.after(since, 300),
		accountKey: next.key,
		title: jobOf(random).title,
		email: addressAt({ ...name, suffix: `${name.suffix}n` }, next.domain),
	};
}

/** One in fifty people stands twice in the CRMs. */
export function makeDuplicates(random: Generator, people: readonly Person[]): Duplicate[] {
	return people
		.filter((_, index) => index % 50 === 7)
		.map((person, index) => ({
			key: `duplicate-${index}`,
			personKey: person.key,
			firstName: random.chance(0.5) ? person.firstName.slice(0, 1) : person.firstName,
			lastName: person.lastName,
			email: random.chance(0.5) ? person.personalEmail : person.email.replace('.', ''),
		}));
}
