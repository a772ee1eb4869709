import {
	pendingOutcome,
	unreadableOutcome,
	unusableOutcome,
} from '../../enrichment/enrichment-outcome';
import type { EnrichOptions, PersonQuery } from '../../enrichment/enrichment-vendor';
import { withCompanyDomain } from '../../enrichment/question';
import type { VendorClient } from '../../http/vendor-client';
import { toOutcome } from '../../http/vendor-error';
import type { Contact } from '../../model/contact';
import { recordOf, textOf } from '../../model/json';
import type { Outcome } from '../../model/outcome';
import { handleOf } from './handle';
import { POLL_EVERY_MS } from './profile';
import type { EnrichField } from './wanted';

/** What the user sees of it at FullEnrich. */
const NAME = 'n8n-nodes-gtm-mcp';

/** Of a value in `custom`. */
const LONGEST_CUSTOM = 100;

/**
 * Starts an enrichment of one person. It is charged when it is done, for what is found.
 *
 * @see https://docs.fullenrich.com (Enrich contacts in bulk)
 */
export async function startEnrichment(
	client: VendorClient,
	query: PersonQuery,
	asked: readonly EnrichField[],
	options: EnrichOptions,
): Promise<Outcome<Contact>> {
	const person = personOf(query);
	if (person === undefined) {
		return unusableOutcome(
			client.provider,
			'FullEnrich needs a first and a last name with a domain or company, or a LinkedIn URL.',
		);
	}
	const contact = { ...person, enrich_fields: asked, ...customOf(options) };
	return await start(client, 'enrich', '/api/v2/contact/enrich/bulk', contact);
}

/** Starts a search for the person behind an email. */
export async function startReverseLookup(
	client: VendorClient,
	email: string,
	options: EnrichOptions,
): Promise<Outcome<Contact>> {
	const contact = { email, ...customOf(options) };
	return await start(client, 'reverse', '/api/v2/contact/reverse/email/bulk', contact);
}

async function start(
	client: VendorClient,
	kind: 'enrich' | 'reverse',
	path: string,
	contact: object,
): Promise<Outcome<Contact>> {
	const { provider } = client;
	try {
		const { body } = await client.send({
			method: 'POST',
			path,
			body: { name: NAME, data: [contact] },
			effect: 'unsafe',
		});
		const id = textOf(recordOf(body).enrichment_id);
		if (id === undefined) return unreadableOutcome(provider, 'it contains no enrichment ID');
		return pendingOutcome(provider, handleOf(kind, id), { afterMs: POLL_EVERY_MS });
	} catch (error) {
		return toOutcome(error);
	}
}

/** FullEnrich gives it back with the result, so that one is told from another in its webhooks too. */
function customOf({ correlationId }: EnrichOptions) {
	if (correlationId === undefined) return {};
	return { custom: { correlation_id: correlationId.slice(0, LONGEST_CUSTOM) } };
}

function personOf(query: PersonQuery): Record<string, string> | undefined {
	const { linkedinUrl, domain, companyName } = withCompanyDomain(query);
	const name = nameOf(query);
	const isPlaced = domain !== undefined || companyName !== undefined;
	if (linkedinUrl === undefined && !(name !== undefined && isPlaced)) return undefined;
	return {
		...name,
		...(domain !== undefined && { domain }),
		...(companyName !== undefined && { company_name: companyName }),
		...(linkedinUrl !== undefined && { linkedin_url: linkedinUrl }),
	};
}

/** A full name is split at its first space: FullEnrich takes no whole ones here. */
function nameOf({ firstName, lastName, fullName }: PersonQuery) {
	if (firstName !== undefined && lastName !== undefined) {
		return { first_name: firstName, last_name: lastName };
	}
	const [, first, last] = /^(\S+)\s+(.+)$/.exec(fullName?.trim() ?? '') ?? [];
	return first === undefined || last === undefined
		? undefined
		: { first_name: first, last_name: last };
}
