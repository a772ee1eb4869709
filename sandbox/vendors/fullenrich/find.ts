import type { Account, Person } from '../../world/world.ts';
import type { FullenrichState } from './state.ts';

const same = (one: string, other: string | undefined) => one.toLowerCase() === other?.toLowerCase();

const withoutSlash = (url: string) => url.replace(/\/+$/, '');

export interface Known {
	linkedinUrl?: string | undefined;
	email?: string | undefined;
	domain?: string | undefined;
	company?: string | undefined;
	fullName?: string | undefined;
}

export function findAccount(
	state: FullenrichState,
	{ domain, linkedinUrl, company }: Omit<Known, 'email' | 'fullName'>,
): Account | undefined {
	if (domain !== undefined) return state.accountsByDomain.get(domain);
	if (linkedinUrl !== undefined) return state.accountsByLinkedin.get(withoutSlash(linkedinUrl));
	return [...state.accounts.values()].find(({ name }) => same(name, company));
}

export function findPerson(state: FullenrichState, known: Known): Person | undefined {
	const { linkedinUrl, email, domain, company, fullName } = known;
	if (email !== undefined) return state.peopleByEmail.get(email.toLowerCase());
	if (linkedinUrl !== undefined) return state.peopleByLinkedin.get(withoutSlash(linkedinUrl));
	const account = findAccount(state, { domain, company });
	const colleagues = state.peopleOfAccount.get(account?.key ?? '') ?? [];
	return colleagues.find(({ firstName, lastName }) => same(`${firstName} ${lastName}`, fullName));
}
