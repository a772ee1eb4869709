import type { VendorClient } from '../../http/vendor-client';
import { VendorError } from '../../http/vendor-error';
import { textsOf } from '../../model/json';
import { toVendor } from '../../model/mapping';
import type { Addressed } from '../../sequencer/enroll-person';
import { type Resource, sendDocument, toId } from './json-api';
import { prospectMapping } from './outreach.mapping';
import { allOf } from './pages';

export interface Prospect {
	id: number;
	/** In small letters. */
	emails: string[];
	optedOut: boolean;
	/** Who it is, in canonical fields: for the suppression list. */
	identity: object;
}

const PAGE_MAX = 1_000;

/** All with this address, in whatever spelling. */
export async function prospectsOf(client: VendorClient, email: string): Promise<Prospect[]> {
	const { data } = await sendDocument(client, {
		method: 'GET',
		path: '/api/v2/prospects',
		query: { 'filter[emails]': email, 'page[size]': 10 },
		effect: 'read',
	});
	// Not left to the filter: what comes back is enrolled.
	return data.flatMap(toProspect).filter(({ emails }) => emails.includes(email));
}

/** Those of many addresses, of which none holds a comma or two dots: these have a meaning in a filter. */
export async function prospectsOfMany(
	client: VendorClient,
	emails: readonly string[],
): Promise<Prospect[]> {
	const resources = await allOf(client, '/api/v2/prospects', {
		'filter[emails]': emails.join(','),
		'page[size]': PAGE_MAX,
	});
	return resources.flatMap(toProspect);
}

function toProspect({ id, attributes }: Resource): Prospect[] {
	const number = toId(id);
	const optedOut = attributes.optedOut === true || attributes.emailOptedOut === true;
	const emails = textsOf(attributes.emails).map((email) => email.toLowerCase());
	const identity = {
		otherEmails: emails,
		linkedinUrl: attributes.linkedInUrl,
		otherDomains: [attributes.websiteUrl1, attributes.websiteUrl2, attributes.websiteUrl3],
		otherPhones: [attributes.workPhones, attributes.mobilePhones, attributes.homePhones].flatMap(
			textsOf,
		),
	};
	return number === undefined ? [] : [{ id: number, emails, optedOut, identity }];
}

/**
 * Makes the prospect. A second one of the same address is refused by Outreach, and after an answer that
 * was lost it is looked for.
 */
export async function createProspect(
	client: VendorClient,
	{ contact, email }: Addressed,
): Promise<{ prospect: Prospect; notes: string[] }> {
	const { id: _id, ...fields } = contact;
	const { values, notes } = toVendor(prospectMapping, { ...fields, email });
	try {
		const { data } = await sendDocument(
			client,
			{ method: 'POST', path: '/api/v2/prospects', effect: 'unsafe' },
			{ type: 'prospect', attributes: values },
		);
		const [prospect] = data.flatMap(toProspect);
		if (prospect) return { prospect, notes };
	} catch (error) {
		const [made, another] = error instanceof VendorError ? await prospectsOf(client, email) : [];
		if (made === undefined || another !== undefined) throw error;
		return { prospect: made, notes };
	}
	throw new VendorError(
		client.provider,
		{
			status: 'upstream_error',
			code: 'no_prospect',
			message:
				'Outreach created a prospect without returning an ID. Search for it in Outreach before you try again.',
			doubtful: true,
		},
		{ attempts: 1 },
	);
}
