import { collectPages } from '../../crm/pages';
import type { VendorClient } from '../../http/vendor-client';
import { toOutcome } from '../../http/vendor-error';
import { toInstant } from '../../model/instant';
import { numberOf, recordOf, recordsOf, textOf } from '../../model/json';
import type { Outcome } from '../../model/outcome';
import { type Sequence, sequenceSchema } from '../../model/sequence';
import type { ListOptions } from '../../sequencer/sequencer-vendor';
import { limitsOf } from './limits';

const PAGE = 100;

/** A team with more sequences is not expected; 50 pages. */
const SEQUENCES_MAX = 5_000;

interface CampaignPage {
	campaigns: Array<Record<string, unknown>>;
	next?: string;
	total?: number;
}

/** @see https://docs.apollo.io/reference/search-for-sequences */
export async function listSequences(
	client: VendorClient,
	{ limit, text }: ListOptions,
): Promise<Outcome<Sequence[]>> {
	const { outcome, records } = await collectPages(client.provider, limit, async (cursor) => {
		const { campaigns, ...page } = await campaignPage(client, cursor ?? '1', text);
		return { records: campaigns.map(toSequence), ...page };
	});
	return { ...outcome, record: records };
}

/** Searches the list of sequences. */
export async function getSequence(client: VendorClient, id: string): Promise<Outcome<Sequence>> {
	const { provider } = client;
	try {
		const campaign = await findCampaign(client, id);
		if (campaign !== undefined) return { status: 'found', provider, record: toSequence(campaign) };
		return noSuchSequence(provider, id);
	} catch (error) {
		return toOutcome(error);
	}
}

export function noSuchSequence<Entity>(provider: string, id: string): Outcome<Entity> {
	return {
		status: 'not_found',
		provider,
		reason: { code: 'no_such_sequence', message: `Apollo has no sequence ${id}.` },
		retry: { advised: false },
	};
}

/** @throws VendorError */
export async function findCampaign(
	client: VendorClient,
	id: string,
): Promise<Record<string, unknown> | undefined> {
	let cursor: string | undefined = '1';
	for (let seen = 0; cursor !== undefined && seen < SEQUENCES_MAX; seen += PAGE) {
		const page: CampaignPage = await campaignPage(client, cursor);
		const found = page.campaigns.find((campaign) => campaign.id === id);
		if (found !== undefined) return found;
		cursor = page.next;
	}
	return undefined;
}

/** A POST that reads. Its parameters are in the query. */
async function campaignPage(
	client: VendorClient,
	page: string,
	text?: string,
): Promise<CampaignPage> {
	const response = await client.send({
		method: 'POST',
		path: '/api/v1/emailer_campaigns/search',
		query: { q_name: text, page, per_page: String(PAGE) },
		effect: 'read',
		limits: limitsOf('emailer_campaigns/search'),
	});
	const body = recordOf(response.body);
	const { total_pages: pages, total_entries: entries } = recordOf(body.pagination);
	const total = numberOf(entries);
	return {
		campaigns: recordsOf(body.emailer_campaigns),
		...(Number(page) < (numberOf(pages) ?? 0) && { next: String(Number(page) + 1) }),
		...(total !== undefined && { total }),
	};
}

/** Apollo tells the number of steps here, not the steps. */
function toSequence(campaign: Record<string, unknown>): Sequence {
	const createdAt = toInstant(textOf(campaign.created_at) ?? '')?.toISOString();
	const steps = numberOf(campaign.num_steps);
	const owner = textOf(campaign.user_id);
	return sequenceSchema.parse({
		id: textOf(campaign.id) ?? '',
		name: textOf(campaign.name) ?? '',
		status:
			campaign.archived === true ? 'archived' : campaign.active === true ? 'active' : 'paused',
		...(createdAt !== undefined && { createdAt }),
		custom: {
			...(steps !== undefined && { num_steps: steps }),
			...(owner !== undefined && { user_id: owner }),
		},
	});
}
