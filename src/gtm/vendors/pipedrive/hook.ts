import { isSameSecret } from '../../../base/same-secret';
import type { Changing } from '../../crm/crm-changes';
import type { VendorHook } from '../../hooks/vendor-hook';
import { unlessAbsent } from '../../http/absent';
import { unreadable } from '../../http/unreadable';
import { pathOf } from '../../http/vendor-request';
import { toInstant } from '../../model/instant';
import { idOf, recordOf, textOf } from '../../model/json';
import { TOKENS } from './profile';
import { dataOf, listIn, read, write } from './request';

const OBJECTS: Readonly<Partial<Record<Changing, string>>> = {
	contact: 'person',
	company: 'organization',
	deal: 'deal',
};

/** No list of Pipedrive says that one of these was deleted. */
const UNTOLD: Readonly<Record<string, 'contact' | 'company'>> = {
	person: 'contact',
	organization: 'company',
};

const USER = 'n8n';

/** Pipedrive shows our secret as the password of Basic authentication. @see https://pipedrive.readme.io/docs/guide-for-webhooks-v2 */
export const pipedriveHook: VendorHook = {
	pauseMs: 1_000,
	covers: ({ what }) => what !== undefined && OBJECTS[what] !== undefined,
	async list(client) {
		const response = await read(client, '/v1/webhooks', { tokens: TOKENS.v1List });
		return listIn(response).flatMap(({ id, subscription_url: url, is_active: active }) => {
			const [name, target] = [idOf(id), textOf(url)];
			// Pipedrive keeps those that it gave up.
			if (name === undefined || target === undefined || active === 0 || active === false) return [];
			return [{ id: name, url: target }];
		});
	},
	async create(client, { url, secret, what }) {
		const response = await write(
			client,
			{
				method: 'POST',
				path: '/v1/webhooks',
				body: {
					subscription_url: url,
					event_action: '*',
					event_object: (what && OBJECTS[what]) ?? '*',
					name: 'n8n',
					http_auth_user: USER,
					http_auth_password: secret,
					version: '2.0',
				},
				effect: 'unsafe',
			},
			TOKENS.v1Write,
		);
		const id = idOf(dataOf(response).id);
		if (id === undefined) throw unreadable(client, response);
		return { ids: [id] };
	},
	async remove(client, id) {
		const path = pathOf`/v1/webhooks/${id}`;
		await unlessAbsent(
			write(client, { method: 'DELETE', path, effect: 'idempotent' }, TOKENS.v1Write),
		);
	},
	isGenuine({ headers }, secret) {
		const expected = Buffer.from(`${USER}:${secret}`).toString('base64');
		return secret !== '' && isSameSecret(headers.authorization, `Basic ${expected}`);
	},
	untold(body) {
		const { meta } = recordOf(body);
		const { action, entity, entity_id: record, timestamp } = recordOf(meta);
		const what = UNTOLD[textOf(entity) ?? ''];
		const id = idOf(record);
		const at = toInstant(textOf(timestamp) ?? '')?.toISOString();
		if (action !== 'delete' || what === undefined || id === undefined || at === undefined)
			return [];
		return [{ id: `deleted ${what} ${id}`, event: { kind: 'deleted', what, id, at } }];
	},
};
