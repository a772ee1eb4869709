import type { Changing } from '../../crm/crm-changes';
import { isSignedWith } from '../../hooks/genuine';
import type { RegisteredHook, VendorHook } from '../../hooks/vendor-hook';
import { unlessAbsent } from '../../http/absent';
import { unreadable } from '../../http/unreadable';
import { pathOf } from '../../http/vendor-request';
import { recordOf, textOf } from '../../model/json';
import { companyObject, dealObject, personObject } from './objects';
import { dataOf, listIn, read, write } from './request';

const PAGE_MAX = 100;

const OBJECTS: Readonly<Partial<Record<Changing, { name: string }>>> = {
	contact: personObject,
	company: companyObject,
	deal: dealObject,
};

const EVENTS = ['record.created', 'record.updated', 'record.merged', 'record.deleted'];

/** Attio makes the secret itself, and signs the body with it. @see https://docs.attio.com/rest-api/guides/webhooks */
export const attioHook: VendorHook = {
	// Each reading takes all records.
	pauseMs: 15_000,
	covers: ({ what }) => what !== undefined && OBJECTS[what] !== undefined,
	async list(client) {
		const hooks: RegisteredHook[] = [];
		for (let offset = 0; ; offset += PAGE_MAX) {
			const response = await read(client, '/v2/webhooks', { query: { limit: PAGE_MAX, offset } });
			const page = listIn(response);
			for (const { id, target_url: url, status } of page) {
				const [name, target] = [textOf(recordOf(id).webhook_id), textOf(url)];
				if (name === undefined || target === undefined || status === 'inactive') continue;
				hooks.push({ id: name, url: target });
			}
			if (page.length < PAGE_MAX) return hooks;
		}
	},
	async create(client, { url, what }) {
		const { name } = (what && OBJECTS[what]) ?? personObject;
		const object = dataOf(await read(client, pathOf`/v2/objects/${name}`));
		const value = textOf(recordOf(object.id).object_id);
		const filter =
			value === undefined ? null : { $and: [{ field: 'id.object_id', operator: 'equals', value }] };
		const response = await write(
			client,
			{ method: 'POST', path: '/v2/webhooks', effect: 'unsafe' },
			{
				target_url: url,
				subscriptions: EVENTS.map((event) => ({ event_type: event, filter })),
			},
		);
		const { id, secret } = dataOf(response);
		const [made, given] = [textOf(recordOf(id).webhook_id), textOf(secret)];
		if (made === undefined || given === undefined) throw unreadable(client, response);
		return { ids: [made], secret: given };
	},
	async remove(client, id) {
		const path = pathOf`/v2/webhooks/${id}`;
		const request = { method: 'DELETE', path, effect: 'idempotent', limits: ['write'] } as const;
		await unlessAbsent(client.send(request));
	},
	isGenuine: ({ headers, text }, secret) =>
		isSignedWith(secret, text, headers['attio-signature'] ?? headers['x-attio-signature']),
};
