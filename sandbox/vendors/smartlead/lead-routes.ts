import { answer, isRecord } from '../../frame/call.ts';
import type { AnyCall } from '../../frame/call.ts';
import { routesOf } from '../../frame/emulator.ts';
import type { Context } from '../../frame/emulator.ts';
import { pageOf, readCount } from '../../frame/paging.ts';
import type { Engagement } from '../../world/world.ts';
import { refused } from './errors.ts';
import { madeId } from './state.ts';
import type { Lead, Membership, SmartleadState } from './state.ts';

const on = routesOf<SmartleadState>();

const MOST = 400;

function show({ id, email, fields, unsubscribed }: Lead) {
	return {
		id: Number(id),
		email,
		...fields,
		is_unsubscribed: unsubscribed,
		unsubscribed_client_id_map: null,
	};
}

/** An empty object for an address that nobody has. */
const byEmail = on('GET', '/api/v1/leads/', ({ query }, { state }) => {
	const email = query.get('email');
	if (email === null || email === '') throw refused(422, '"email" is required');
	const [lead] = state.leads.find('email', email.toLowerCase());
	if (lead === undefined) return answer(200, {});
	return answer(200, {
		...show(lead),
		created_at: lead.createdAt,
		lead_campaign_data: state.memberships.find('lead', lead.id).map((one) => ({
			campaign_lead_map_id: one.id,
			campaign_id: Number(one.campaignId),
			campaign_name: state.campaigns.get(one.campaignId)?.name ?? '',
			client_id: null,
			client_email: null,
			lead_category_id: null,
		})),
	});
});

const byId = on('GET', '/api/v1/leads/{leadId}', ({ params }, { state }) => {
	const lead = state.leads.get(params.leadId);
	return answer(200, lead === undefined ? {} : { ...show(lead), created_at: lead.createdAt });
});

const ofCampaign = on(
	'GET',
	'/api/v1/campaigns/{campaignId}/leads',
	({ params, query }, context) => {
		const { state } = context;
		const limit = readCount(query.get('limit'), { fallback: 100, least: 1, most: 100 });
		const offset = readCount(query.get('offset'), { fallback: 0, least: 0, most: 1_000_000 });
		if (limit === undefined || offset === undefined) throw refused(422, 'Invalid limit or offset');
		if (state.campaigns.get(params.campaignId) === undefined)
			throw refused(404, 'Campaign not found');
		const since = query.get('created_at_gt') ?? '';
		const rows = state.memberships
			.find('campaign', params.campaignId)
			.filter(({ createdAt }) => createdAt > since);
		return answer(200, {
			// A text.
			total_leads: String(rows.length),
			offset,
			limit,
			data: pageOf(rows, offset, limit).items.flatMap((row) => {
				const lead = state.leads.get(row.leadId);
				if (lead === undefined) return [];
				return [
					{
						campaign_lead_map_id: Number(row.id),
						lead_category_id: null,
						status: row.status,
						created_at: row.createdAt,
						lead: show(lead),
					},
				];
			}),
		});
	},
);

const COUNTERS = {
	upload_count: 0,
	total_leads: 0,
	block_count: 0,
	skipped_in_other_campaign_count: 0,
	duplicate_count: 0,
	invalid_email_count: 0,
	already_added_to_campaign: 0,
	lead_import_stopped_count: 0,
	bounce_count: 0,
};

type Counter = keyof typeof COUNTERS | 'unsubscribed';

interface Settings {
	ignore_global_block_list?: unknown;
	ignore_unsubscribe_list?: unknown;
	ignore_duplicate_leads_in_other_campaign?: unknown;
}

/**
 * Whether Smartlead holds somebody back. Its newer guide says that `true` skips the check, its help
 * centre that `true` leaves such leads out; what users saw speaks for the help centre.
 */
function holdsBack(flag: unknown, reading: string | undefined): boolean {
	return reading === 'guide' ? flag !== true : flag === true;
}

function obstacleTo(
	email: string,
	campaignId: string,
	{ state, settings: sandbox }: Context<SmartleadState>,
	settings: Settings,
): Counter | undefined {
	const holds = (flag: unknown) => holdsBack(flag, sandbox.readings.smartlead);
	if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) return 'invalid_email_count';
	const domain = email.slice(email.indexOf('@') + 1);
	const blocked = state.blocked.has(email) || state.blocked.has(domain);
	if (blocked && holds(settings.ignore_global_block_list)) return 'block_count';
	const [lead] = state.leads.find('email', email);
	if (lead === undefined) return undefined;
	const memberships = state.memberships.find('lead', lead.id);
	if (memberships.some((one) => one.campaignId === campaignId)) return 'already_added_to_campaign';
	if (lead.unsubscribed && holds(settings.ignore_unsubscribe_list)) return 'unsubscribed';
	const bounced = memberships.some(({ engagement }) =>
		engagement.some(({ type }) => type === 'bounced'),
	);
	if (bounced) return 'bounce_count';
	const shared = memberships.length > 0;
	return shared && holds(settings.ignore_duplicate_leads_in_other_campaign)
		? 'skipped_in_other_campaign_count'
		: undefined;
}

function addLeads(campaignId: string, call: AnyCall, context: Context<SmartleadState>) {
	const { state, credits } = context;
	const { lead_list: list, settings } = isRecord(call.body) ? call.body : {};
	if (!Array.isArray(list) || list.length === 0) throw refused(400, '"lead_list" is required');
	if (list.length > MOST) throw refused(400, `"lead_list" must contain at most ${MOST} items`);
	if (state.campaigns.get(campaignId) === undefined) throw refused(404, 'Campaign not found');
	const counters = { ...COUNTERS };
	const unsubscribed: string[] = [];
	let exhausted = false;
	for (const draft of list as unknown[]) {
		const { email, ...fields } = isRecord(draft) ? draft : {};
		const address = String(email).trim().toLowerCase();
		const obstacle = obstacleTo(address, campaignId, context, isRecord(settings) ? settings : {});
		// Counts what was looked at, not what was added.
		counters.upload_count += 1;
		if (obstacle === 'unsubscribed') unsubscribed.push(address);
		else if (obstacle !== undefined) counters[obstacle] += 1;
		else if (credits.take(1) === 'exhausted') exhausted = true;
		else {
			counters.total_leads += 1;
			enroll(state, { email: address, fields, campaignId, at: call.at });
		}
	}
	return answer(200, {
		ok: true,
		...counters,
		unsubscribed_leads: unsubscribed,
		invalid_emails: [],
		is_lead_limit_exhausted: exhausted,
	});
}

function enroll(
	state: SmartleadState,
	made: { email: string; fields: Record<string, unknown>; campaignId: string; at: number },
): void {
	const createdAt = new Date(made.at).toISOString();
	const [known] = state.leads.find('email', made.email);
	const lead = known ?? {
		id: madeId(state),
		email: made.email,
		fields: made.fields,
		unsubscribed: false,
		createdAt,
	};
	state.leads.put(lead, made.at);
	const membership: Membership = {
		id: madeId(state),
		campaignId: made.campaignId,
		leadId: lead.id,
		status: 'STARTED',
		step: 0,
		createdAt,
		engagement: [],
	};
	state.memberships.put(membership, made.at);
}

const add = on('POST', '/api/v1/campaigns/{campaignId}/leads', (call, context) =>
	addLeads(call.params.campaignId, call, context),
);

function membershipOf(state: SmartleadState, { campaignId, leadId }: Record<string, string>) {
	const found = state.memberships
		.find('lead', leadId ?? '')
		.find((one) => one.campaignId === campaignId);
	if (found === undefined) throw refused(404, 'Lead not found in the campaign');
	return found;
}

const pause = on(
	'POST',
	'/api/v1/campaigns/{campaignId}/leads/{leadId}/pause',
	({ params, at }, { state }) => {
		state.memberships.put({ ...membershipOf(state, params), status: 'PAUSED' }, at);
		return answer(200, { ok: true, data: 'success' });
	},
);

const resume = on(
	'POST',
	'/api/v1/campaigns/{campaignId}/leads/{leadId}/resume',
	({ params, at }, { state }) => {
		const membership = membershipOf(state, params);
		const steps = state.campaigns.get(membership.campaignId)?.steps.length ?? 0;
		if (membership.step >= steps) throw refused(500, 'Lead is at the last sequence');
		state.memberships.put({ ...membership, status: 'INPROGRESS' }, at);
		return answer(200, { ok: true, data: 'success' });
	},
);

const remove = on(
	'DELETE',
	'/api/v1/campaigns/{campaignId}/leads/{leadId}',
	({ params, at }, { state }) => {
		state.memberships.remove(membershipOf(state, params).id, at);
		return answer(200, { ok: true });
	},
);

/** A reply has the id of the mail that it answers. */
const mailIdOf = ({ id }: Membership, step: number) => `${id}-${step}`;

const TYPES: Readonly<Record<string, string>> = { sent: 'SENT', replied: 'REPLY' };

const history = on(
	'GET',
	'/api/v1/campaigns/{campaignId}/leads/{leadId}/message-history',
	({ params }, { state }) => {
		const membership = membershipOf(state, params);
		const steps = state.campaigns.get(membership.campaignId)?.steps ?? [];
		const mails = membership.engagement.flatMap(({ type, at, step }) => {
			const kind = TYPES[type];
			if (kind === undefined) return [];
			return [
				{
					stats_id: mailIdOf(membership, step),
					type: kind,
					time: at,
					email_seq_number: String(step),
					subject: steps[0]?.subject ?? '',
					email_body: 'Hello',
				},
			];
		});
		return answer(200, { history: mails });
	},
);

/** People to whom something happened in the time, each with all of their mails; in no order. */
const activities = on('GET', '/api/v1/campaigns/all-leads-activities', ({ query }, { state }) => {
	const limit = readCount(query.get('limit'), { fallback: 100, least: 1, most: 1_000 });
	const offset = readCount(query.get('offset'), { fallback: 0, least: 0, most: 1_000_000 });
	if (limit === undefined || offset === undefined) throw refused(422, 'Invalid limit or offset');
	const from = query.get('event_time_from') ?? '';
	const to = query.get('event_time_to') ?? '9999';
	const rows = state.memberships
		.all()
		.filter(({ engagement }) => engagement.some(({ at }) => at >= from && at <= to));
	const { items, next } = pageOf(rows, offset, limit);
	return answer(200, {
		data: items.map((row) => ({
			lead_id: Number(row.leadId),
			email_lead_map_id: Number(row.id),
			campaign_id: Number(row.campaignId),
			campaign_name: state.campaigns.get(row.campaignId)?.name ?? '',
			campaign_status: state.campaigns.get(row.campaignId)?.status ?? '',
			status: row.status,
			current_seq_num: row.step,
			created_at: row.createdAt,
			activities: row.engagement
				.filter(({ type }) => type === 'sent')
				.map((mail) => showMail(state, row, mail)),
		})),
		hasMore: next !== undefined,
	});
});

function showMail(state: SmartleadState, row: Membership, { at, step }: Engagement) {
	const own = row.engagement.filter((event) => event.step === step);
	const reply = own.find(({ type }) => type === 'replied');
	return {
		stats_id: mailIdOf(row, step),
		message_id: `<${mailIdOf(row, step)}@sandbox.example>`,
		subject: state.campaigns.get(row.campaignId)?.steps[0]?.subject ?? '',
		email_body: 'Hello',
		sent_time: at,
		to_email: state.leads.get(row.leadId)?.email ?? '',
		email_seq_number: step,
		open_count: own.filter(({ type }) => type === 'opened').length,
		click_count: own.filter(({ type }) => type === 'clicked').length,
		click_details: {},
		reply_details: reply === undefined ? {} : { time: reply.at, reply_email_body: 'Thanks' },
		thread_replies: [],
	};
}

export const leadRoutes = [
	activities,
	byEmail,
	byId,
	ofCampaign,
	add,
	pause,
	resume,
	remove,
	history,
];
