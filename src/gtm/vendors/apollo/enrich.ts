import {
	foundOutcome,
	missedOutcome,
	objectIn,
	unusableOutcome,
} from '../../enrichment/enrichment-outcome';
import type { CompanyQuery, EnrichOptions, PersonQuery } from '../../enrichment/enrichment-vendor';
import { problemOf, withCompanyDomain } from '../../enrichment/question';
import { unreadable } from '../../http/unreadable';
import type { VendorClient } from '../../http/vendor-client';
import { toOutcome } from '../../http/vendor-error';
import type { VendorResponse } from '../../http/vendor-request';
import { type Account, accountSchema } from '../../model/account';
import { type Contact, contactSchema } from '../../model/contact';
import { isRecord, textOf } from '../../model/json';
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
	if (problem !== undefined) return unusableOutcome(client.provider, problem);
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
	client: VendorClient,
	response: VendorResponse,
	options: EnrichOptions,
): Outcome<Contact> {
	const source = recordIn(client, response, 'person');
	if (source === undefined) return missedOutcome(client.provider, 'person', credits(0));
	return foundOutcome(
		client,
		{
			table: personMapping,
			schema: contactSchema,
			source,
			body: response.body,
			cost: credits(1),
			notes: phoneNote(options.fields),
		},
		options,
	);
}

function phoneNote(fields: readonly string[] = []): string[] {
	return fields.some((field) => field === 'phone' || field === 'mobilePhone')
		? ['Apollo sends phone numbers to a webhook only, so they were not requested.']
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
	const problem = problemOf({ kind: 'company', query });
	if (problem !== undefined) return unusableOutcome(client.provider, problem);
	try {
		const source = await findOrganization(client, query);
		if (source === undefined) return missedOutcome(client.provider, 'company', credits(0));
		const body = { organization: source };
		const cost = credits(1);
		const reading = { table: organizationMapping, schema: accountSchema, source, body, cost };
		return foundOutcome(client, reading, options);
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
	return recordIn(client, response, 'organization');
}

/**
 * What was found, or undefined: a miss is a 200 with null, or with nothing in it. Whatever else has no
 * record is no answer of Apollo's, and nobody knows what it took.
 *
 * @throws VendorError
 */
function recordIn(
	client: VendorClient,
	response: VendorResponse,
	name: 'organization' | 'person',
): Record<string, unknown> | undefined {
	const { body } = response;
	const record = objectIn(body, name);
	if (textOf(record?.id) !== undefined) return record;
	if (isRecord(body) && isMiss(body, name)) return undefined;
	throw unreadable(client, response);
}

const isMiss = (body: Record<string, unknown>, name: string) =>
	body[name] === null || Object.keys(body).every((member) => member === 'request_id');
