import { unlessAbsent } from '../../http/absent';
import { unreadable } from '../../http/unreadable';
import type { VendorClient } from '../../http/vendor-client';
import { pathOf } from '../../http/vendor-request';
import { toEmail } from '../../../base/identity/email';
import type { Enrollment, EnrollmentStatus } from '../../model/enrollment';
import { idOf, isRecord, numberOf, recordOf, recordsOf, textOf } from '../../model/json';
import type { EnrollmentReference } from '../../sequencer/sequencer-vendor';
import { LEAD_STATUS } from './lead.mapping';
import { instantOf, threadOf } from './thread';

const PAGE_MAX = 100;

/** A campaign of more leads than these pages hold keeps a lead's state to itself. */
const PAGES_MAX = 10;

/** A person with all their campaigns. */
export interface SmartleadLead {
	id: string;
	email: string;
	unsubscribed: boolean;
	/** Clients of the account whose campaigns the person has left. */
	unsubscribedFor: string[];
	createdAt?: string;
	/** Who it is, in canonical fields: for the suppression list. */
	identity: object;
	campaigns: Array<{ campaignId: string; mapId?: string }>;
}

/** Smartlead answers 200 with an empty object, or nothing, for an address that it does not know. */
export async function leadByEmail(
	client: VendorClient,
	email: string,
): Promise<SmartleadLead | undefined> {
	const response = await unlessAbsent(
		client.send({ method: 'GET', path: '/api/v1/leads/', query: { email }, effect: 'read' }),
	);
	if (response === undefined || isNobody(response.body)) return undefined;
	const body = recordOf(response.body);
	const [id, address] = [idOf(body.id), toEmail(textOf(body.email) ?? email)];
	if (id === undefined || address === undefined) throw unreadable(client, response);
	const createdAt = instantOf(body.created_at);
	return {
		id,
		email: address,
		unsubscribed: body.is_unsubscribed === true,
		unsubscribedFor: clientsOf(body.unsubscribed_client_id_map),
		...(createdAt !== undefined && { createdAt }),
		identity: {
			email: address,
			linkedinUrl: body.linkedin_profile,
			phone: body.phone_number,
			otherDomains: [body.website, body.company_url],
		},
		campaigns: recordsOf(body.lead_campaign_data).flatMap((one) => {
			const campaignId = idOf(one.campaign_id);
			if (campaignId === undefined) return [];
			const mapId = idOf(one.campaign_lead_map_id);
			return [{ campaignId, ...(mapId !== undefined && { mapId }) }];
		}),
	};
}

/** A map by the client's id, or null. */
function clientsOf(map: unknown): string[] {
	return Object.entries(recordOf(map)).flatMap(([id, left]) =>
		left === false || left === null ? [] : [id],
	);
}

function isNobody(body: unknown): boolean {
	return body === undefined || (isRecord(body) && Object.keys(body).length === 0);
}

/** By the lead's id the answer has no campaigns, so it serves only to find the address. */
async function emailOf(client: VendorClient, leadId: string): Promise<string | undefined> {
	const path = pathOf`/api/v1/leads/${leadId}`;
	const response = await unlessAbsent(client.send({ method: 'GET', path, effect: 'read' }));
	if (response === undefined || isNobody(response.body)) return undefined;
	const address = toEmail(textOf(recordOf(response.body).email) ?? '');
	if (address === undefined) throw unreadable(client, response);
	return address;
}

/**
 * By address or the lead's id; an enrollment id alone finds nobody at Smartlead. A lead that replied is
 * shown as one that has ended, so the mails of those that have ended tell who replied.
 */
export async function findLead(
	client: VendorClient,
	{ sequenceId, email, contactId }: EnrollmentReference,
): Promise<Enrollment | undefined> {
	const named = toEmail(email ?? '');
	const address = named ?? (contactId === undefined ? undefined : await emailOf(client, contactId));
	const lead = address === undefined ? undefined : await leadByEmail(client, address);
	const here = lead?.campaigns.find(({ campaignId }) => campaignId === sequenceId);
	if (lead === undefined || here === undefined) return undefined;
	const membership = await membershipOf(client, sequenceId, lead);
	return await withMails(client, toEnrollment(lead, here, membership));
}

/** Of somebody who has ended, whether they replied. */
export async function withMails(client: VendorClient, enrollment: Enrollment): Promise<Enrollment> {
	const { status, sequenceId, contactId } = enrollment;
	if (status !== 'finished' || contactId === undefined) return enrollment;
	const mails = await threadOf(client, sequenceId, contactId);
	const replied = mails.some(({ type }) => type === 'replied');
	const lastEventAt = mails
		.flatMap(({ at }) => at ?? [])
		.toSorted()
		.at(-1);
	return {
		...enrollment,
		...(replied && { status: 'replied' }),
		...(lastEventAt !== undefined && { lastEventAt }),
	};
}

function statusOf(membership: Record<string, unknown> | undefined): EnrollmentStatus | undefined {
	const word = textOf(membership?.status) ?? '';
	return Object.hasOwn(LEAD_STATUS, word) ? LEAD_STATUS[word] : undefined;
}

function toEnrollment(
	lead: Pick<SmartleadLead, 'id' | 'email' | 'unsubscribed'>,
	{ campaignId, mapId }: SmartleadLead['campaigns'][number],
	membership: Record<string, unknown> | undefined,
): Enrollment {
	const word = textOf(membership?.status) ?? '';
	const status = lead.unsubscribed ? 'opted_out' : statusOf(membership);
	const enrolledAt = instantOf(membership?.created_at);
	return {
		sequenceId: campaignId,
		contactId: lead.id,
		email: lead.email,
		...(mapId !== undefined && { id: mapId }),
		...(status !== undefined && { status }),
		...(enrolledAt !== undefined && { enrolledAt }),
		...(word !== '' && { custom: { status: word } }),
	};
}

/**
 * What the campaign's list says of the lead. There is no other way to its state: the list has no filter
 * for an address, only one for the time since the lead was made. Undefined if it is not on its first
 * thousand leads.
 */
async function membershipOf(
	client: VendorClient,
	campaignId: string,
	lead: SmartleadLead,
): Promise<Record<string, unknown> | undefined> {
	const since = lead.createdAt === undefined ? undefined : Date.parse(lead.createdAt) - 1000;
	for (let page = 0; page < PAGES_MAX; page += 1) {
		const { rows } = await membersPage(client, campaignId, page, since);
		const own = rows.find((row) => idOf(recordOf(row.lead).id) === lead.id);
		if (own !== undefined || rows.length < PAGE_MAX) return own;
	}
	return undefined;
}

async function membersPage(
	client: VendorClient,
	campaignId: string,
	page: number,
	since?: number,
): Promise<{ rows: Array<Record<string, unknown>>; total: number | undefined }> {
	const response = await client.send({
		method: 'GET',
		path: pathOf`/api/v1/campaigns/${campaignId}/leads`,
		query: {
			offset: page * PAGE_MAX,
			limit: PAGE_MAX,
			created_at_gt: since === undefined ? undefined : new Date(since).toISOString(),
		},
		effect: 'read',
	});
	// One page of Smartlead's says `data`, another `leads`.
	const { data, leads = data, total_leads: total } = recordOf(response.body);
	if (!Array.isArray(leads)) throw unreadable(client, response);
	return { rows: recordsOf(leads), total: numberOf(total) };
}

/** A page of everybody in the campaign, by address. */
export async function peoplePage(client: VendorClient, campaignId: string, page: number) {
	const { rows, total } = await membersPage(client, campaignId, page);
	const entries = rows.flatMap((row): Array<readonly [string, Enrollment]> => {
		const lead = recordOf(row.lead);
		const [id, email] = [idOf(lead.id), toEmail(textOf(lead.email) ?? '')];
		if (id === undefined || email === undefined) return [];
		const mapId = idOf(row.campaign_lead_map_id);
		const here = { campaignId, ...(mapId !== undefined && { mapId }) };
		const known = { id, email, unsubscribed: lead.is_unsubscribed === true };
		return [[email, toEnrollment(known, here, row)]];
	});
	return {
		entries,
		...(rows.length === PAGE_MAX && { next: String(page + 1) }),
		...(total !== undefined && { pages: Math.ceil(total / PAGE_MAX) }),
	};
}
