import {
	foundOutcome,
	missedOutcome,
	objectIn,
	pendingOutcome,
	unreadableOutcome,
	unusableOutcome,
} from '../../enrichment/enrichment-outcome';
import type { EnrichOptions, PersonQuery } from '../../enrichment/enrichment-vendor';
import { problemOf, withCompanyDomain } from '../../enrichment/question';
import type { VendorClient } from '../../http/vendor-client';
import { toOutcome } from '../../http/vendor-error';
import { type Contact, contactSchema } from '../../model/contact';
import { textOf } from '../../model/json';
import { toLinkedInPage } from '../../../base/identity/linkedin';
import type { Outcome } from '../../model/outcome';
import { finderMapping } from './finder.mapping';
import { FREE } from './free';
import { personMapping } from './person.mapping';
import { POLL_EVERY_MS } from './poll';

/** Of the email finder, in the order in which they stand in a handle. */
const FINDER_PARAMETERS = [
	'domain',
	'company',
	'first_name',
	'last_name',
	'full_name',
	'linkedin_handle',
] as const;

type FinderQuery = Partial<Record<(typeof FINDER_PARAMETERS)[number], string>>;

/**
 * One request: the profile of an email that is known; else the finder, which looks for the email of a
 * name at a company or of a LinkedIn page. A page alone, where no email is wanted, asks for the profile.
 */
export async function enrichPerson(
	client: VendorClient,
	query: PersonQuery,
	options: EnrichOptions,
): Promise<Outcome<Contact>> {
	const problem = problemOf({ kind: 'person', query });
	if (problem !== undefined) return unusableOutcome(client.provider, problem);
	if (query.email !== undefined) return await findPerson(client, { email: query.email }, options);
	const handle = handleOf(query.linkedinUrl);
	if (handle !== undefined && !wantsEmail(options)) {
		return await findPerson(client, { linkedin_handle: handle }, options);
	}
	const asked = finderQuery(query, handle);
	if (!isAnswerable(asked)) {
		return unusableOutcome(
			client.provider,
			'linkedinUrl is not the profile of a person, and there is no name with a company or domain.',
		);
	}
	return await findEmail(client, asked, options);
}

/** Asks the finder again with the parameters that the handle holds; until it answers that costs nothing. */
export async function followPerson(
	client: VendorClient,
	handle: string,
	options: EnrichOptions,
): Promise<Outcome<Contact>> {
	const held = new URLSearchParams(handle);
	const pairs = FINDER_PARAMETERS.flatMap((name) => {
		const value = held.get(name);
		return value === null ? [] : [[name, value]];
	});
	const asked: FinderQuery = Object.fromEntries(pairs) as FinderQuery;
	if (!isAnswerable(asked)) {
		return unusableOutcome(
			client.provider,
			'The handle does not belong to Hunter.',
			'unknown_handle',
		);
	}
	return await findEmail(client, asked, options);
}

function wantsEmail({ fields }: EnrichOptions): boolean {
	return (
		fields === undefined || fields.some((field) => field === 'email' || field === 'emailStatus')
	);
}

function handleOf(linkedinUrl: string | undefined): string | undefined {
	const page = linkedinUrl === undefined ? undefined : toLinkedInPage(linkedinUrl);
	return page?.kind === 'person' ? page.slug : undefined;
}

function finderQuery(query: PersonQuery, handle: string | undefined): FinderQuery {
	const { domain, companyName, firstName, lastName, fullName } = withCompanyDomain(query);
	const named =
		firstName !== undefined && lastName !== undefined
			? { first_name: firstName, last_name: lastName }
			: { ...(fullName !== undefined && { full_name: fullName }) };
	return {
		...(domain !== undefined && { domain }),
		...(domain === undefined && companyName !== undefined && { company: companyName }),
		...named,
		...(handle !== undefined && { linkedin_handle: handle }),
	};
}

function isAnswerable(asked: FinderQuery): boolean {
	if (asked.linkedin_handle !== undefined) return true;
	const isNamed = asked.full_name !== undefined || asked.last_name !== undefined;
	return isNamed && (asked.domain !== undefined || asked.company !== undefined);
}

/**
 * A miss is a 200 without an email, and free. 202 is the wait for a verification.
 *
 * @see https://hunter.io/api-documentation/v2#email-finder
 */
async function findEmail(
	client: VendorClient,
	asked: FinderQuery,
	options: EnrichOptions,
): Promise<Outcome<Contact>> {
	const { provider } = client;
	try {
		const response = await client.send({
			method: 'GET',
			path: '/v2/email-finder',
			query: asked,
			// An email that is found is charged, and nothing says that a second one is not.
			effect: 'unsafe',
		});
		const { status, body } = response;
		if (status === 202) {
			const handle = new URLSearchParams(asked).toString();
			return pendingOutcome(provider, handle, { afterMs: POLL_EVERY_MS });
		}
		const source = objectIn(body, 'data');
		if (source?.email === undefined) return unreadableOutcome(provider, 'it contains no email');
		if (textOf(source.email) === undefined) {
			return missedOutcome(provider, 'person', FREE);
		}
		return foundOutcome(
			client,
			{ table: finderMapping, schema: contactSchema, source, body },
			options,
		);
	} catch (error) {
		return toOutcome(error);
	}
}

/**
 * Nobody is a 404, and free.
 *
 * @see https://hunter.io/api-documentation/v2#email-enrichment
 */
async function findPerson(
	client: VendorClient,
	asked: { email: string } | { linkedin_handle: string },
	options: EnrichOptions,
): Promise<Outcome<Contact>> {
	try {
		const { body, status } = await client.send({
			method: 'GET',
			path: '/v2/people/find',
			query: asked,
			effect: 'unsafe',
			accept: [404],
		});
		if (status === 404) return missedOutcome(client.provider, 'person', FREE);
		const source = objectIn(body, 'data');
		if (source === undefined || textOf(source.id ?? source.email) === undefined) {
			return unreadableOutcome(client.provider, 'it contains no person');
		}
		return foundOutcome(
			client,
			{ table: personMapping, schema: contactSchema, source, body },
			options,
		);
	} catch (error) {
		return toOutcome(error);
	}
}
