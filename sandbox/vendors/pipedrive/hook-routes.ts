import { answer, isRecord, textOf } from '../../frame/call.ts';
import type { Answer, Call } from '../../frame/call.ts';
import { toDelivery } from '../../frame/deliveries.ts';
import type { Delivery } from '../../frame/deliveries.ts';
import { routesOf } from '../../frame/emulator.ts';
import { notFound, invalid } from './errors.ts';
import { newId } from './state.ts';
import type { PipedriveState } from './state.ts';

const on = routesOf<PipedriveState>();

type PipedriveHook = ReturnType<PipedriveState['hooks']['all']>[number];

const show = ({ id, url, about, action, user, createdAt }: PipedriveHook) => ({
	id: Number(id),
	company_id: 1,
	owner_id: 1,
	user_id: 1,
	event_action: action,
	event_object: about ?? '*',
	subscription_url: url,
	version: '2.0',
	is_active: 1,
	add_time: createdAt,
	remove_time: null,
	type: 'general',
	http_auth_user: user === '' ? null : user,
	http_auth_password: null,
	remove_reason: null,
	last_delivery_time: null,
	last_http_status: null,
	admin_id: 1,
	name: 'n8n',
});

export const hookRoutes = [
	on(
		'GET',
		'/v1/webhooks',
		(_call, { state }) => answer(200, { success: true, data: state.hooks.all().map(show) }),
		{ scope: 'webhooks:full' },
	),
	on(
		'POST',
		'/v1/webhooks',
		({ body, at }, { state }) => {
			const draft = isRecord(body) ? body : {};
			if (!URL.canParse(textOf(draft.subscription_url))) {
				throw invalid('invalid or non-reachable URL');
			}
			const hook: PipedriveHook = {
				id: String(newId(state)),
				url: textOf(draft.subscription_url),
				secret: textOf(draft.http_auth_password),
				user: textOf(draft.http_auth_user),
				action: textOf(draft.event_action),
				about: textOf(draft.event_object),
				createdAt: new Date(at).toISOString(),
			};
			state.hooks.put(hook, at);
			return answer(201, { status: 'ok', success: true, data: show(hook) });
		},
		{ scope: 'webhooks:full' },
	),
	on(
		'DELETE',
		'/v1/webhooks/{id}',
		({ params, at }, { state }) => {
			if (state.hooks.get(params.id) === undefined) throw notFound('Webhook');
			state.hooks.remove(params.id, at);
			return answer(200, { status: 'ok', success: true });
		},
		{ scope: 'webhooks:full' },
	),
];

const ACTIONS: Readonly<Record<string, string>> = {
	POST: 'create',
	PATCH: 'change',
	DELETE: 'delete',
};

/** Of what happened to a person, an organization or a deal. */
export function tellsAfter(
	state: PipedriveState,
	{ method, path, at, id: callId }: Call,
	{ body }: Answer,
): Delivery[] {
	const [, entity] = /^\/api\/v2\/(person|organization|deal)s(?:\/\d+)?$/.exec(path) ?? [];
	const action = ACTIONS[method];
	if (entity === undefined || action === undefined || !isRecord(body)) return [];
	const data = isRecord(body.data) ? body.data : {};
	const meta = {
		action,
		entity,
		entity_id: String(data.id),
		company_id: '1',
		user_id: '1',
		id: callId,
		timestamp: new Date(at).toISOString(),
		type: 'general',
		version: '2.0',
		attempt: 1,
	};
	const told = { data: action === 'delete' ? null : data, previous: null, meta };
	return state.hooks
		.all()
		.filter((hook) => [entity, '*'].includes(hook.about ?? '*'))
		.filter((hook) => [action, '*'].includes(hook.action))
		.map(({ url, user, secret }) => {
			const shown = Buffer.from(`${user}:${secret}`).toString('base64');
			return toDelivery(url, told, user === '' ? {} : { authorization: `Basic ${shown}` });
		});
}
