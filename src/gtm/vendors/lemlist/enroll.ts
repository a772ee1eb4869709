import type { VendorClient } from '../../http/vendor-client';
import { pathOf } from '../../http/vendor-request';
import { domainOfEmail } from '../../../base/identity/email';
import type { Enrollment } from '../../model/enrollment';
import { recordOf, textOf } from '../../model/json';
import { toVendor } from '../../model/mapping';
import type { Outcome } from '../../model/outcome';
import { refused } from '../../sequencer/answers';
import {
	type Addressed,
	type EnrollSteps,
	type Written,
	alreadyIn,
	enrollPerson,
} from '../../sequencer/enroll-person';
import type { EnrollRequest } from '../../sequencer/sequencer-vendor';
import { leadMapping } from './lead.mapping';
import { findLead, readContact } from './leads';
import { firstUnsubscribed } from './unsubscribes';

const steps: EnrollSteps = {
	find: async (client, { sequenceId, email }) => await findLead(client, { sequenceId, email }),
	obstacle,
	write,
};

/** Looks at the lists of unsubscribed addresses and domains first: lemlist adds a lead for all that. */
export async function enroll(
	client: VendorClient,
	request: EnrollRequest,
): Promise<Outcome<Enrollment>> {
	return await enrollPerson(steps, client, request);
}

async function obstacle(
	client: VendorClient,
	{ email, sequenceId, evenIfElsewhere, refusal }: Addressed,
): Promise<Outcome<Enrollment> | undefined> {
	const value = await firstUnsubscribed(client, [email, domainOfEmail(email)]);
	if (value !== undefined) {
		const what = value === email ? 'address' : 'domain of the address';
		const message = `The ${what} is on lemlist's list of unsubscribed people.`;
		return refused(client.provider, 'suppressed', 'unsubscribed', message);
	}
	const contact = await readContact(client, email);
	if (contact?.unsubscribed) {
		const message = 'The contact has unsubscribed in lemlist.';
		return refused(client.provider, 'suppressed', 'unsubscribed', message);
	}
	const suppressed = contact && (await refusal?.(contact.identity));
	if (suppressed !== undefined) return suppressed;
	const elsewhere = contact?.leads.some(({ campaignId }) => campaignId !== sequenceId) ?? false;
	return elsewhere && !evenIfElsewhere ? inOtherCampaign(client.provider) : undefined;
}

function inOtherCampaign(provider: string): Outcome<Enrollment> {
	const message =
		'The person is or was in another campaign: turn on "Even If in Another Sequence" to enroll anyway.';
	return refused(provider, 'skipped', 'in_other_campaign', message);
}

async function write(client: VendorClient, request: Addressed): Promise<Written> {
	const { sequenceId, evenIfElsewhere } = request;
	const { body, notes } = toLead(request);
	const response = await client.send({
		method: 'POST',
		path: pathOf`/api/campaigns/${sequenceId}/leads/`,
		query: { deduplicate: !evenIfElsewhere },
		body,
		effect: 'unsafe',
		accept: [409],
	});
	if (response.status === 409)
		return { enrolled: false, outcome: await refusedTwin(client, request) };
	const lead = recordOf(response.body);
	const [id, contactId] = [textOf(lead._id), textOf(lead.contactId)];
	return {
		enrolled: true,
		notes,
		...(id !== undefined && {
			record: {
				id,
				sequenceId,
				email: request.email,
				...(contactId !== undefined && { contactId }),
			},
		}),
	};
}

/** Somebody else was quicker, in this campaign or in another one. */
async function refusedTwin(
	client: VendorClient,
	{ sequenceId, email }: Addressed,
): Promise<Outcome<Enrollment>> {
	const here = await findLead(client, { sequenceId, email });
	return here ? alreadyIn(client.provider, here) : inOtherCampaign(client.provider);
}

/** `custom` and the variables become the lead's variables, which are texts. */
function toLead({ contact, variables, senderId, email }: Addressed) {
	const { custom = {}, ...fields } = contact;
	const { values, notes } = toVendor(leadMapping, { ...fields, email });
	const own = Object.entries(custom).flatMap(([name, value]): Array<[string, string]> =>
		['string', 'number', 'boolean'].includes(typeof value) ? [[name, String(value)]] : [],
	);
	const kept = own.map(([name]) => name);
	const dropped = Object.keys(custom).filter((name) => !kept.includes(name));
	return {
		body: { ...Object.fromEntries(own), ...variables, ...values },
		notes: [
			...notes,
			...dropped.map((name) => `custom.${name} was left out: a variable must be text or a number`),
			...(senderId === undefined
				? []
				: ["Sender was left out: lemlist sends as the campaign's own senders"]),
		],
	};
}
