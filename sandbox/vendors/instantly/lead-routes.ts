import { answer, isRecord } from '../../frame/call.ts';
import type { AnyCall } from '../../frame/call.ts';
import type { Credits } from '../../frame/credits.ts';
import { routesOf } from '../../frame/emulator.ts';
import { pageOf, readCount } from '../../frame/paging.ts';
import { uuidOf } from '../../world/slice.ts';
import { refused } from './errors.ts';
import { countOf, lastOf, WORKSPACE_ID } from './state.ts';
import type { InstantlyState, Lead } from './state.ts';

const on = routesOf<InstantlyState>();

const MOST = 1_000;

const FIELDS = [
	'first_name',
	'last_name',
	'job_title',
	'phone',
	'company_name',
	'website',
	'personalization',
] as const;

function show(lead: Lead) {
	const { id, email, fields, createdAt } = lead;
	const touched = lastOf(lead, 'sent', 'opened', 'clicked', 'replied');
	return {
		id,
		timestamp_created: createdAt,
		timestamp_updated: touched ?? createdAt,
		organization: WORKSPACE_ID,
		campaign: lead.campaignId,
		status: lead.status,
		email,
		...Object.fromEntries(FIELDS.map((name) => [name, fields[name] ?? null])),
		email_open_count: countOf(lead, 'opened'),
		email_reply_count: countOf(lead, 'replied'),
		email_click_count: countOf(lead, 'clicked'),
		company_domain: email.slice(email.indexOf('@') + 1),
		status_summary: {},
		payload: { ...lead.payload },
		timestamp_last_contact: lastOf(lead, 'sent'),
		timestamp_last_open: lastOf(lead, 'opened'),
		timestamp_last_reply: lastOf(lead, 'replied'),
		timestamp_last_touch: touched,
		last_contacted_from: lead.sender ?? null,
		upload_method: 'api',
	};
}

function bodyOf({ body }: AnyCall): Record<string, unknown> {
	if (!isRecord(body)) throw refused(400, 'body must be object');
	return body;
}

function leadOf(state: InstantlyState, id: string): Lead {
	const lead = state.leads.get(id);
	if (lead === undefined) throw refused(404, 'Lead not found');
	return lead;
}

const list = on(
	'POST',
	'/api/v2/leads/list',
	(call, { state }) => {
		const { campaign, contacts, limit, starting_after: after, search } = bodyOf(call);
		const size = readCount(limit, { fallback: 10, least: 1, most: 100 });
		if (size === undefined) throw refused(400, 'body/limit must be <= 100');
		const wanted = Array.isArray(contacts) ? contacts.map(String) : undefined;
		const pool =
			typeof campaign === 'string' ? state.leads.find('campaign', campaign) : state.leads.all();
		const text = typeof search === 'string' ? search.toLowerCase() : '';
		const leads = pool
			.filter(({ email }) => wanted === undefined || wanted.includes(email))
			.filter(({ email }) => email.includes(text))
			.sort((a, b) => a.id.localeCompare(b.id));
		const from = typeof after === 'string' ? leads.findIndex(({ id }) => id === after) + 1 : 0;
		const { items, next } = pageOf(leads, from, size);
		const last = items.at(-1)?.id;
		return answer(200, {
			items: items.map(show),
			...(next !== undefined && last !== undefined && { next_starting_after: last }),
		});
	},
	{ scope: 'leads:read' },
);

const read = on(
	'GET',
	'/api/v2/leads/{id}',
	({ params }, { state }) => answer(200, show(leadOf(state, params.id))),
	{ scope: 'leads:read' },
);

const remove = on(
	'DELETE',
	'/api/v2/leads/{id}',
	({ params, at }, { state }) => {
		const lead = leadOf(state, params.id);
		state.leads.remove(lead.id, at);
		return answer(200, show(lead));
	},
	{ scope: 'leads:delete' },
);

const COUNTERS = {
	leads_uploaded: 0,
	in_blocklist: 0,
	duplicated_leads: 0,
	skipped_count: 0,
	invalid_email_count: 0,
	incomplete_count: 0,
	duplicate_email_count: 0,
};

type Counter = keyof typeof COUNTERS;

interface Addition {
	campaignId: string;
	skipElsewhere: boolean;
	/** Addresses of this request so far. */
	seen: Set<string>;
}

/** Why a lead is left out, in the order in which Instantly looks. */
function obstacleTo(email: string, state: InstantlyState, addition: Addition): Counter | undefined {
	if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) return 'invalid_email_count';
	if (addition.seen.has(email)) return 'duplicate_email_count';
	const domain = email.slice(email.indexOf('@') + 1);
	if (state.blocked.has(email) || state.blocked.has(domain)) return 'in_blocklist';
	const known = state.leads.find('email', email);
	if (known.some(({ campaignId }) => campaignId === addition.campaignId)) return 'duplicated_leads';
	return addition.skipElsewhere && known.length > 0 ? 'skipped_count' : undefined;
}

function toLead(state: InstantlyState, draft: Record<string, unknown>, at: number): Lead {
	state.made += 1;
	const { custom_variables: payload, email, ...fields } = draft;
	return {
		id: uuidOf('instantly', `made lead ${state.made}`),
		campaignId: '',
		email: String(email).trim().toLowerCase(),
		status: 1,
		fields: Object.fromEntries(
			Object.entries(fields).map(([name, value]) => [name, String(value)]),
		),
		payload: isRecord(payload) ? payload : {},
		createdAt: new Date(at).toISOString(),
		engagement: [],
	};
}

function addLeads(call: AnyCall, state: InstantlyState, credits: Credits) {
	const { campaign_id: campaignId, leads, ...flags } = bodyOf(call);
	if (!Array.isArray(leads) || leads.length === 0) throw refused(400, 'body/leads is required');
	if (leads.length > MOST) throw refused(400, `body/leads must NOT have more than ${MOST} items`);
	if (typeof campaignId !== 'string' || state.campaigns.get(campaignId) === undefined) {
		throw refused(404, 'Campaign not found');
	}
	const counters = { ...COUNTERS };
	const addition: Addition = {
		campaignId,
		skipElsewhere: flags.skip_if_in_campaign === true || flags.skip_if_in_workspace === true,
		seen: new Set(),
	};
	const made = leads.flatMap((draft: unknown, index) => {
		const lead = { ...toLead(state, isRecord(draft) ? draft : {}, call.at), campaignId };
		const obstacle = obstacleTo(lead.email, state, addition);
		addition.seen.add(lead.email);
		if (obstacle !== undefined) {
			counters[obstacle] += 1;
			return [];
		}
		// Beyond the plan nothing is uploaded, and no counter says so.
		if (credits.take(1) === 'exhausted') return [];
		counters.leads_uploaded += 1;
		state.leads.put(lead, call.at);
		return [{ index, id: lead.id, email: lead.email }];
	});
	return answer(200, {
		status: 'success',
		total_sent: leads.length,
		...counters,
		blocklist_used: uuidOf('instantly', 'blocklist'),
		remaining_in_plan: credits.left,
		created_leads: made,
	});
}

const add = on(
	'POST',
	'/api/v2/leads/add',
	(call, { state, credits }) => addLeads(call, state, credits),
	{ scope: 'leads:create' },
);

export const leadRoutes = [list, read, remove, add];
