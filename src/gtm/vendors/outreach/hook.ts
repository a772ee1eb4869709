import { isSignedWith } from '../../hooks/genuine';
import type { VendorHook } from '../../hooks/vendor-hook';
import { unlessAbsent } from '../../http/absent';
import { pathOf } from '../../http/vendor-request';
import { textOf } from '../../model/json';
import { sendDocument } from './json-api';
import { allOf } from './pages';

/**
 * One webhook for mailings, whatever happens to them. Outreach signs the body with our secret.
 *
 * @see https://developers.outreach.io/api/webhooks/
 */
export const outreachHook: VendorHook = {
	pauseMs: 1_000,
	async list(client) {
		const all = await allOf(client, '/api/v2/webhooks', {});
		return all.flatMap(({ id, attributes }) => {
			const url = textOf(attributes.url);
			return url === undefined ? [] : [{ id, url }];
		});
	},
	async create(client, { url, secret }) {
		const attributes = { url, secret, resource: 'mailing', action: '*', active: true };
		const { data } = await sendDocument(
			client,
			{ method: 'POST', path: '/api/v2/webhooks', effect: 'unsafe' },
			{ type: 'webhook', attributes },
		);
		return { ids: data.map(({ id }) => id) };
	},
	async remove(client, id) {
		const path = pathOf`/api/v2/webhooks/${id}`;
		await unlessAbsent(client.send({ method: 'DELETE', path, effect: 'idempotent' }));
	},
	isGenuine: ({ headers, text }, secret) =>
		isSignedWith(secret, text, headers['outreach-webhook-signature']),
};
