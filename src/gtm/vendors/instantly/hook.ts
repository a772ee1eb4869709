import { isSameSecret } from '../../../base/same-secret';
import { engagementNews } from '../../hooks/engagement-news';
import type { RegisteredHook, VendorHook } from '../../hooks/vendor-hook';
import { unlessAbsent } from '../../http/absent';
import { unreadable } from '../../http/unreadable';
import { pathOf } from '../../http/vendor-request';
import type { EngagementEvent } from '../../model/enrollment';
import { toInstant } from '../../model/instant';
import { numberOf, recordOf, recordsOf, textOf } from '../../model/json';

const PAGE_MAX = 100;

/** Instantly sends what headers we ask for: this one shows our secret. */
const HEADER = 'x-gtm-secret';

/** What Instantly tells of by webhook only: elsewhere it counts these. */
const UNTOLD: Readonly<Record<string, EngagementEvent['type']>> = {
	email_opened: 'opened',
	email_link_clicked: 'clicked',
	link_clicked: 'clicked',
	email_bounced: 'bounced',
	lead_unsubscribed: 'unsubscribed',
};

/** @see https://developer.instantly.ai/api/v2/webhook */
export const instantlyHook: VendorHook = {
	// The list of mails may be asked 20 times a minute, by all flows together.
	pauseMs: 10_000,
	async list(client) {
		const hooks: RegisteredHook[] = [];
		let after: string | undefined;
		do {
			const { body } = await client.send({
				method: 'GET',
				path: '/api/v2/webhooks',
				query: { limit: PAGE_MAX, starting_after: after },
				effect: 'read',
			});
			const { items, next_starting_after: next } = recordOf(body);
			for (const { id, target_hook_url: url } of recordsOf(items)) {
				const [name, target] = [textOf(id), textOf(url)];
				if (name !== undefined && target !== undefined) hooks.push({ id: name, url: target });
			}
			after = textOf(next);
		} while (after !== undefined);
		return hooks;
	},
	async create(client, { url, secret }) {
		const response = await client.send({
			method: 'POST',
			path: '/api/v2/webhooks',
			body: {
				name: 'n8n',
				target_hook_url: url,
				event_type: 'all_events',
				headers: { [HEADER]: secret },
			},
			effect: 'unsafe',
		});
		const id = textOf(recordOf(response.body).id);
		if (id === undefined) throw unreadable(client, response);
		return { ids: [id] };
	},
	async remove(client, id) {
		const path = pathOf`/api/v2/webhooks/${id}`;
		await unlessAbsent(client.send({ method: 'DELETE', path, effect: 'idempotent' }));
	},
	isGenuine: ({ headers }, secret) => isSameSecret(headers[HEADER], secret),
	untold(body) {
		const news = recordOf(body);
		const type = UNTOLD[textOf(news.event_type) ?? ''];
		const at = toInstant(textOf(news.timestamp) ?? '')?.toISOString();
		if (type === undefined || at === undefined) return [];
		const [email, sequenceId] = [textOf(news.lead_email), textOf(news.campaign_id)];
		return [engagementNews({ type, at, email, sequenceId, step: numberOf(news.step) })];
	},
};
