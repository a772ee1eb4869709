import { answer, isRecord, textOf } from '../../frame/call.ts';
import { toDelivery } from '../../frame/deliveries.ts';
import type { Delivery, Happening } from '../../frame/deliveries.ts';
import { routesOf } from '../../frame/emulator.ts';
import { refused } from './errors.ts';
import { madeId } from './state.ts';
import type { SmartleadState } from './state.ts';

const on = routesOf<SmartleadState>();

const EVENTS = {
	sent: 'EMAIL_SENT',
	opened: 'EMAIL_OPEN',
	clicked: 'EMAIL_LINK_CLICK',
	replied: 'EMAIL_REPLY',
	bounced: 'EMAIL_BOUNCE',
	unsubscribed: 'LEAD_UNSUBSCRIBED',
} as const;

type SmartleadHook = ReturnType<SmartleadState['hooks']['all']>[number];

const show = ({ id, url, about, events, createdAt }: SmartleadHook) => ({
	id: Number(id),
	name: 'n8n',
	created_at: createdAt,
	webhook_url: url,
	email_campaign_id: Number(about),
	event_types: events,
	categories: [],
});

export const hookRoutes = [
	on('GET', '/api/v1/campaigns/{campaignId}/webhooks', ({ params }, { state }) => {
		if (state.campaigns.get(params.campaignId) === undefined) {
			throw refused(404, 'Campaign not found');
		}
		const own = state.hooks.all().filter(({ about }) => about === params.campaignId);
		return answer(200, own.map(show));
	}),
	on('POST', '/api/v1/campaigns/{campaignId}/webhooks', ({ params, body, at }, { state }) => {
		if (state.campaigns.get(params.campaignId) === undefined) {
			throw refused(404, 'Campaign not found');
		}
		const draft = isRecord(body) ? body : {};
		if (!URL.canParse(textOf(draft.webhook_url))) throw refused(422, 'webhook_url is not valid');
		const hook: SmartleadHook = {
			id: typeof draft.id === 'number' ? String(draft.id) : madeId(state),
			url: textOf(draft.webhook_url),
			secret: '',
			about: params.campaignId,
			events: Array.isArray(draft.event_types) ? draft.event_types.map(textOf) : [],
			createdAt: new Date(at).toISOString(),
		};
		return answer(200, { ok: true, ...show(state.hooks.put(hook, at)) });
	}),
	on(
		'DELETE',
		'/api/v1/campaigns/{campaignId}/webhooks/{webhookId}',
		({ params, at }, { state }) => {
			if (state.hooks.get(params.webhookId) === undefined) throw refused(404, 'Webhook not found');
			state.hooks.remove(params.webhookId, at);
			return answer(200, { ok: true });
		},
	),
];

/** Happens to the person in the first of their campaigns. */
export function happen(state: SmartleadState, { email, type, at }: Happening): Delivery[] {
	const [lead] = state.leads.find('email', email.toLowerCase());
	const [row] = lead === undefined ? [] : state.memberships.find('lead', lead.id);
	if (lead === undefined || row === undefined) {
		throw new RangeError(`Smartlead has no lead ${email}`);
	}
	const moment = Date.parse(at);
	state.memberships.put({ ...row, engagement: [...row.engagement, { type, at, step: 1 }] }, moment);
	if (type === 'unsubscribed') state.leads.put({ ...lead, unsubscribed: true }, moment);
	const event = EVENTS[type];
	const body = {
		event_type: event,
		event_timestamp: at,
		to_email: lead.email,
		campaign_id: Number(row.campaignId),
		campaign_name: state.campaigns.get(row.campaignId)?.name ?? '',
		sequence_number: 1,
	};
	return state.hooks
		.all()
		.filter(({ about, events }) => about === row.campaignId && events.includes(event))
		.map(({ url }) => toDelivery(url, body));
}
