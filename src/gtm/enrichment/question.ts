import { createHash } from 'node:crypto';

import { readDomain, toDomain } from '../../base/identity/domain';
import { toEmail } from '../../base/identity/email';
import { mayBeLinkedInProfile, toLinkedInUrl } from '../../base/identity/linkedin';
import type { CompanyQuery, PersonQuery } from './enrichment-vendor';

/** What is asked about. */
export type Question =
	{ kind: 'company'; query: CompanyQuery } | { kind: 'person'; query: PersonQuery };

/**
 * A query with the registrable domain of the company, or without one where what was given is nobody's:
 * a vendor asked for `gmail.com` or a shared host would be paid for a wrong answer.
 */
export function withCompanyDomain<Query extends { domain?: string }>(query: Query): Query {
	const { domain, ...others } = query;
	const own = domain === undefined ? undefined : toDomain(domain);
	return { ...others, ...(own !== undefined && { domain: own }) } as Query;
}

/** Why a question cannot be put; undefined if it can. Names the fields that would help. */
export function problemOf(question: Question): string | undefined {
	const lacking =
		question.kind === 'company'
			? lackingOfCompany(question.query)
			: lackingOfPerson(question.query);
	if (lacking === undefined) return undefined;
	const { domain } = question.query;
	const read = domain === undefined ? undefined : readDomain(domain);
	return read !== undefined && 'misfit' in read
		? `${lacking} The domain is not valid: ${read.misfit}.`
		: lacking;
}

function lackingOfCompany(query: CompanyQuery): string | undefined {
	const { domain, name, linkedinUrl } = withCompanyDomain(query);
	if (domain ?? name ?? linkedinUrl) return undefined;
	return 'A company needs a domain, a name or a LinkedIn URL.';
}

function lackingOfPerson(query: PersonQuery): string | undefined {
	const { email, linkedinUrl, fullName, firstName, lastName, companyName, domain } =
		withCompanyDomain(query);
	const isAtLinkedIn = linkedinUrl !== undefined && mayBeLinkedInProfile(linkedinUrl);
	if (isAtLinkedIn || (email !== undefined && toEmail(email) !== undefined)) {
		return undefined;
	}
	const named = fullName ?? (firstName && lastName);
	if (named && (companyName ?? domain)) return undefined;
	if (email !== undefined) return 'The email is not a valid address.';
	if (linkedinUrl !== undefined) return 'The LinkedIn URL is not the profile of a person.';
	return 'A person needs an email, a LinkedIn URL, or a name with a company or domain.';
}

/** Who is asked about, normalised: case, spaces and tracking parts of URLs do not count. */
export function identityOf({ query }: Question): Record<string, string> {
	const entries = Object.entries(query).flatMap(([name, value]: [string, unknown]) =>
		typeof value === 'string' && value.trim() !== '' ? [[name, normal(name, value)] as const] : [],
	);
	return Object.fromEntries(entries);
}

/** The same for questions that mean the same: a digest, which vendors may echo. */
export function questionKey(question: Question): string {
	const parts = Object.entries(identityOf(question)).sort(([a], [b]) => (a < b ? -1 : 1));
	return createHash('sha256')
		.update(JSON.stringify([question.kind, parts]))
		.digest('hex');
}

function normal(name: string, value: string): string {
	const plain = value.trim().toLowerCase().replace(/\s+/g, ' ');
	if (name === 'email') return toEmail(value) ?? plain;
	if (name === 'domain') return toDomain(value) ?? plain;
	if (name === 'linkedinUrl') return toLinkedInUrl(value) ?? plain;
	return plain;
}
