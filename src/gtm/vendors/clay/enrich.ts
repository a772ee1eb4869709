import { foundOutcome, unusableOutcome } from '../../enrichment/enrichment-outcome';
import type { CompanyQuery, EnrichOptions, PersonQuery } from '../../enrichment/enrichment-vendor';
import { problemOf, withCompanyDomain } from '../../enrichment/question';
import type { VendorClient } from '../../http/vendor-client';
import { type Account, accountSchema } from '../../model/account';
import { type Contact, contactSchema } from '../../model/contact';
import type { Outcome } from '../../model/outcome';
import { companyMapping } from './company.mapping';
import { withTableNames } from './output-names';
import { personMapping } from './person.mapping';
import { followRun, startRun } from './run';

/** Starts the company routine with what is known, under the inputs' names in docs/vendors/clay.md. */
export async function enrichCompany(
	client: VendorClient,
	query: CompanyQuery,
	options: EnrichOptions,
): Promise<Outcome<Account>> {
	const problem = problemOf({ kind: 'company', query });
	if (problem !== undefined) return unusableOutcome(client.provider, problem);
	const { domain, name, linkedinUrl } = withCompanyDomain(query);
	const inputs = present({ domain, name, linkedin_url: linkedinUrl });
	return await startRun(client, 'company', inputs, options);
}

export async function followCompany(
	client: VendorClient,
	handle: string,
	options: EnrichOptions,
): Promise<Outcome<Account>> {
	const followed = await followRun<Account>(client, { runId: handle, handle }, 'company', options);
	if (!('result' in followed)) return followed;
	const source = withTableNames(companyMapping, followed.result);
	const reading = { table: companyMapping, schema: accountSchema, source, body: followed.body };
	return foundOutcome(client, reading, options);
}

/** Starts the person routine with what is known, under the inputs' names in docs/vendors/clay.md. */
export async function enrichPerson(
	client: VendorClient,
	query: PersonQuery,
	options: EnrichOptions,
): Promise<Outcome<Contact>> {
	const problem = problemOf({ kind: 'person', query });
	if (problem !== undefined) return unusableOutcome(client.provider, problem);
	const inputs = present({
		email: query.email,
		linkedin_url: query.linkedinUrl,
		first_name: query.firstName,
		last_name: query.lastName,
		full_name: query.fullName,
		company_name: query.companyName,
		company_domain: withCompanyDomain(query).domain,
	});
	return await startRun(client, 'person', inputs, options);
}

export async function followPerson(
	client: VendorClient,
	handle: string,
	options: EnrichOptions,
): Promise<Outcome<Contact>> {
	const followed = await followRun<Contact>(client, { runId: handle, handle }, 'person', options);
	if (!('result' in followed)) return followed;
	const source = withTableNames(personMapping, followed.result);
	const reading = { table: personMapping, schema: contactSchema, source, body: followed.body };
	return foundOutcome(client, reading, options);
}

function present(values: Readonly<Record<string, string | undefined>>): Record<string, string> {
	const known = Object.entries(values).filter(([, value]) => value !== undefined && value !== '');
	return Object.fromEntries(known) as Record<string, string>;
}
