import { unreadable } from '../../http/unreadable';
import type { VendorClient } from '../../http/vendor-client';
import { VendorError } from '../../http/vendor-error';
import { type VendorResponse, pathOf } from '../../http/vendor-request';
import { toEmail } from '../../../base/identity/email';
import { listOf, numberOf, recordOf, recordsOf, textOf } from '../../model/json';
import { toCanonical, toVendor } from '../../model/mapping';
import type { Enrollment } from '../../model/enrollment';
import type { Addressed } from '../../sequencer/enroll-person';
import type { EnrollmentReference } from '../../sequencer/sequencer-vendor';
import { enrollmentMapping, leadMapping } from './lead.mapping';

/** Leads of one answer. */
export const LEADS_PAGE = 100;

/** The person's lead in the campaign. A lead belongs to one campaign: its id is that of the enrollment. */
export async function findLead(
	client: VendorClient,
	{ sequenceId, email, contactId, enrollmentId }: EnrollmentReference,
): Promise<Enrollment | undefined> {
	const id = enrollmentId ?? contactId;
	if (id !== undefined) return await leadById(client, id, sequenceId);
	const address = toEmail(email ?? '');
	const [lead] = address === undefined ? [] : await leadsOf(client, sequenceId, [address]);
	return lead;
}

async function leadById(
	client: VendorClient,
	id: string,
	sequenceId: string,
): Promise<Enrollment | undefined> {
	const response = await client.send({
		method: 'GET',
		path: pathOf`/api/v2/leads/${id}`,
		effect: 'read',
		accept: [404],
	});
	if (response.status === 404) return undefined;
	const lead = recordOf(response.body);
	if (textOf(lead.id) === undefined) throw unreadable(client, response);
	return lead.campaign === sequenceId ? toEnrollment(lead) : undefined;
}

/** Somebody has a lead in each campaign and list; a page more for each hundred of them. */
const PAGES_MAX = 20;

/** What the workspace has of somebody. */
export interface KnownLead {
	/** In small letters. */
	email: string;
	/** Absent of one that is in a list only. */
	campaign?: string;
	enrollment: Enrollment;
	/** Who it is, in canonical fields: for the suppression list. */
	identity: object;
}

/**
 * Every lead of these addresses, whatever its campaign or list.
 *
 * @param emails a hundred at most
 * @throws VendorError
 */
export async function knownLeads(
	client: VendorClient,
	emails: readonly string[],
): Promise<KnownLead[]> {
	const leads: KnownLead[] = [];
	let after: string | undefined;
	for (let page = 0; page < PAGES_MAX; page += 1) {
		const response = await client.send({
			method: 'POST',
			path: '/api/v2/leads/list',
			body: {
				contacts: emails,
				limit: LEADS_PAGE,
				...(after !== undefined && { starting_after: after }),
			},
			effect: 'read',
		});
		const { items, next_starting_after: next } = recordOf(response.body);
		if (!Array.isArray(items)) throw unreadable(client, response);
		leads.push(...recordsOf(items).flatMap(toKnownLead));
		after = textOf(next);
		if (after === undefined) {
			// Not left to the filter: whoever is not seen here is written to.
			return leads.filter(({ email }) => emails.includes(email));
		}
	}
	const message = `Instantly shows more than ${PAGES_MAX * LEADS_PAGE} leads of ${emails.length} people.`;
	const refusal = { status: 'upstream_error', code: 'too_many_pages', message } as const;
	throw new VendorError(client.provider, refusal, { attempts: PAGES_MAX });
}

function toKnownLead(lead: Record<string, unknown>): KnownLead[] {
	const enrollment = toEnrollment(lead);
	const { email } = enrollment;
	if (email === undefined) return [];
	const campaign = textOf(lead.campaign);
	const {
		linkedIn,
		linkedin,
		linkedin_url: linkedinUrl = linkedIn ?? linkedin,
	} = recordOf(lead.payload);
	return [
		{
			email,
			enrollment,
			...(campaign !== undefined && { campaign }),
			identity: {
				email,
				phone: lead.phone,
				linkedinUrl,
				otherDomains: [lead.website, lead.company_domain],
			},
		},
	];
}

/** Those of these addresses that are in the campaign: at most a hundred. */
export async function leadsOf(
	client: VendorClient,
	campaign: string,
	emails: readonly string[],
): Promise<Enrollment[]> {
	const leads = await knownLeads(client, emails);
	return leads.flatMap((lead) => (lead.campaign === campaign ? [lead.enrollment] : []));
}

export function toEnrollment(lead: Record<string, unknown>): Enrollment {
	const { values } = toCanonical(enrollmentMapping, lead);
	const id = textOf(lead.id);
	const replied = (numberOf(lead.email_reply_count) ?? 0) > 0;
	return {
		sequenceId: '',
		...values,
		...(id !== undefined && { contactId: id }),
		// A reply ends the campaign for the lead; Instantly's word for that is "completed".
		...(replied && values.status === 'finished' && { status: 'replied' }),
	};
}

export interface LeadToAdd {
	body: Record<string, unknown>;
	notes: string[];
}

/** Texts of `custom` and the request's variables become the lead's variables. */
export function toLead({ contact, variables, senderId, email }: Addressed): LeadToAdd {
	const { custom = {}, ...fields } = contact;
	const { values, notes } = toVendor(leadMapping, { ...fields, email });
	const own = Object.entries(custom).filter(([, value]) => isScalar(value));
	const all = { ...Object.fromEntries(own), ...variables };
	const dropped = Object.keys(custom).filter((name) => !own.some(([kept]) => kept === name));
	return {
		body: { ...values, ...(Object.keys(all).length > 0 && { custom_variables: all }) },
		notes: [
			...notes,
			...dropped.map((name) => `custom.${name} was left out: a variable must be text or a number`),
			...(senderId === undefined
				? []
				: ["Sender was left out: Instantly sends from the campaign's own mailboxes"]),
		],
	};
}

function isScalar(value: unknown): boolean {
	return ['string', 'number', 'boolean'].includes(typeof value);
}

export interface Addition {
	campaign: string;
	leads: ReadonlyArray<Record<string, unknown>>;
	skipIfElsewhere: 'skip' | 'add';
}

/** What `leads/add` says: who was made, and of the others only how many there are of each kind. */
export interface Added {
	/** The id of the lead, by its place in the request. */
	made: ReadonlyMap<number, string>;
	inBlocklist: number;
	duplicated: number;
	skipped: number;
	invalidEmail: number;
	twiceInRequest: number;
	/** Uploads that the plan has left. */
	remaining?: number;
	requestId?: string;
}

export async function addLeads(
	client: VendorClient,
	{ campaign, leads, skipIfElsewhere }: Addition,
): Promise<Added> {
	const response = await client.send({
		method: 'POST',
		path: '/api/v2/leads/add',
		body: { campaign_id: campaign, leads, skip_if_in_campaign: skipIfElsewhere === 'skip' },
		effect: 'unsafe',
	});
	return toAdded(response);
}

function toAdded({ body, requestId }: VendorResponse): Added {
	const answer = recordOf(body);
	const count = (name: string) => numberOf(answer[name]) ?? 0;
	const remaining = numberOf(answer.remaining_in_plan);
	const made = listOf(answer.created_leads).flatMap((one): Array<[number, string]> => {
		const { index, id } = recordOf(one);
		const [place, name] = [numberOf(index), textOf(id)];
		return place === undefined || name === undefined ? [] : [[place, name]];
	});
	return {
		made: new Map(made),
		inBlocklist: count('in_blocklist'),
		duplicated: count('duplicated_leads'),
		skipped: count('skipped_count'),
		invalidEmail: count('invalid_email_count') + count('incomplete_count'),
		twiceInRequest: count('duplicate_email_count'),
		...(remaining !== undefined && { remaining }),
		...(requestId !== undefined && { requestId }),
	};
}
