import {
	foundOutcome,
	missedOutcome,
	unreadableOutcome,
	unusableOutcome,
} from '../../enrichment/enrichment-outcome';
import type { CompanyQuery, EnrichOptions, PersonQuery } from '../../enrichment/enrichment-vendor';
import { withCompanyDomain } from '../../enrichment/question';
import type { VendorClient } from '../../http/vendor-client';
import { toOutcome } from '../../http/vendor-error';
import { type Account, accountSchema } from '../../model/account';
import { type Contact, contactSchema } from '../../model/contact';
import { isRecord, listOf, numberOf, recordOf } from '../../model/json';
import type { Cost, Outcome } from '../../model/outcome';
import { companyMapping } from './company.mapping';
import { profileMapping } from './person.mapping';

interface Answer {
	/** Undefined if there is no match. */
	source: Record<string, unknown> | undefined;
	cost?: Cost;
	body: unknown;
}

/**
 * A company by domain or LinkedIn URL, at once.
 *
 * @see https://docs.fullenrich.com (Look up company)
 */
export async function enrichCompany(
	client: VendorClient,
	query: CompanyQuery,
	options: EnrichOptions,
): Promise<Outcome<Account>> {
	const { domain, linkedinUrl } = withCompanyDomain(query);
	if (domain === undefined && linkedinUrl === undefined) {
		return unusableOutcome(
			client.provider,
			'FullEnrich finds a company by domain or LinkedIn URL. Fill in one of them.',
		);
	}
	const asked = {
		...(domain !== undefined && { domain }),
		...(linkedinUrl !== undefined && { professional_network_url: linkedinUrl }),
	};
	try {
		const answer = await lookUp(client, '/api/v2/company/lookup', 'companies', asked);
		if (answer === undefined) return unreadableOutcome(client.provider, 'it has no companies');
		const { source, cost, body } = answer;
		if (source === undefined) return missedOutcome(client.provider, 'company', cost);
		const paid = cost === undefined ? {} : { cost };
		const reading = { table: companyMapping, schema: accountSchema, source, body, ...paid };
		return foundOutcome(client, reading, options);
	} catch (error) {
		return toOutcome(error);
	}
}

/**
 * A profile without an email or phone, at once.
 *
 * @see https://docs.fullenrich.com (Look up people)
 */
export async function lookUpPerson(
	client: VendorClient,
	query: PersonQuery,
	options: EnrichOptions,
): Promise<Outcome<Contact>> {
	const { linkedinUrl, fullName, firstName, lastName, domain } = withCompanyDomain(query);
	const joined = [firstName, lastName].filter((part) => part !== undefined).join(' ');
	const name = fullName ?? (joined === '' ? undefined : joined);
	if (linkedinUrl === undefined && (name === undefined || domain === undefined)) {
		return unusableOutcome(
			client.provider,
			'FullEnrich finds a profile by LinkedIn URL, or by name and domain. Fill in one of them.',
		);
	}
	const asked = {
		...(name !== undefined && { person_name: name }),
		...(linkedinUrl !== undefined && { person_professional_network_url: linkedinUrl }),
		...(domain !== undefined && { company_domain: domain }),
	};
	try {
		const answer = await lookUp(client, '/api/v2/people/lookup', 'people', asked);
		if (answer === undefined) return unreadableOutcome(client.provider, 'it has no people');
		const { source, cost, body } = answer;
		if (source === undefined) return missedOutcome(client.provider, 'person', cost);
		const paid = cost === undefined ? {} : { cost };
		const reading = { table: profileMapping, schema: contactSchema, source, body, ...paid };
		return foundOutcome(client, reading, options);
	} catch (error) {
		return toOutcome(error);
	}
}

/** No match is an empty list. Undefined if the answer has no list. */
async function lookUp(
	client: VendorClient,
	path: string,
	list: 'companies' | 'people',
	asked: Readonly<Record<string, string>>,
): Promise<Answer | undefined> {
	const { body } = await client.send({ method: 'POST', path, body: asked, effect: 'unsafe' });
	const { [list]: found, metadata } = recordOf(body);
	// Go writes an empty list as null.
	if (!Array.isArray(found) && found !== null) return undefined;
	const [first] = listOf(found);
	const amount = numberOf(recordOf(metadata).credits);
	return {
		source: isRecord(first) ? first : undefined,
		body,
		...(amount !== undefined && { cost: { amount, unit: 'credit' } }),
	};
}
