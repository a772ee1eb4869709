import { collectPages } from '../../crm/pages';
import type { VendorClient } from '../../http/vendor-client';
import { toOutcome } from '../../http/vendor-error';
import { toEmail } from '../../../base/identity/email';
import type { EngagementEvent } from '../../model/enrollment';
import { numberOf, recordOf, recordsOf, textOf } from '../../model/json';
import { toCanonical } from '../../model/mapping';
import type { Metric } from '../../model/metric';
import type { Outcome } from '../../model/outcome';
import { found, refused } from '../../sequencer/answers';
import { engagementMetrics } from '../../sequencer/engagement-metrics';
import type { ListOptions, StatisticsQuery } from '../../sequencer/sequencer-vendor';
import { mailMapping } from './mail.mapping';

const PAGE_MAX = 100;

/** A mail that waits to be sent has not happened. */
export const SCHEDULED = 4;

/**
 * Emails sent and received. Opens and clicks are only counted by Instantly, on the lead, so they are no
 * events. Bodies are left where they are.
 */
export async function engagementHistory(
	client: VendorClient,
	{ email, sequenceId }: { email?: string; contactId?: string; sequenceId?: string },
	{ limit }: ListOptions,
): Promise<Outcome<EngagementEvent[]>> {
	const address = toEmail(email ?? '');
	if (address === undefined) {
		const message =
			'email is missing or not an email address. Instantly finds emails by the address of the lead.';
		return refused(client.provider, 'invalid', 'email_required', message);
	}
	const { outcome, records } = await collectPages(client.provider, limit, async (after, wanted) => {
		const response = await client.send({
			method: 'GET',
			path: '/api/v2/emails',
			query: {
				lead: address,
				campaign_id: sequenceId,
				sort_order: 'desc',
				limit: Math.min(wanted, PAGE_MAX),
				starting_after: after,
			},
			effect: 'read',
			limits: ['emails'],
		});
		const body = recordOf(response.body);
		const next = textOf(body.next_starting_after);
		const mails = recordsOf(body.items).filter(({ ue_type: type }) => type !== SCHEDULED);
		return { records: mails.map(toEvent), ...(next !== undefined && { next }) };
	});
	return { ...outcome, record: records };
}

/** A mail as an event. */
export function toEvent(mail: Record<string, unknown>): EngagementEvent {
	const { values } = toCanonical(mailMapping, mail);
	// Whole mails, and the addresses in them, are not part of the history.
	delete values.custom;
	return { type: 'other', ...values };
}

/** Instantly counts bounced leads and sent mails; delivered is the difference. */
export async function statistics(
	client: VendorClient,
	{ sequenceId, window }: StatisticsQuery,
): Promise<Outcome<Metric[]>> {
	const { provider } = client;
	try {
		const response = await client.send({
			method: 'GET',
			path: '/api/v2/campaigns/analytics',
			query: {
				id: sequenceId,
				start_date: window?.from,
				end_date: window?.to,
				exclude_total_leads_count: true,
			},
			effect: 'read',
		});
		const counts = recordsOf(response.body).find((one) => one.campaign_id === sequenceId);
		if (counts === undefined) {
			const message = `Instantly has no statistics for the campaign ${sequenceId}.`;
			return refused(provider, 'not_found', 'no_statistics', message);
		}
		const count = (name: string) => numberOf(counts[name]);
		const record = engagementMetrics(
			{
				sent: count('emails_sent_count'),
				bounced: count('bounced_count'),
				opened: count('open_count_unique'),
				clicked: count('link_click_count_unique'),
				replied: count('reply_count_unique'),
				unsubscribed: count('unsubscribed_count'),
			},
			{ source: provider, sequenceId, window },
		);
		return found(provider, record);
	} catch (error) {
		return toOutcome(error);
	}
}
