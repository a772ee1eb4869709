import { hexIdOf } from '../../world/slice.ts';
import type { Account, Person, World } from '../../world/world.ts';

const REGIONS = new Intl.DisplayNames(['en'], { type: 'region' });

const LEVELS = {
	c_suite: 'cxo',
	vp: 'vp',
	director: 'director',
	manager: 'manager',
	entry: 'entry',
};

const SIZES = [10, 50, 200, 500, 1_000, 5_000, 10_000];

function sizeOf(employees: number): string {
	const place = SIZES.findIndex((most) => employees <= most);
	if (place === -1) return '10001+';
	return `${(SIZES[place - 1] ?? 0) + 1}-${SIZES[place]}`;
}

const bare = (url: string) => url.replace(/^https?:\/\/(www\.)?/, '');

/** In small letters, as the vendor keeps it; capitals are for whoever asks for them. */
export function showCompany(account: Account) {
	return {
		id: hexIdOf('pdl company', account.key),
		name: account.name.toLowerCase(),
		website: account.domain,
		industry: account.industry.toLowerCase(),
		employee_count: account.employees,
		size: sizeOf(account.employees),
		founded: account.foundedYear,
		summary: account.description,
		linkedin_url: bare(account.linkedinUrl),
		location: {
			locality: account.city.toLowerCase(),
			country: REGIONS.of(account.country)?.toLowerCase() ?? '',
		},
	};
}

export type Shown = Record<string, unknown>;

export function showPerson({ lookup }: World, person: Person): Shown {
	const { jobChange: moved } = person;
	const account = lookup.account.get(moved?.accountKey ?? person.accountKey);
	const email = moved?.email ?? person.email;
	return {
		id: hexIdOf('pdl person', person.key),
		full_name: `${person.firstName} ${person.lastName}`.toLowerCase(),
		first_name: person.firstName.toLowerCase(),
		last_name: person.lastName.toLowerCase(),
		linkedin_url: bare(person.linkedinUrl),
		work_email: email,
		emails: [
			{ address: email, type: 'professional' },
			{ address: person.personalEmail, type: 'personal' },
		],
		// Not everyone's is known.
		...(person.key.endsWith('1') ? {} : { mobile_phone: person.mobilePhone }),
		phone_numbers: [person.phone],
		job_title: (moved?.title ?? person.title).toLowerCase(),
		job_title_role: person.department.toLowerCase(),
		job_title_levels: [LEVELS[person.seniority]],
		job_last_updated: person.updatedAt.slice(0, 10),
		location_locality: person.city.toLowerCase(),
		location_country: REGIONS.of(person.country)?.toLowerCase() ?? '',
		...(account && {
			job_company_name: account.name.toLowerCase(),
			job_company_website: account.domain,
		}),
	};
}

const CONTACT_DATA = ['work_email', 'emails', 'mobile_phone', 'phone_numbers', 'location_locality'];

/** What a plan without contact data shows: whether there is some. */
export function withhold(shown: Shown): Shown {
	const flags = CONTACT_DATA.map((name) => [name, shown[name] !== undefined]);
	return { ...shown, ...(Object.fromEntries(flags) as Shown) };
}

/** Ids, addresses and URLs keep their letters. */
const TITLED = [
	'full_name',
	'first_name',
	'last_name',
	'job_title',
	'job_company_name',
	'name',
	'industry',
	'location_locality',
	'location_country',
	'locality',
	'country',
];

export function titlecase(shown: Shown): Shown {
	return Object.fromEntries(
		Object.entries(shown).map(([name, value]) => {
			if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
				return [name, titlecase(value as Shown)];
			}
			const isTitled = typeof value === 'string' && TITLED.includes(name);
			return [
				name,
				isTitled ? value.replaceAll(/\b\p{L}/gu, (letter) => letter.toUpperCase()) : value,
			];
		}),
	);
}
