import { uuidOf } from '../../world/slice.ts';
import type { Account, EmailVerdict, Person } from '../../world/world.ts';
import { handleOf, jobOf } from './state.ts';

/** Hunter has no word for role addresses: they are valid. */
export const STATUS: Readonly<Record<EmailVerdict, string>> = {
	valid: 'valid',
	catch_all: 'accept_all',
	invalid: 'invalid',
	role: 'valid',
	unknown: 'unknown',
};

const SCORE: Readonly<Record<EmailVerdict, number>> = {
	valid: 97,
	role: 90,
	catch_all: 60,
	unknown: 40,
	invalid: 0,
};

/** The address after a change of jobs is a fresh one. */
export function verdictOf(person: Person, email: string): EmailVerdict {
	return person.jobChange?.email === email ? 'valid' : person.emailVerdict;
}

export function showVerification(email: string, verdict: EmailVerdict) {
	return {
		status: STATUS[verdict],
		score: SCORE[verdict],
		email,
		regexp: true,
		gibberish: false,
		disposable: false,
		webmail: false,
		mx_records: true,
		smtp_server: true,
		smtp_check: verdict !== 'invalid',
		accept_all: verdict === 'catch_all',
		block: false,
		sources: [],
	};
}

export function showFound(person: Person, account: Account, verifiedAt: string) {
	const { email, title } = jobOf(person);
	const verdict = verdictOf(person, email);
	return {
		first_name: person.firstName,
		last_name: person.lastName,
		email,
		score: SCORE[verdict],
		domain: account.domain,
		accept_all: verdict === 'catch_all',
		position: title,
		linkedin_url: person.linkedinUrl,
		company: account.name,
		sources: [],
		verification: { date: verifiedAt, status: STATUS[verdict] },
	};
}

export function showPerson(person: Person, account: Account | undefined) {
	const { email, title } = jobOf(person);
	return {
		id: uuidOf('hunter', person.key),
		name: {
			fullName: `${person.firstName} ${person.lastName}`,
			givenName: person.firstName,
			familyName: person.lastName,
		},
		email,
		location: person.city,
		geo: { city: person.city, country: person.country },
		employment: {
			...(account && { domain: account.domain, name: account.name }),
			title,
			role: person.department,
			seniority: person.seniority,
		},
		linkedin: { handle: handleOf(person.linkedinUrl) },
		phone: person.phone,
		activeAt: person.updatedAt,
	};
}

export function showCompany(account: Account) {
	return {
		id: uuidOf('hunter', account.key),
		name: account.name,
		domain: account.domain,
		site: { phoneNumbers: [account.phone], emailAddresses: [] },
		category: { industry: account.industry },
		description: account.description,
		foundedYear: account.foundedYear,
		location: account.city,
		geo: { city: account.city, country: account.country },
		linkedin: { handle: `company/${handleOf(account.linkedinUrl)}` },
		metrics: {
			employees: account.employees,
			annualRevenue: account.annualRevenue,
			raised: account.fundingTotal,
		},
		tech: account.technologies,
		...(account.fundingTotal > 0 && {
			fundingRounds: [
				{ amount: account.fundingTotal, currency: 'USD', series: account.fundingStage },
			],
		}),
	};
}
