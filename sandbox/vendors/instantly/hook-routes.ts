import { answer, isRecord, textOf } from '../../frame/call.ts';
import { toDelivery } from '../../frame/deliveries.ts';
import type { Delivery, Happening } from '../../frame/deliveries.ts';
import { routesOf } from '../../frame/emulator.ts';
import { uuidOf } from '../../world/slice.ts';
import { refused } from './errors.ts';
import { WORKSPACE_ID } from './state.ts';
import type { InstantlyState } from './state.ts';

const on = routesOf<InstantlyState>();

const EVENTS = {
	sent: 'email_sent',
	opened: 'email_opened',
	clicked: 'email_link_clicked',
	replied: 'reply_received',
	bounced: 'email_bounced',
	unsubscribed: 'lead_unsubscribed',
} as const;

type InstantlyHook = ReturnType<InstantlyState['hooks']['all']>[number];

const show = ({ id, url, about, headers, createdAt }: InstantlyHook) => ({
	id,
	organization: WORKSPACE_ID,
	name: 'n8n',
	target_hook_url: url,
	event_type: about ?? null,
	headers,
	campaign: null,
	timestamp_created: createdAt,
	status: 1,
});

function hookNamed(state: InstantlyState, id: string): InstantlyHook {
	const hook = state.hooks.get(id);
	if (hook === undefined) throw refused(404, 'Webhook not found');
	return hook;
}

export const hookRoutes = [
	on(
		'GET',
		'/api/v2/webhooks',
		(_call, { state }) => answer(200, { items: state.hooks.all().map(show) }),
		{ scope: 'webhooks:read' },
	),
	on(
		'POST',
		'/api/v2/webhooks',
		({ body, at }, { state }) => {
			const draft = isRecord(body) ? body : {};
			if (!URL.canParse(textOf(draft.target_hook_url))) {
				throw refused(400, 'body/target_hook_url must match format "uri"');
			}
			state.made += 1;
			const headers = isRecord(draft.headers) ? draft.headers : {};
			const hook: InstantlyHook = {
				id: uuidOf('instantly', `webhook ${state.made}`),
				url: textOf(draft.target_hook_url),
				secret: '',
				...(typeof draft.event_type === 'string' && { about: draft.event_type }),
				headers: Object.fromEntries(
					Object.entries(headers).map(([name, value]) => [name, textOf(value)]),
				),
				createdAt: new Date(at).toISOString(),
			};
			return answer(200, show(state.hooks.put(hook, at)));
		},
		{ scope: 'webhooks:create' },
	),
	on(
		'DELETE',
		'/api/v2/webhooks/{id}',
		({ params, at }, { state }) => {
			const hook = hookNamed(state, params.id);
			state.hooks.remove(hook.id, at);
			return answer(200, show(hook));
		},
		{ scope: 'webhooks:delete' },
	),
];

/** Happens to the first lead with the address. */
export function happen(state: InstantlyState, { email, type, at }: Happening): Delivery[] {
	const [lead] = state.leads.find('email', email.toLowerCase());
	if (lead === undefined) throw new RangeError(`Instantly has no lead ${email}`);
	const engagement = [...lead.engagement, { type, at, step: 1 }];
	state.leads.put({ ...lead, engagement }, Date.parse(at));
	const event = EVENTS[type];
	const body = {
		timestamp: at,
		event_type: event,
		workspace: WORKSPACE_ID,
		campaign_id: lead.campaignId,
		campaign_name: state.campaigns.get(lead.campaignId)?.name ?? '',
		lead_email: lead.email,
		step: 1,
		variant: 1,
	};
	return state.hooks
		.all()
		.filter(({ about }) => about === 'all_events' || about === event)
		.map(({ url, headers }) => toDelivery(url, body, headers));
}
