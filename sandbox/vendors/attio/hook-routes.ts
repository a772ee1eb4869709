import { answer, isRecord, textOf } from '../../frame/call.ts';
import type { Answer, Call } from '../../frame/call.ts';
import { hexSignature } from '../../frame/deliveries.ts';
import type { Delivery } from '../../frame/deliveries.ts';
import { routesOf } from '../../frame/emulator.ts';
import type { Route } from '../../frame/emulator.ts';
import { notFound, refused } from './errors.ts';
import { objectIdOf, TOKEN_ACTOR, WORKSPACE_ID } from './identifiers.ts';
import { pageIn } from './record-routes.ts';
import { objectNamed } from './records.ts';
import { newId } from './state.ts';
import type { AttioHook, AttioState } from './state.ts';

const on = routesOf<AttioState>();

const READ = { limits: ['read'], scope: 'webhook:read' };
const WRITE = { limits: ['write'], scope: 'webhook:read-write' };

const show = ({ id, url, subscriptions, createdAt }: AttioHook) => ({
	target_url: url,
	subscriptions,
	id: { workspace_id: WORKSPACE_ID, webhook_id: id },
	status: 'active',
	created_at: createdAt,
});

export const hookRoutes: Array<Route<AttioState>> = [
	on(
		'GET',
		'/v2/webhooks',
		({ query }, { state }) => {
			const given = { limit: query.get('limit'), offset: query.get('offset') };
			const { limit, offset } = pageIn(given, 10, 100);
			const page = state.hooks.all().slice(offset, offset + limit);
			return answer(200, { data: page.map(show) });
		},
		READ,
	),
	on(
		'POST',
		'/v2/webhooks',
		({ body, at }, { state }) => {
			const data = isRecord(body) && isRecord(body.data) ? body.data : {};
			const url = textOf(data.target_url);
			// Attio wants https; of this machine the sandbox takes plain http, too.
			const isAllowed =
				URL.canParse(url) && /^(https:|http:\/\/(127\.0\.0\.1|localhost)[:/])/.test(url);
			if (!isAllowed) throw refused(400, 'validation_type', 'target_url must be an https URL.');
			const hook: AttioHook = {
				id: newId(state, 'webhook'),
				url,
				secret: newId(state, 'secret').replaceAll('-', ''),
				subscriptions: Array.isArray(data.subscriptions) ? data.subscriptions.filter(isRecord) : [],
				createdAt: new Date(at).toISOString(),
			};
			state.hooks.put(hook, at);
			return answer(200, { data: { ...show(hook), secret: hook.secret } });
		},
		WRITE,
	),
	on(
		'DELETE',
		'/v2/webhooks/{webhook_id}',
		({ params, at }, { state }) => {
			if (state.hooks.get(params.webhook_id) === undefined) {
				throw notFound(`Webhook with ID "${params.webhook_id}" was not found.`);
			}
			state.hooks.remove(params.webhook_id, at);
			return answer(200, {});
		},
		WRITE,
	),
];

const RECORDS = /^\/v2\/objects\/([^/]+)\/records(?:\/([^/]+))?$/;

/** Whether a subscription asks for this: all conditions of its filter hold. */
function isWanted(subscription: Record<string, unknown>, type: string, objectId: string): boolean {
	if (subscription.event_type !== type) return false;
	const { filter } = subscription;
	const conditions = isRecord(filter) && Array.isArray(filter.$and) ? filter.$and : [];
	return conditions
		.filter(isRecord)
		.every(({ field, value }) => field !== 'id.object_id' || value === objectId);
}

/** Of what happened to a record. */
export function tellsAfter(
	state: AttioState,
	{ method, path, params }: Call,
	{ body }: Answer,
): Delivery[] {
	const [, slug] = RECORDS.exec(path) ?? [];
	if (slug === undefined || method === 'GET' || path.endsWith('/query')) return [];
	const object = objectNamed(slug);
	const { data } = isRecord(body) ? body : {};
	const id = isRecord(data) && isRecord(data.id) ? data.id.record_id : params.record_id;
	const change = params.record_id === undefined ? 'created' : 'updated';
	const type = `record.${method === 'DELETE' ? 'deleted' : change}`;
	const ids = { workspace_id: WORKSPACE_ID, object_id: objectIdOf(object), record_id: id };
	return state.hooks
		.all()
		.filter(({ subscriptions }) =>
			subscriptions.some((one) => isWanted(one, type, objectIdOf(object))),
		)
		.map((hook) => {
			const text = JSON.stringify({
				webhook_id: hook.id,
				events: [{ event_type: type, id: ids, actor: TOKEN_ACTOR }],
			});
			const headers = {
				'content-type': 'application/json',
				'attio-signature': hexSignature(hook.secret, text),
			};
			return { url: hook.url, headers, text };
		});
}
