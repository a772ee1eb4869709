import { uuidOf } from '../../world/slice.ts';
import type { Account, EmailVerdict, Person } from '../../world/world.ts';
import { jobOf } from './state.ts';
import type { Asked, FullenrichState } from './state.ts';

const EMAIL_STATUS: Readonly<Record<EmailVerdict, string>> = {
	valid: 'DELIVERABLE',
	role: 'DELIVERABLE',
	unknown: 'HIGH_PROBABILITY',
	catch_all: 'CATCH_ALL',
	invalid: 'INVALID',
};

/** An address that takes no mail is not given out. */
export function workEmailOf(person: Person): { email: string; status: string } | undefined {
	const { email } = jobOf(person);
	const verdict = person.jobChange === undefined ? person.emailVerdict : 'valid';
	return verdict === 'invalid' ? undefined : { email, status: EMAIL_STATUS[verdict] };
}

export function showCompany(account: Account) {
	return {
		id: uuidOf('fullenrich', account.key),
		name: account.name,
		domain: account.domain,
		description: account.description,
		year_founded: account.foundedYear,
		headcount: account.employees,
		locations: {
			headquarters: { city: account.city, country_code: account.country },
			offices: [],
		},
		industry: { main_industry: account.industry },
		social_profiles: { professional_network: { url: account.linkedinUrl } },
	};
}

export function showProfile(person: Person, { accounts }: FullenrichState) {
	const { accountKey, title } = jobOf(person);
	const account = accounts.get(accountKey);
	return {
		id: uuidOf('fullenrich', person.key),
		full_name: `${person.firstName} ${person.lastName}`,
		first_name: person.firstName,
		last_name: person.lastName,
		location: { country_code: person.country, city: person.city },
		social_profiles: { professional_network: { url: person.linkedinUrl } },
		skills: [],
		employment: {
			current: {
				title,
				seniority: person.seniority,
				job_functions: [{ function: person.department }],
				is_current: true,
				...(account && { company: showCompany(account) }),
			},
		},
	};
}

/** What was found to reach a person, of what was asked for. */
export function showContactInfo(person: Person, { fields }: Pick<Asked, 'fields'>) {
	const work = fields.includes('contact.work_emails') ? workEmailOf(person) : undefined;
	const personal = { email: person.personalEmail, status: 'DELIVERABLE' };
	const phone = { number: person.mobilePhone, region: person.country };
	return {
		...(work && { most_probable_work_email: work, work_emails: [work] }),
		...(fields.includes('contact.personal_emails') && {
			most_probable_personal_email: personal,
			personal_emails: [personal],
		}),
		...(fields.includes('contact.phones') && { most_probable_phone: phone, phones: [phone] }),
	};
}
