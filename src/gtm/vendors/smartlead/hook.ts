import { isSameSecret } from '../../../base/same-secret';
import { engagementNews } from '../../hooks/engagement-news';
import type { VendorHook } from '../../hooks/vendor-hook';
import { unlessAbsent } from '../../http/absent';
import { unreadable } from '../../http/unreadable';
import type { VendorClient } from '../../http/vendor-client';
import { pathOf } from '../../http/vendor-request';
import type { EngagementEvent } from '../../model/enrollment';
import { idOf, numberOf, recordOf, recordsOf, textOf } from '../../model/json';
import { listSequences } from './campaigns';
import { sendConfirmed } from './confirmed';
import { instantOf } from './thread';

/** Two requests each, and Smartlead takes 60 a minute. */
const CAMPAIGNS_MAX = 25;

const EVENTS = [
	'EMAIL_SENT',
	'EMAIL_OPEN',
	'EMAIL_LINK_CLICK',
	'EMAIL_REPLY',
	'EMAIL_BOUNCE',
	'LEAD_UNSUBSCRIBED',
];

/** No list of Smartlead says when these happened. */
const UNTOLD: Readonly<Record<string, EngagementEvent['type']>> = {
	EMAIL_OPEN: 'opened',
	EMAIL_LINK_CLICK: 'clicked',
	EMAIL_BOUNCE: 'bounced',
	LEAD_UNSUBSCRIBED: 'unsubscribed',
};

/**
 * A webhook for each campaign. One of the whole account would take the place of those that others have
 * on its campaigns. Smartlead signs nothing, so the secret stands in the address.
 *
 * @see https://api.smartlead.ai/guides/webhook-integration
 */
export const smartleadHook: VendorHook = {
	pauseMs: 5_000,
	/** As the first one is, so are the others: asking for all would take the limit of a minute. */
	async list(client, known) {
		const [first] = known;
		const [campaign] = first?.split('/') ?? [];
		if (campaign === undefined) return [];
		const there = (await hooksOf(client, campaign)).map(({ id }) => `${campaign}/${id}`);
		return first !== undefined && there.includes(first) ? known.map((id) => ({ id, url: '' })) : [];
	},
	async create(client, { url, secret, sequenceIds }) {
		const campaigns = sequenceIds ?? (await campaignsOf(client));
		if (campaigns.length > CAMPAIGNS_MAX) {
			throw new RangeError(
				`Smartlead keeps webhooks by campaign, and ${campaigns.length} campaigns are too many to register. Choose up to ${CAMPAIGNS_MAX} under Filters > Sequence IDs, or turn Instant off.`,
			);
		}
		const ids: string[] = [];
		try {
			for (const campaign of campaigns) {
				ids.push(`${campaign}/${await save(client, campaign, { url, secret })}`);
			}
		} catch (error) {
			for (const id of ids) await smartleadHook.remove(client, id);
			throw error;
		}
		return { ids };
	},
	async remove(client, id) {
		const [campaign = '', hook = ''] = id.split('/');
		const path = pathOf`/api/v1/campaigns/${campaign}/webhooks/${hook}`;
		await unlessAbsent(client.send({ method: 'DELETE', path, effect: 'idempotent' }));
	},
	isGenuine: ({ query }, secret) => isSameSecret(query.secret, secret),
	untold(body) {
		const news = recordOf(body);
		const type = UNTOLD[textOf(news.event_type) ?? ''];
		const at = instantOf(news.event_timestamp ?? news.time_opened ?? news.time_clicked);
		if (type === undefined || at === undefined) return [];
		const email = textOf(news.to_email) ?? textOf(news.lead_email);
		const [sequenceId, step] = [idOf(news.campaign_id), numberOf(news.sequence_number)];
		return [engagementNews({ type, at, email, sequenceId, step })];
	},
};

/** People answer also to a campaign that is over; where there are too many, those that are not. */
async function campaignsOf(client: VendorClient): Promise<string[]> {
	const { record = [] } = await listSequences(client, { limit: Number.POSITIVE_INFINITY });
	const living = record.filter(({ status }) => status !== 'archived');
	return (record.length > CAMPAIGNS_MAX ? living : record).map(({ id }) => id);
}

async function hooksOf(client: VendorClient, campaign: string) {
	const path = pathOf`/api/v1/campaigns/${campaign}/webhooks`;
	const { body } = await client.send({ method: 'GET', path, effect: 'read' });
	const rows = Array.isArray(body) ? body : recordOf(body).data;
	return recordsOf(rows).flatMap(({ id, webhook_url: url }) => {
		const name = idOf(id);
		return name === undefined ? [] : [{ id: name, url: textOf(url) ?? '' }];
	});
}

/** One with our address is taken over, whatever secret it has. */
async function save(
	client: VendorClient,
	campaign: string,
	{ url, secret }: { url: string; secret: string },
): Promise<string> {
	const former = (await hooksOf(client, campaign)).find((hook) => hook.url.split('?')[0] === url);
	const response = await sendConfirmed(client, {
		method: 'POST',
		path: pathOf`/api/v1/campaigns/${campaign}/webhooks`,
		body: {
			...(former && { id: Number(former.id) }),
			name: 'n8n',
			webhook_url: `${url}?secret=${secret}`,
			event_types: EVENTS,
		},
		effect: 'unsafe',
	});
	const body = recordOf(response.body);
	const id = idOf(body.id ?? recordOf(body.data).id) ?? former?.id;
	if (id === undefined) throw unreadable(client, response);
	return id;
}
