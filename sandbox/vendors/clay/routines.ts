import type { Account, EmailVerdict, Person } from '../../world/world.ts';
import { jobOf } from './state.ts';
import type { ClayState, Item } from './state.ts';

/** How one item ended. */
type Ended = { result: Readonly<Record<string, unknown>> } | { error: string };

type Routine = (state: ClayState, inputs: Item['inputs']) => Ended;

const textIn = (inputs: Item['inputs'], name: string): string | undefined => {
	const value = inputs[name];
	return typeof value === 'string' && value !== '' ? value.toLowerCase() : undefined;
};

function findAccount({ accounts }: ClayState, inputs: Item['inputs']): Account | undefined {
	const domain = textIn(inputs, 'domain') ?? textIn(inputs, 'company_domain');
	const name = textIn(inputs, 'company_name') ?? textIn(inputs, 'name');
	const page = textIn(inputs, 'linkedin_url');
	return accounts.find((account) => {
		if (domain !== undefined) return account.domain === domain;
		if (name !== undefined) return account.name.toLowerCase() === name;
		return account.linkedinUrl === page;
	});
}

function findPerson(state: ClayState, inputs: Item['inputs']): Person | undefined {
	const { people, peopleOfAccount } = state;
	const email = textIn(inputs, 'email');
	const page = textIn(inputs, 'linkedin_url');
	if (email !== undefined) {
		return people.find((person) => person.email === email || jobOf(person).email === email);
	}
	if (page !== undefined) return people.find(({ linkedinUrl }) => linkedinUrl === page);
	const [first = '', last = ''] = [textIn(inputs, 'first_name'), textIn(inputs, 'last_name')];
	const name = textIn(inputs, 'full_name') ?? `${first} ${last}`;
	const account = findAccount(state, { ...inputs, linkedin_url: undefined });
	const colleagues = peopleOfAccount.get(account?.key ?? '') ?? [];
	return colleagues.find((person) => {
		return `${person.firstName} ${person.lastName}`.toLowerCase() === name;
	});
}

const STATUS: Readonly<Record<EmailVerdict, string>> = {
	valid: 'valid',
	role: 'role',
	catch_all: 'catch_all',
	unknown: 'unknown',
	invalid: 'invalid',
};

const verdictOf = (person: Person) => STATUS[person.jobChange ? 'valid' : person.emailVerdict];

/** Outputs have the names that a user of Clay might give them. */
const enrichPerson: Routine = (state, inputs) => {
	const person = findPerson(state, inputs);
	if (person === undefined) return { result: { 'Work Email': null, 'Email Status': null } };
	const { email, title, accountKey } = jobOf(person);
	const account = state.accountsByKey.get(accountKey);
	return {
		result: {
			'Work Email': email,
			'Email Status': verdictOf(person),
			first_name: person.firstName,
			last_name: person.lastName,
			jobTitle: title,
			mobile_phone: person.mobilePhone,
			linkedin_url: person.linkedinUrl,
			country: person.country,
			city: person.city,
			company_name: account?.name ?? null,
			company_domain: account?.domain ?? null,
			'Lead Score': 72,
		},
	};
};

const enrichCompany: Routine = (state, inputs) => {
	const account = findAccount(state, inputs);
	if (account === undefined) return { result: {} };
	return {
		result: {
			domain: account.domain,
			name: account.name,
			industry: account.industry,
			employees: account.employees,
			country: account.country,
			city: account.city,
			description: account.description,
			linkedin_url: account.linkedinUrl,
			founded_year: account.foundedYear,
			technologies: account.technologies,
			funding_total: account.fundingTotal,
			funding_stage: account.fundingStage,
		},
	};
};

const verifyEmail: Routine = (state, inputs) => {
	const person = findPerson(state, { email: inputs.email });
	return { result: { email_status: person === undefined ? 'invalid' : verdictOf(person) } };
};

/** A routine that always fails, and one whose outputs nobody can read. */
export const ROUTINES: Readonly<Record<string, Routine>> = {
	sandbox_person: enrichPerson,
	sandbox_company: enrichCompany,
	sandbox_email: verifyEmail,
	sandbox_failing: (_state, { email }) => ({
		error: `No credits at a source for ${String(email)}`,
	}),
	sandbox_other: () => ({ result: { verdict: 'fine' } }),
};
