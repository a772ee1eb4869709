import type { VendorClient } from '../../http/vendor-client';
import { VendorError } from '../../http/vendor-error';
import { textsOf } from '../../model/json';
import { toVendor } from '../../model/mapping';
import type { Addressed } from '../../sequencer/enroll-person';
import { type Resource, sendDocument, toId } from './json-api';
import { prospectMapping } from './outreach.mapping';

export interface Prospect {
	id: number;
	optedOut: boolean;
}

/** All with this address, in whatever spelling. */
export async function prospectsOf(client: VendorClient, email: string): Promise<Prospect[]> {
	const { data } = await sendDocument(client, {
		method: 'GET',
		path: '/api/v2/prospects',
		query: { 'filter[emails]': email, 'page[size]': 10 },
		effect: 'read',
	});
	// Not left to the filter: what comes back is enrolled.
	return data
		.filter(({ attributes }) =>
			textsOf(attributes.emails).some((one) => one.toLowerCase() === email),
		)
		.flatMap(toProspect);
}

function toProspect({ id, attributes }: Resource): Prospect[] {
	const number = toId(id);
	const optedOut = attributes.optedOut === true || attributes.emailOptedOut === true;
	return number === undefined ? [] : [{ id: number, optedOut }];
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
			message: 'Outreach made a prospect without an ID: look for it before you try again.',
			doubtful: true,
		},
		{ attempts: 1 },
	);
}
