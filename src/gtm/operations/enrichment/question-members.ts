import type { CompanyQuery, PersonQuery } from '../../enrichment/enrichment-vendor';
import { problemOf } from '../../enrichment/question';
import type { z } from '../../../third-party/zod';
import { companyDomain, emailAddress, linkedinProfile, text } from '../fields';

/** Which company is asked about. */
export const companyMembers = {
	domain: companyDomain.optional(),
	companyName: text('Use this if you do not know the domain').optional(),
} as const;

/** Who is asked about. */
export const personMembers = {
	email: emailAddress.optional(),
	linkedinUrl: linkedinProfile.optional(),
	firstName: text(
		'First name. Use it with a last name and a company if you have no email.',
	).optional(),
	lastName: text('Last name').optional(),
	...companyMembers,
} as const;

type Members<Shape> = { [Name in keyof Shape]?: string | undefined };

const given = (members: Readonly<Record<string, string | undefined>>) =>
	Object.fromEntries(
		Object.entries(members).filter((entry): entry is [string, string] => entry[1] !== undefined),
	);

export function companyQuery({
	domain,
	companyName,
}: Members<typeof companyMembers>): CompanyQuery {
	return given({ domain, name: companyName });
}

export function personQuery(members: Members<typeof personMembers>): PersonQuery {
	const { email, linkedinUrl, firstName, lastName, domain, companyName } = members;
	return given({ email, linkedinUrl, firstName, lastName, domain, companyName });
}

/** For `superRefine`: a question that no vendor can answer must cost nothing. */
export function checkCompany(
	members: Members<typeof companyMembers>,
	context: z.RefinementCtx,
): void {
	complain(context, problemOf({ kind: 'company', query: companyQuery(members) }));
}

export function checkPerson(
	members: Members<typeof personMembers>,
	context: z.RefinementCtx,
): void {
	complain(context, problemOf({ kind: 'person', query: personQuery(members) }));
}

function complain(context: z.RefinementCtx, message: string | undefined): void {
	if (message !== undefined) context.addIssue({ code: 'custom', message });
}
