import type { Account, User } from './world.ts';
import type { Generator } from './generator.ts';
import {
	FUNDING_STAGES,
	INDUSTRIES,
	NAME_BEGINNINGS,
	NAME_ENDINGS,
	PLACES,
	TECHNOLOGIES,
} from './words.ts';

const HIGHEST_FUNDING = [0, 4, 18, 45, 120, 300];

/** `Kestrelbrook Robotics` and `kestrelbrook-robotics.example`; the number makes each one another. */
function nameOf(index: number, ending: string): { name: string; domain: string } {
	const first = NAME_BEGINNINGS[index % NAME_BEGINNINGS.length] ?? '';
	const second =
		NAME_ENDINGS[Math.floor(index / NAME_BEGINNINGS.length) % NAME_ENDINGS.length] ?? '';
	const name = `${first}${second} ${ending}`;
	return { name, domain: `${name.toLowerCase().replaceAll(' ', '-')}.example` };
}

/** Each company has a name and a domain of its own as long as there are 2,100 at most. */
export function makeAccounts(random: Generator, count: number, users: readonly User[]): Account[] {
	return Array.from({ length: count }, (_, index) => makeAccount(random, index, users));
}

function makeAccount(random: Generator, index: number, users: readonly User[]): Account {
	const field = random.pick(INDUSTRIES);
	const { name, domain } = nameOf(index, random.pick(field.endings));
	const place = random.pick(PLACES);
	const employees = Math.round(10 ** (1 + random.next() * 2.7));
	const funding = random.chance(0.45) ? random.integer(FUNDING_STAGES.length) : 0;
	const createdAt = random.daysAgo(900, 30);
	return {
		key: `account-${index}`,
		name,
		domain,
		industry: field.industry,
		employees,
		annualRevenue: employees * random.between(90, 260) * 1_000,
		country: place.country,
		city: place.city,
		description: `${name} offers ${field.does} from ${place.city}.`,
		linkedinUrl: `https://www.linkedin.com/company/${domain.replace('.example', '')}-sandbox`,
		phone: random.digits(place.phone),
		foundedYear: random.between(1985, 2023),
		technologies: [...new Set([...field.stack, ...random.some(TECHNOLOGIES, 4)])],
		fundingTotal: funding === 0 ? 0 : random.between(1, HIGHEST_FUNDING[funding] ?? 1) * 1_000_000,
		fundingStage: FUNDING_STAGES[funding] ?? 'none',
		tier: random.weighted([
			[1, 'A'],
			[3, 'B'],
			[6, 'C'],
		]),
		lifecycle: random.weighted([
			[15, 'customer'],
			[25, 'opportunity'],
			[45, 'lead'],
			[15, 'subscriber'],
		]),
		catchAll: random.chance(0.12),
		ownerKey: random.pick(users).key,
		createdAt,
		updatedAt: random.after(createdAt, 900),
	};
}
