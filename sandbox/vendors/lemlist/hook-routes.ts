import { answer, isRecord, textOf } from '../../frame/call.ts';
import { toDelivery } from '../../frame/deliveries.ts';
import type { Delivery, Happening, Hook } from '../../frame/deliveries.ts';
import { routesOf } from '../../frame/emulator.ts';
import { refused } from './errors.ts';
import { activitiesOf } from './lead-routes.ts';
import { idOf } from './state.ts';
import type { LemlistState } from './state.ts';

const on = routesOf<LemlistState>();

/** Without the secret, which is shown to nobody. */
const show = ({ id, url, about, createdAt }: Hook) => ({
	_id: id,
	targetUrl: url,
	createdAt,
	...(about !== undefined && { type: about }),
});

export const hookRoutes = [
	on('GET', '/api/hooks', (_call, { state }) => answer(200, state.hooks.all().map(show))),
	on('POST', '/api/hooks', ({ body, at }, { state }) => {
		const { targetUrl, type, secret } = isRecord(body) ? body : {};
		if (!URL.canParse(textOf(targetUrl))) throw refused(400, 'Invalid targetUrl');
		state.made += 1;
		const hook: Hook = {
			id: idOf('hoo', `made ${state.made}`),
			url: textOf(targetUrl),
			secret: typeof secret === 'string' ? secret : '',
			...(typeof type === 'string' && { about: type }),
			createdAt: new Date(at).toISOString(),
		};
		return answer(200, show(state.hooks.put(hook, at)));
	}),
	on('DELETE', '/api/hooks/{hookId}', ({ params, at }, { state }) => {
		const hook = state.hooks.get(params.hookId);
		if (hook === undefined) throw refused(404, 'Webhook not found');
		state.hooks.remove(hook.id, at);
		return answer(200, show(hook));
	}),
];

/** The newest activity of the first lead with the address, as webhooks tell of it. */
export function happen(state: LemlistState, { email, type, at }: Happening): Delivery[] {
	const [lead] = state.leads.find('email', email.toLowerCase());
	if (lead === undefined) throw new RangeError(`lemlist has no lead ${email}`);
	const engagement = [...lead.engagement, { type, at, step: 1 }];
	const changed = state.leads.put({ ...lead, engagement }, Date.parse(at));
	if (type === 'unsubscribed') state.unsubscribed.set(lead.email, { source: 'lead' });
	const activity = activitiesOf(changed).at(-1);
	return state.hooks
		.all()
		.filter(({ about }) => about === undefined || about === activity?.type)
		.map(({ url, secret }) => toDelivery(url, { ...activity, ...(secret !== '' && { secret }) }));
}
