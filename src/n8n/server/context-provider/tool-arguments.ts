import { toDomain } from '../../../base/identity/domain';
import { type Subject, subjectSchema } from '../../../context/query/subject';
import { ProviderError } from '../../../mcp/server/provider/provider-error';

/** The arguments of a call, as its schema let them pass. */
export type Given = Readonly<Record<string, unknown>>;

/** @throws ProviderError if the arguments name nobody */
export function subjectOf({ id, email, domain, linkedin, type }: Given): Subject {
	const given = known({ id, email, domain, linkedin });
	const named = subjectSchema.safeParse(given);
	if (!named.success) {
		throw new ProviderError('No person or company given. Enter an email, domain, linkedin or id.');
	}
	const isEntity = ['account', 'contact', 'deal', 'sequence'].includes(String(type));
	return { ...given, ...(isEntity && { type: type as never }) };
}

/** Looked at before anything is written. */
export function companyIn({ type, company }: Given): string | undefined {
	if (typeof company !== 'string' || company === '') return undefined;
	if (type !== 'contact') {
		throw new ProviderError('company: only a contact works at one. Leave it out.');
	}
	const domain = toDomain(company);
	if (domain !== undefined) return domain;
	throw new ProviderError(
		`company: ${company} is not a company's domain. Enter one like acme.com.`,
	);
}

export function known<Members extends object>(
	members: Members,
): Partial<Record<keyof Members, never>> {
	const there = Object.entries(members).filter(([, value]) => value !== undefined);
	return Object.fromEntries(there) as Partial<Record<keyof Members, never>>;
}

export function textIn(given: Given, name: string): string {
	const value = given[name];
	if (typeof value === 'string' && value !== '') return value;
	throw new ProviderError(`${name} is missing.`);
}
