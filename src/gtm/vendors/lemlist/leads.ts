import { unlessAbsent } from '../../http/absent';
import { unreadable } from '../../http/unreadable';
import type { VendorClient } from '../../http/vendor-client';
import { pathOf } from '../../http/vendor-request';
import { toEmail } from '../../../base/identity/email';
import type { Enrollment } from '../../model/enrollment';
import { recordOf, recordsOf, textOf } from '../../model/json';
import type { EnrollmentReference } from '../../sequencer/sequencer-vendor';
import { toStatus } from './lead.mapping';

/** A person, whatever their campaigns. */
export interface LemlistContact {
	id: string;
	email?: string;
	unsubscribed: boolean;
	/** Who it is, in canonical fields: for the suppression list. */
	identity: object;
	leads: Array<{ id: string; campaignId: string; state: string }>;
}

/** By address or by the contact's id. */
export async function readContact(
	client: VendorClient,
	idOrEmail: string,
): Promise<LemlistContact | undefined> {
	const path = pathOf`/api/contacts/${idOrEmail}`;
	const response = await unlessAbsent(client.send({ method: 'GET', path, effect: 'read' }));
	if (response === undefined) return undefined;
	const contact = toContact(recordOf(response.body));
	if (contact === undefined) throw unreadable(client, response);
	return contact;
}

/** Contacts that lemlist gives at once. */
export const CONTACTS_MAX = 100;

/** @param emails `CONTACTS_MAX` at most, none with a comma */
export async function readContacts(
	client: VendorClient,
	emails: readonly string[],
): Promise<LemlistContact[]> {
	const response = await client.send({
		method: 'GET',
		path: '/api/contacts',
		query: { idsOrEmails: emails.join(',') },
		effect: 'read',
	});
	if (!Array.isArray(response.body)) throw unreadable(client, response);
	return recordsOf(response.body).flatMap((contact) => toContact(contact) ?? []);
}

function toContact(body: Record<string, unknown>): LemlistContact | undefined {
	const id = textOf(body._id);
	if (id === undefined) return undefined;
	const email = toEmail(textOf(body.email) ?? '');
	const { linkedinUrl, phone, companyDomain } = recordOf(body.fields);
	return {
		id,
		...(email !== undefined && { email }),
		unsubscribed: body.unsubscribed === true,
		identity: {
			email: body.email,
			linkedinUrl: body.linkedinUrl ?? linkedinUrl,
			phone,
			accountDomain: companyDomain,
		},
		leads: recordsOf(body.campaigns).flatMap(({ campaignId, leadId, leadState }) => {
			const [campaign, lead] = [textOf(campaignId), textOf(leadId)];
			if (campaign === undefined || lead === undefined) return [];
			return [{ id: lead, campaignId: campaign, state: textOf(leadState) ?? '' }];
		}),
	};
}

/**
 * The person's lead in the campaign. lemlist finds a lead by address only in some campaign or other, so
 * this asks for the contact, who knows all their campaigns, and then for the lead, who knows whether
 * it is paused.
 */
export async function findLead(
	client: VendorClient,
	{ sequenceId, email, contactId, enrollmentId }: EnrollmentReference,
): Promise<Enrollment | undefined> {
	const named = enrollmentId === undefined ? undefined : await readLead(client, enrollmentId);
	if (enrollmentId !== undefined && named?.campaignId !== sequenceId) return undefined;
	const person = textOf(named?.contactId) ?? contactId ?? toEmail(email ?? '');
	if (person === undefined) return undefined;
	const contact = await readContact(client, person);
	const lead = contact?.leads.find(({ campaignId }) => campaignId === sequenceId);
	if (contact === undefined || lead === undefined) return undefined;
	const whole = named ?? (await readLead(client, lead.id));
	return toEnrollment(contact, lead, { isPaused: whole?.isPaused === true });
}

async function readLead(
	client: VendorClient,
	id: string,
): Promise<Record<string, unknown> | undefined> {
	const response = await unlessAbsent(
		client.send({
			method: 'GET',
			path: '/api/leads',
			query: { version: 'v2', id },
			effect: 'read',
		}),
	);
	if (response === undefined) return undefined;
	const lead = recordOf(response.body);
	if (textOf(lead._id) === undefined) throw unreadable(client, response);
	return lead;
}

/** Of many contacts lemlist does not tell whether a lead is paused, so who might be has no status. */
export function enrollmentAmong(
	contact: LemlistContact,
	sequenceId: string,
): Enrollment | undefined {
	const lead = contact.leads.find(({ campaignId }) => campaignId === sequenceId);
	return lead && toEnrollment(contact, lead, {});
}

function toEnrollment(
	{ id: contactId, email, unsubscribed }: LemlistContact,
	{ id, campaignId, state }: LemlistContact['leads'][number],
	{ isPaused }: { isPaused?: boolean },
): Enrollment {
	const known = unsubscribed ? 'opted_out' : toStatus(state);
	const open = { true: 'paused', false: 'active', undefined: undefined } as const;
	const status = known === 'active' ? open[`${isPaused}`] : known;
	return {
		id,
		sequenceId: campaignId,
		contactId,
		...(email !== undefined && { email }),
		...(status !== undefined && { status }),
		custom: { state, ...(isPaused !== undefined && { isPaused }) },
	};
}
