import { answer, textOf } from '../../frame/call.ts';
import { hexSignature } from '../../frame/deliveries.ts';
import type { Delivery, Happening } from '../../frame/deliveries.ts';
import { routesOf } from '../../frame/emulator.ts';
import { draftOf, MEDIA_TYPE, pageIn, refused, show } from './json-api.ts';
import { madeId, TIMES } from './state.ts';
import type { OutreachState } from './state.ts';

const on = routesOf<OutreachState>();

type OutreachHook = ReturnType<OutreachState['hooks']['all']>[number];

const shown = ({ id, attributes }: OutreachHook) => ({
	type: 'webhook',
	id: Number(id),
	attributes,
	relationships: {},
	links: { self: `https://api.outreach.io/api/v2/webhooks/${id}` },
});

export const hookRoutes = [
	on(
		'GET',
		'/api/v2/webhooks',
		(call, { state }) => {
			const { data, links } = pageIn(call, state.hooks.all());
			return answer(200, { data: data.map(shown), links });
		},
		{ scope: 'webhooks.read' },
	),
	on(
		'POST',
		'/api/v2/webhooks',
		(call, { state }) => {
			const { attributes } = draftOf(call, 'webhook');
			const url = textOf(attributes.url);
			if (!URL.canParse(url)) throw refused(422, 'Url is invalid.');
			const createdAt = new Date(call.at).toISOString();
			const hook: OutreachHook = {
				id: madeId(state),
				url,
				secret: textOf(attributes.secret),
				attributes: { ...attributes, createdAt, updatedAt: createdAt },
				createdAt,
			};
			return answer(201, { data: shown(state.hooks.put(hook, call.at)) });
		},
		{ scope: 'webhooks.write' },
	),
	on(
		'DELETE',
		'/api/v2/webhooks/{id}',
		({ params, at }, { state }) => {
			if (state.hooks.get(params.id) === undefined) {
				throw refused(404, `Could not find 'Webhook' with ID '${params.id}'.`);
			}
			state.hooks.remove(params.id, at);
			return answer(204);
		},
		{ scope: 'webhooks.delete' },
	),
];

/** Happens to the newest mail to the person. */
export function happen(state: OutreachState, { email, type, at }: Happening): Delivery[] {
	const [prospect] = state.prospects.find('email', email.toLowerCase());
	const mailing = state.mailings
		.all()
		.filter(({ related }) => related.prospect === prospect?.id)
		.at(-1);
	if (prospect === undefined || mailing === undefined) {
		throw new RangeError(`Outreach has sent ${email} no mail`);
	}
	const attributes = { ...mailing.attributes, [TIMES[type]]: at, updatedAt: at };
	const changed = state.mailings.put({ ...mailing, attributes }, Date.parse(at));
	const text = JSON.stringify({
		data: show(changed),
		meta: { deliveredAt: at, eventName: 'mailing.updated' },
	});
	return state.hooks
		.all()
		.filter(({ attributes: { resource } }) => resource === 'mailing' || resource === '*')
		.map(({ url, secret }) => ({
			url,
			headers: {
				'content-type': MEDIA_TYPE,
				...(secret !== '' && { 'outreach-webhook-signature': hexSignature(secret, text) }),
			},
			text,
		}));
}
