import { unreadable } from '../../http/unreadable';
import type { VendorClient } from '../../http/vendor-client';
import { type VendorResponse, pathOf } from '../../http/vendor-request';
import type { Contact } from '../../model/contact';
import { numberOf, recordOf, recordsOf, textOf } from '../../model/json';
import { limitsOf } from './limits';

/**
 * A contact of the team: what Apollo calls a person who was saved. Its id is not that of the person in
 * Apollo's database, and only a contact can be in a sequence.
 */
export interface ApolloContact {
	id: string;
	email?: string;
	createdAt?: string;
	updatedAt?: string;
	/** The main one first. */
	addresses: string[];
	/** Asked not to be mailed. */
	unsubscribed: boolean;
	/** Who it is, in canonical fields: for the suppression list. */
	identity: object;
	/** `contact_campaign_statuses`: its sequences, one entry each. */
	sequences: Array<Record<string, unknown>>;
}

/** More than there are contacts with one address, and than one page can miss. */
const PAGE = 100;

/** Apollo shows no further. */
const PAGES_MAX = 500;

/**
 * The contacts that have this address, as first or further one, oldest first. Apollo keeps addresses
 * unique only if asked to, so there may be several. The search is one by keyword: what it finds besides
 * is left out.
 *
 * @throws VendorError
 * @see https://docs.apollo.io/reference/search-for-contacts
 */
export async function findContacts(client: VendorClient, email: string): Promise<ApolloContact[]> {
	const { contacts } = await searchContacts(client, { q_keywords: email, page: 1 });
	return contacts
		.filter(({ addresses }) => addresses.includes(email))
		.toSorted((a, b) => ((a.createdAt ?? '') < (b.createdAt ?? '') ? -1 : 1));
}

/** All of the team's contacts, the oldest first: Apollo has no list of one sequence's. @throws VendorError */
export async function contactsPage(
	client: VendorClient,
	page: number,
): Promise<{ contacts: ApolloContact[]; pages: number; next?: string }> {
	const { contacts, pages } = await searchContacts(client, { page });
	const isLast = page >= Math.min(pages, PAGES_MAX);
	return { contacts, pages, ...(!isLast && { next: String(page + 1) }) };
}

async function searchContacts(
	client: VendorClient,
	wanted: { q_keywords?: string; page: number },
): Promise<{ contacts: ApolloContact[]; pages: number }> {
	const response = await client.send({
		method: 'POST',
		path: '/api/v1/contacts/search',
		body: {
			...wanted,
			sort_by_field: 'contact_created_at',
			sort_ascending: true,
			per_page: PAGE,
		},
		effect: 'read',
		limits: limitsOf('contacts/search'),
	});
	const { contacts, pagination } = recordOf(response.body);
	if (!Array.isArray(contacts)) throw unreadable(client, response);
	return {
		contacts: recordsOf(contacts).map(toApolloContact),
		pages: numberOf(recordOf(pagination).total_pages) ?? 1,
	};
}

/**
 * By id. Apollo does not show here which sequences it is in: with an address it is looked up once more.
 *
 * @throws VendorError, `not_found` if there is none
 * @see https://docs.apollo.io/reference/view-a-contact
 */
export async function getContact(client: VendorClient, id: string): Promise<ApolloContact> {
	const response = await client.send({
		method: 'GET',
		path: pathOf`/api/v1/contacts/${id}`,
		effect: 'read',
		limits: limitsOf('contacts/show'),
	});
	const contact = contactIn(client, response);
	if (contact.email === undefined) return contact;
	const same = await findContacts(client, contact.email);
	return same.find((each) => each.id === contact.id) ?? contact;
}

/**
 * Creates a contact, or changes the one that Apollo takes for the same: of this address, or else of this
 * name and company. With `run_dedupe` a second request finds the contact of the first. Empty values are
 * not sent, because Apollo would clear the fields.
 *
 * @throws VendorError
 * @see https://docs.apollo.io/reference/create-a-contact
 */
export async function createContact(
	client: VendorClient,
	email: string,
	contact: Contact,
): Promise<ApolloContact> {
	const { firstName, lastName } = namesOf(contact);
	const { title, accountName, accountDomain } = contact;
	const values = {
		email,
		first_name: firstName,
		last_name: lastName,
		title,
		organization_name: accountName,
		website_url: accountDomain === undefined ? undefined : `https://${accountDomain}`,
	};
	const given = Object.entries(values).filter(([, value]) => textOf(value) !== undefined);
	const response = await client.send({
		method: 'POST',
		path: '/api/v1/contacts',
		body: { ...Object.fromEntries(given), run_dedupe: true },
		effect: 'idempotent',
		limits: limitsOf('contacts/create'),
	});
	return contactIn(client, response);
}

/** Every answer about one contact has it, with its id. */
function contactIn(client: VendorClient, response: VendorResponse): ApolloContact {
	const contact = toApolloContact(recordOf(recordOf(response.body).contact));
	if (contact.id === '') throw unreadable(client, response);
	return contact;
}

function namesOf({ firstName, lastName, fullName }: Contact) {
	if (firstName !== undefined || lastName !== undefined || fullName === undefined) {
		return { firstName, lastName };
	}
	const [first, ...rest] = fullName.trim().split(/\s+/);
	return { firstName: first, lastName: rest.length > 0 ? rest.join(' ') : undefined };
}

export function toApolloContact(answer: Record<string, unknown>): ApolloContact {
	const addresses = addressesOf(answer);
	const [email] = addresses;
	const createdAt = textOf(answer.created_at);
	const updatedAt = textOf(answer.updated_at);
	return {
		id: textOf(answer.id) ?? '',
		...(email !== undefined && { email }),
		...(createdAt !== undefined && { createdAt }),
		...(updatedAt !== undefined && { updatedAt }),
		addresses,
		unsubscribed: answer.email_unsubscribed === true,
		identity: identityOf(answer, addresses),
		sequences: recordsOf(answer.contact_campaign_statuses),
	};
}

function identityOf(answer: Record<string, unknown>, addresses: readonly string[]): object {
	const { account, organization, phone_numbers: phones, sanitized_phone: phone } = answer;
	const domains = [account, organization].flatMap((company) => {
		const { primary_domain: domain, website_url: site } = recordOf(company);
		return textOf(domain) ?? textOf(site) ?? [];
	});
	return {
		otherEmails: addresses,
		otherDomains: domains,
		linkedinUrl: answer.linkedin_url,
		phone,
		otherPhones: recordsOf(phones).map(
			({ sanitized_number: number, raw_number: raw }) => textOf(number) ?? textOf(raw),
		),
	};
}

function addressesOf({ email, contact_emails }: Record<string, unknown>): string[] {
	const further = recordsOf(contact_emails).map((each) => each.email);
	return [email, ...further].flatMap((each) => textOf(each)?.toLowerCase() ?? []);
}
