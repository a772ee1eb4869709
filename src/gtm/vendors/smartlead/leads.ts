import { unlessAbsent } from '../../http/absent';
import { unreadable } from '../../http/unreadable';
import type { VendorClient } from '../../http/vendor-client';
import { pathOf } from '../../http/vendor-request';
import { toEmail } from '../../model/email';
import type { Enrollment } from '../../model/enrollment';
import { toInstant } from '../../model/instant';
import { idOf, isRecord, recordOf, recordsOf, textOf } from '../../model/json';
import type { EnrollmentReference } from '../../sequencer/sequencer-vendor';
import { LEAD_STATUS } from './lead.mapping';

const PAGE_MAX = 100;

/** A campaign of more leads than these pages hold keeps a lead's state to itself. */
const PAGES_MAX = 10;

/** A person with all their campaigns. */
export interface SmartleadLead {
	id: string;
	email: string;
	unsubscribed: boolean;
	createdAt?: string;
	campaigns: Array<{
		campaignId: string;
		mapId?: string;
		lastSentAt?: string;
		lastReplyAt?: string;
	}>;
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
		...(createdAt !== undefined && { createdAt }),
		campaigns: recordsOf(body.lead_campaign_data).flatMap((one) => {
			const campaignId = idOf(one.campaign_id);
			if (campaignId === undefined) return [];
			const mapId = idOf(one.campaign_lead_map_id);
			const [lastSentAt, lastReplyAt] = [one.last_sent_at, one.last_reply_at].map(instantOf);
			return [
				{
					campaignId,
					...(mapId !== undefined && { mapId }),
					...(lastSentAt !== undefined && { lastSentAt }),
					...(lastReplyAt !== undefined && { lastReplyAt }),
				},
			];
		}),
	};
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

/** By address or the lead's id; an enrollment id alone finds nobody at Smartlead. */
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
	return toEnrollment(lead, here, membership);
}

function toEnrollment(
	lead: SmartleadLead,
	{ campaignId, mapId, lastSentAt, lastReplyAt }: SmartleadLead['campaigns'][number],
	membership: Record<string, unknown> | undefined,
): Enrollment {
	const word = textOf(membership?.status) ?? '';
	const known = Object.hasOwn(LEAD_STATUS, word) ? LEAD_STATUS[word] : undefined;
	const replied = lastReplyAt !== undefined && known === 'finished';
	const status = lead.unsubscribed ? 'opted_out' : replied ? 'replied' : known;
	const enrolledAt = instantOf(membership?.created_at);
	const lastEventAt = [lastSentAt, lastReplyAt]
		.flatMap((at) => at ?? [])
		.toSorted()
		.at(-1);
	return {
		sequenceId: campaignId,
		contactId: lead.id,
		email: lead.email,
		...(mapId !== undefined && { id: mapId }),
		...(status !== undefined && { status }),
		...(enrolledAt !== undefined && { enrolledAt }),
		...(lastEventAt !== undefined && { lastEventAt }),
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
		const { data } = recordOf(response.body);
		if (!Array.isArray(data)) throw unreadable(client, response);
		const rows = recordsOf(data);
		const own = rows.find((row) => idOf(recordOf(row.lead).id) === lead.id);
		if (own !== undefined || rows.length < PAGE_MAX) return own;
	}
	return undefined;
}

export function instantOf(value: unknown): string | undefined {
	return toInstant(textOf(value) ?? '')?.toISOString();
}
