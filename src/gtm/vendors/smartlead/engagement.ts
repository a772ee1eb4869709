import { daysTouched } from '../../analytics/whole-days';
import { checkWindow } from '../../analytics/windows';
import type { VendorClient } from '../../http/vendor-client';
import { toOutcome } from '../../http/vendor-error';
import { pathOf } from '../../http/vendor-request';
import { toEmail } from '../../../base/identity/email';
import type { EngagementEvent } from '../../model/enrollment';
import { numberOf, recordOf } from '../../model/json';
import type { Metric, MetricWindow } from '../../model/metric';
import type { Outcome } from '../../model/outcome';
import { daysAfter } from '../../model/zoned-time';
import { found, refused } from '../../sequencer/answers';
import { engagementMetrics } from '../../sequencer/engagement-metrics';
import type { ListOptions, StatisticsQuery } from '../../sequencer/sequencer-vendor';
import { leadByEmail } from './leads';
import { threadOf } from './thread';

/** Mails of the person's campaigns: Smartlead keeps a thread for each. Bodies are left where they are. */
export async function engagementHistory(
	client: VendorClient,
	{ email, sequenceId }: { email?: string; contactId?: string; sequenceId?: string },
	{ limit }: ListOptions,
): Promise<Outcome<EngagementEvent[]>> {
	const { provider } = client;
	const address = toEmail(email ?? '');
	if (address === undefined) {
		const message = 'email is missing or not an email address. Smartlead finds a lead by email.';
		return refused(provider, 'invalid', 'email_required', message);
	}
	try {
		const lead = await leadByEmail(client, address);
		const campaigns = (lead?.campaigns ?? []).filter(
			({ campaignId }) => sequenceId === undefined || campaignId === sequenceId,
		);
		const events: EngagementEvent[] = [];
		for (const { campaignId } of campaigns) {
			const thread = await threadOf(client, campaignId, lead?.id ?? '');
			events.push(...thread.map((event) => ({ ...event, email: address })));
		}
		const record = events
			.toSorted((a, b) => (b.at ?? '').localeCompare(a.at ?? ''))
			.slice(0, limit);
		if (record.length > 0) return found(provider, record);
		return refused(provider, 'not_found', 'no_activity', 'Smartlead has no emails of this person.');
	} catch (error) {
		return toOutcome(error);
	}
}

/** Days are whole at Smartlead: with a window, those that it touches. */
export async function statistics(
	client: VendorClient,
	{ sequenceId, window }: StatisticsQuery,
): Promise<Outcome<Metric[]>> {
	const { provider } = client;
	const days = window && daysTouched(window);
	try {
		const response = await client.send({
			method: 'GET',
			path: window
				? pathOf`/api/v1/campaigns/${sequenceId}/analytics-by-date`
				: pathOf`/api/v1/campaigns/${sequenceId}/analytics`,
			...(days && { query: { start_date: days.first, end_date: days.last } }),
			effect: 'read',
		});
		const body = recordOf(response.body);
		const count = (...names: string[]) =>
			names.map((name) => numberOf(body[name])).find((value) => value !== undefined);
		const sent = count('sent_count');
		if (sent === undefined) {
			const message = `Smartlead has no statistics for the campaign ${sequenceId}.`;
			return refused(provider, 'not_found', 'no_statistics', message);
		}
		const record = engagementMetrics(
			{
				sent,
				bounced: count('bounce_count'),
				opened: count('unique_open_count', 'open_count'),
				clicked: count('unique_click_count', 'click_count'),
				replied: count('reply_count'),
				unsubscribed: count('unsubscribed_count'),
			},
			{ source: provider, sequenceId, window: window && daysOf(window) },
		);
		return found(provider, record);
	} catch (error) {
		return toOutcome(error);
	}
}

/** What the numbers are really of. */
function daysOf(window: MetricWindow): MetricWindow {
	const { timeZone } = window;
	const { first, last } = daysTouched(window);
	return checkWindow({ from: first, to: daysAfter(last, 1), timeZone });
}
