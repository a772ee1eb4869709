import type { CompanyQuery, EnrichOptions, PersonQuery } from '../../enrichment/enrichment-vendor';
import { problemOf, withCompanyDomain } from '../../enrichment/question';
import type { VendorClient } from '../../http/vendor-client';
import { toOutcome } from '../../http/vendor-error';
import type { VendorResponse } from '../../http/vendor-request';
import { type Account, accountSchema } from '../../model/account';
import { type Contact, contactSchema } from '../../model/contact';
import { recordOf, textOf } from '../../model/json';
import { toCanonical } from '../../model/mapping';
import type { Cost, Outcome } from '../../model/outcome';
import { limitsOf } from './limits';
import { organizationMapping } from './organization.mapping';
import { personMapping } from './person.mapping';

export const credits = (amount: number): Cost => ({ amount, unit: 'credit' });

/**
 * One credit if Apollo finds an email or demographics, none otherwise. All parameters are in the query,
 * although it is a POST. Phone numbers and waterfalls, which answer to a webhook only, are not asked for.
 *
 * @see https://docs.apollo.io/reference/people-enrichment
 */
export async function enrichPerson(
	client: VendorClient,
	asked: PersonQuery,
	options: EnrichOptions,
): Promise<Outcome<Contact>> {
	const query = withCompanyDomain(asked);
	const problem = problemOf({ kind: 'person', query: asked });
	if (problem !== undefined) return unusable(client, problem);
	try {
		const response = await client.send({
			method: 'POST',
			path: '/api/v1/people/match',
			query: {
				email: query.email,
				linkedin_url: query.linkedinUrl,
				first_name: query.firstName,
				last_name: query.lastName,
				name: query.fullName,
				organization_name: query.companyName,
				domain: query.domain,
				reveal_personal_emails: false,
				reveal_phone_number: false,
			},
			effect: 'unsafe',
			limits: limitsOf('people/match'),
		});
		return personOutcome(client, response, options);
	} catch (error) {
		return toOutcome(error);
	}
}

function personOutcome(
	{ provider }: VendorClient,
	response: VendorResponse,
	options: EnrichOptions,
): Outcome<Contact> {
	const person = recordOf(recordOf(response.body).person);
	if (textOf(person.id) === undefined) return missed(provider, 'person');
	const { values, notes } = toCanonical(personMapping, person);
	return {
		status: 'found',
		provider,
		record: contactSchema.parse(values),
		cost: credits(1),
		...noted([...notes, ...phoneNote(options.fields)]),
		...(options.keepRaw && { raw: response.body }),
	};
}

function phoneNote(fields: readonly string[] = []): string[] {
	return fields.some((field) => field === 'phone' || field === 'mobilePhone')
		? ['Apollo sends phone numbers to a webhook only, so they were not asked for.']
		: [];
}

/**
 * One credit for an organization that is found.
 *
 * @see https://docs.apollo.io/reference/organization-enrichment
 */
export async function enrichCompany(
	client: VendorClient,
	query: CompanyQuery,
	options: EnrichOptions,
): Promise<Outcome<Account>> {
	const { provider } = client;
	const problem = problemOf({ kind: 'company', query });
	if (problem !== undefined) return unusable(client, problem);
	try {
		const organization = await findOrganization(client, query);
		if (organization === undefined) return missed(provider, 'company');
		const { values, notes } = toCanonical(organizationMapping, organization);
		return {
			status: 'found',
			provider,
			record: accountSchema.parse(values),
			cost: credits(1),
			...noted(notes),
			...(options.keepRaw && { raw: { organization } }),
		};
	} catch (error) {
		return toOutcome(error);
	}
}

/** @throws VendorError */
export async function findOrganization(
	client: VendorClient,
	query: CompanyQuery,
): Promise<Record<string, unknown> | undefined> {
	// Apollo wants it without `www.` and without a scheme.
	const { domain, name, linkedinUrl } = withCompanyDomain(query);
	const response = await client.send({
		method: 'GET',
		path: '/api/v1/organizations/enrich',
		query: { domain, name, linkedin_url: linkedinUrl },
		effect: 'unsafe',
		limits: limitsOf('organizations/enrich'),
	});
	const organization = recordOf(recordOf(response.body).organization);
	return textOf(organization.id) === undefined ? undefined : organization;
}

/** A 200 with nothing in it. */
function missed<Entity>(provider: string, what: string): Outcome<Entity> {
	return {
		status: 'not_found',
		provider,
		reason: { code: 'no_match', message: `Apollo has no such ${what}.` },
		retry: { advised: false },
		cost: credits(0),
	};
}

function unusable<Entity>({ provider }: VendorClient, message: string): Outcome<Entity> {
	const reason = { code: 'incomplete_query', message };
	return { status: 'invalid', provider, reason, retry: { advised: false } };
}

const noted = (notes: string[]) => (notes.length > 0 ? { notes } : {});
