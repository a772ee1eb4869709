import type { FactsDraft } from '../../src/context/context-graph.ts';

const INDUSTRIES = ['software', 'banking', 'retail', 'energy', 'health', 'logistics', 'media'];
const TITLES = ['CTO', 'VP Sales', 'Head of RevOps', 'Engineer', 'CFO', 'Buyer', 'Analyst'];
const GIVEN = [
	'Dana',
	'Walter',
	'Ingrid',
	'Mikel',
	'Aiko',
	'Ravi',
	'Lena',
	'Omar',
	'Sofia',
	'Jens',
];
const FAMILY = ['Doe', 'Roe', 'Poe', 'Lund', 'Sato', 'Iyer', 'Kraus', 'Farouk', 'Rossi', 'Berg'];

const pick = <T>(list: readonly T[], at: number): T => list[at % list.length] as T;

/** Letters for a number, so that no two companies are called alike. */
function wordOf(at: number): string {
	let [left, word] = [at + 26, ''];
	for (; left > 0; left = Math.floor(left / 26)) word += String.fromCharCode(97 + (left % 26));
	return `q${word}${word}`;
}

/** Companies that are written one by one; those after them are copies of them, with other names. */
export const WRITTEN = 1_000;

export const domainOf = (account: number) => `${wordOf(account % WRITTEN)}${endOf(account)}`;

/** By what a copy differs: `q…q….example` and `q…q…-7.example`. */
export const endOfCopy = (copy: number) => (copy === 0 ? '.example' : `-${copy}.example`);

const endOf = (account: number) => endOfCopy(Math.floor(account / WRITTEN));

export const emailOf = (account: number, person: number) =>
	`${pick(GIVEN, person).toLowerCase()}.${pick(FAMILY, (account % WRITTEN) + person).toLowerCase()}${person}@${domainOf(account)}`;

type Values = Readonly<Record<string, FactsDraft['facts'][number]['value']>>;

function draft(
	type: FactsDraft['type'],
	identifiers: FactsDraft['identifiers'],
	values: Values,
): FactsDraft {
	const facts = Object.entries(values).map(([attribute, value]) => ({ attribute, value }));
	return { type, source: 'hubspot', identifiers, facts };
}

/** A company with 20 facts: its domain is one, too. */
export function accountDraft(at: number): FactsDraft {
	const identifiers = [
		{ kind: 'domain', value: domainOf(at) },
		{ kind: 'hubspot:account', value: String(at) },
	];
	return draft('account', identifiers, {
		name: `${wordOf(at)} Works`,
		industry: pick(INDUSTRIES, at),
		employees: 10 + (at % 5_000),
		employeeRange: '51-200',
		annualRevenue: 1_000_000 + at,
		country: pick(['DE', 'US', 'FR', 'JP'], at),
		city: pick(['Berlin', 'Austin', 'Lyon', 'Kyoto'], at),
		description: `Makes things of kind ${at % 97} for companies of every size.`,
		foundedYear: 1980 + (at % 40),
		technologies: ['n8n', pick(['Snowflake', 'Postgres', 'BigQuery'], at)],
		fundingTotal: at * 1_000,
		fundingStage: pick(['seed', 'series_a', 'series_b'], at),
		lifecycle: pick(['lead', 'opportunity', 'subscriber'], at),
		icpTier: pick(['A', 'B', 'C'], at),
		ownerEmail: `owner${at % 12}@home.example`,
		ownerId: String(at % 12),
		productUsage: at % 100,
		healthScore: at % 10,
		segment: pick(['mid', 'large'], at),
	});
}

/** A person with 16 facts: their address is one, too. */
export function personDraft(account: number, person: number): FactsDraft {
	const identifiers = [
		{ kind: 'email', value: emailOf(account, person) },
		{ kind: 'hubspot:contact', value: `${account}-${person}` },
	];
	return draft('contact', identifiers, {
		firstName: pick(GIVEN, person),
		lastName: pick(FAMILY, account + person),
		...twelveFacts(account + person),
		accountName: `${wordOf(account)} Works`,
	});
}

/** What a vendor would bring at one time. */
export function twelveFacts(at: number): Values {
	return {
		title: pick(TITLES, at),
		seniority: pick(['vp', 'director', 'manager'], at),
		department: pick(['sales', 'finance', 'it'], at),
		country: pick(['DE', 'US', 'FR', 'JP'], at),
		city: pick(['Berlin', 'Austin', 'Lyon', 'Kyoto'], at),
		timezone: 'Europe/Berlin',
		language: pick(['de', 'en', 'fr'], at),
		leadStatus: pick(['NEW', 'OPEN', 'CONNECTED'], at),
		persona: pick(['builder', 'buyer'], at),
		fitScore: at % 100,
		intentScore: (at * 7) % 100,
		emailStatus: 'deliverable',
	};
}
