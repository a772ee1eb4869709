import { answer, isRecord } from '../../frame/call.ts';
import type { AnyCall } from '../../frame/call.ts';
import { routesOf } from '../../frame/emulator.ts';
import { pageOf, readCount } from '../../frame/paging.ts';
import { accountName, uuidOf } from '../../world/slice.ts';
import { refused } from './errors.ts';
import { countOf, WORKSPACE_ID } from './state.ts';
import type { Campaign, InstantlyState, Lead, Step } from './state.ts';

const on = routesOf<InstantlyState>();

const SCHEDULE = {
	start_date: null,
	end_date: null,
	schedules: [
		{
			name: 'Working hours',
			timing: { from: '09:00', to: '17:00' },
			days: { 1: true, 2: true, 3: true, 4: true, 5: true },
			timezone: 'Europe/Belgrade',
		},
	],
};

function show({ id, name, status, steps, senders, createdAt, updatedAt }: Campaign) {
	return {
		id,
		name,
		status,
		campaign_schedule: SCHEDULE,
		sequences: [{ steps }],
		timestamp_created: createdAt,
		timestamp_updated: updatedAt,
		email_list: senders,
		daily_limit: 30,
		stop_on_reply: true,
		organization: WORKSPACE_ID,
	};
}

function campaignOf(state: InstantlyState, id: string): Campaign {
	const campaign = state.campaigns.get(id);
	if (campaign === undefined) throw refused(404, 'Campaign not found');
	return campaign;
}

function sizeOf(call: AnyCall): number {
	const size = readCount(call.query.get('limit'), { fallback: 10, least: 1, most: 100 });
	if (size === undefined) throw refused(400, 'querystring/limit must be <= 100');
	return size;
}

/** A page that begins after the row with this id. */
function pageAfter<T extends { id: string }>(rows: readonly T[], call: AnyCall) {
	const after = call.query.get('starting_after');
	const from = after === null ? 0 : rows.findIndex(({ id }) => id === after) + 1;
	const { items, next } = pageOf(rows, from, sizeOf(call));
	const last = items.at(-1)?.id;
	return { items, ...(next !== undefined && last && { next_starting_after: last }) };
}

const list = on(
	'GET',
	'/api/v2/campaigns',
	(call, { state }) => {
		const text = call.query.get('search')?.toLowerCase() ?? '';
		const campaigns = state.campaigns.all().filter(({ name }) => name.toLowerCase().includes(text));
		const { items, ...next } = pageAfter(campaigns, call);
		return answer(200, { items: items.map(show), ...next });
	},
	{ scope: 'campaigns:read' },
);

const read = on(
	'GET',
	'/api/v2/campaigns/{id}',
	({ params }, { state }) => answer(200, show(campaignOf(state, params.id))),
	{ scope: 'campaigns:read' },
);

/** Sequences are replaced as a whole; only the first one counts. */
const patch = on(
	'PATCH',
	'/api/v2/campaigns/{id}',
	({ params, body, at }, { state }) => {
		const campaign = campaignOf(state, params.id);
		const { name, sequences } = isRecord(body) ? body : {};
		const first: unknown = Array.isArray(sequences) ? sequences[0] : undefined;
		const steps =
			isRecord(first) && Array.isArray(first.steps) ? (first.steps as Step[]) : undefined;
		const updatedAt = new Date(at).toISOString();
		const changed = {
			...campaign,
			...(typeof name === 'string' && { name }),
			...(steps && { steps }),
			updatedAt,
		};
		return answer(200, show(state.campaigns.put(changed, at)));
	},
	{ scope: 'campaigns:update' },
);

function within(lead: Lead, from: string | null, to: string | null): Lead {
	const engagement = lead.engagement.filter(
		({ at }) => (from === null || at >= from) && (to === null || at < to),
	);
	return { ...lead, engagement };
}

function analyticsOf(campaign: Campaign, leads: readonly Lead[]) {
	const sum = (type: Parameters<typeof countOf>[1]) =>
		leads.reduce((total, lead) => total + countOf(lead, type), 0);
	const unique = (type: Parameters<typeof countOf>[1]) =>
		leads.filter((lead) => countOf(lead, type) > 0).length;
	return {
		campaign_name: campaign.name,
		campaign_id: campaign.id,
		campaign_status: campaign.status,
		campaign_is_evergreen: false,
		leads_count: leads.length,
		contacted_count: unique('sent'),
		emails_sent_count: sum('sent'),
		new_leads_contacted_count: unique('sent'),
		open_count: sum('opened'),
		open_count_unique: unique('opened'),
		reply_count: sum('replied'),
		reply_count_unique: unique('replied'),
		link_click_count: sum('clicked'),
		link_click_count_unique: unique('clicked'),
		bounced_count: sum('bounced'),
		unsubscribed_count: sum('unsubscribed'),
		completed_count: leads.filter(({ status }) => status === 3).length,
		total_opportunities: 0,
		total_opportunity_value: 0,
	};
}

const analytics = on(
	'GET',
	'/api/v2/campaigns/analytics',
	({ query }, { state }) => {
		const wanted = query.get('id');
		const [from, to] = [query.get('start_date'), query.get('end_date')];
		const campaigns = state.campaigns.all().filter(({ id }) => wanted === null || id === wanted);
		const rows = campaigns.map((campaign) => {
			const leads = state.leads.find('campaign', campaign.id);
			return analyticsOf(
				campaign,
				leads.map((lead) => within(lead, from, to)),
			);
		});
		return answer(200, rows);
	},
	{ scope: 'campaigns:read' },
);

function mailsOf(lead: Lead, campaign: Campaign | undefined) {
	return lead.engagement.flatMap(({ type, at, step }, index) => {
		if (type !== 'sent' && type !== 'replied') return [];
		const sent = type === 'sent';
		const subject = campaign?.steps[0]?.variants[0]?.subject ?? '';
		const account = lead.sender ?? 'sender@gtm-sandbox.example';
		return [
			{
				id: uuidOf('instantly', `mail ${lead.id} ${index}`),
				timestamp_created: at,
				timestamp_email: at,
				message_id: `<${lead.id}-${index}@gtm-sandbox.example>`,
				subject: sent ? subject : `Re: ${subject}`,
				from_address_email: sent ? account : lead.email,
				to_address_email_list: sent ? lead.email : account,
				body: { text: sent ? 'Hello' : 'Thank you, tell me more.' },
				organization_id: WORKSPACE_ID,
				campaign_id: lead.campaignId,
				lead: lead.email,
				lead_id: lead.id,
				eaccount: account,
				ue_type: sent ? 1 : 2,
				step: `0_${step - 1}_0`,
			},
		];
	});
}

const emails = on(
	'GET',
	'/api/v2/emails',
	(call, { state }) => {
		const [address, campaignId] = [call.query.get('lead'), call.query.get('campaign_id')];
		const created = Date.parse(call.query.get('min_timestamp_created') ?? '');
		const sign = call.query.get('sort_order') === 'asc' ? 1 : -1;
		const leads = address === null ? state.leads.all() : state.leads.find('email', address);
		const mails = leads
			.filter((lead) => campaignId === null || lead.campaignId === campaignId)
			.flatMap((lead) => mailsOf(lead, state.campaigns.get(lead.campaignId)))
			.filter(({ timestamp_created: at }) => !(Date.parse(at) <= created))
			.sort((a, b) => sign * a.timestamp_email.localeCompare(b.timestamp_email));
		return answer(200, pageAfter(mails, call));
	},
	{ scope: 'emails:read', limits: ['emails'] },
);

const workspace = on(
	'GET',
	'/api/v2/workspaces/current',
	(_call, { account, world }) =>
		answer(200, {
			id: uuidOf('instantly', accountName('workspace', account)),
			timestamp_created: new Date(world.asOf).toISOString(),
			timestamp_updated: new Date(world.asOf).toISOString(),
			owner: uuidOf('instantly', 'owner'),
			name: world.home.name,
		}),
	{ scope: 'workspaces:read' },
);

export const campaignRoutes = [list, read, patch, analytics, emails, workspace];
