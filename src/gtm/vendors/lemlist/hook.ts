import { isSameSecret } from '../../../base/same-secret';
import type { VendorHook } from '../../hooks/vendor-hook';
import { unlessAbsent } from '../../http/absent';
import { unreadable } from '../../http/unreadable';
import { pathOf } from '../../http/vendor-request';
import { recordOf, recordsOf, textOf } from '../../model/json';

/**
 * One webhook for everything: without a type lemlist tells of all activities. It shows our secret in the
 * body of each.
 *
 * @see https://developer.lemlist.com/api-reference/endpoints/webhooks/add-webhook
 */
export const lemlistHook: VendorHook = {
	pauseMs: 1_000,
	async list(client) {
		const response = await client.send({ method: 'GET', path: '/api/hooks', effect: 'read' });
		if (!Array.isArray(response.body)) throw unreadable(client, response);
		return recordsOf(response.body).flatMap(({ _id: id, targetUrl: url }) => {
			const [name, target] = [textOf(id), textOf(url)];
			return name === undefined || target === undefined ? [] : [{ id: name, url: target }];
		});
	},
	async create(client, { url, secret }) {
		const response = await client.send({
			method: 'POST',
			path: '/api/hooks',
			body: { targetUrl: url, secret },
			effect: 'unsafe',
		});
		const id = textOf(recordOf(response.body)._id);
		if (id === undefined) throw unreadable(client, response);
		return { ids: [id] };
	},
	async remove(client, id) {
		const path = pathOf`/api/hooks/${id}`;
		await unlessAbsent(client.send({ method: 'DELETE', path, effect: 'idempotent' }));
	},
	isGenuine: ({ body }, secret) => isSameSecret(textOf(recordOf(body).secret), secret),
};
