import { type ChangeFeed, type FedRow, serverTimeOf } from '../../changes/change-feed';
import { toEmail } from '../../../base/identity/email';
import type { EngagementEvent } from '../../model/enrollment';
import { idOf, numberOf, recordOf, recordsOf, textOf } from '../../model/json';
import { eventIdOf, instantOf } from './thread';

const PAGE_MAX = 1_000;

/** Mailboxes are read every few minutes, and a reply bears the moment at which it was written. */
const LAG_MS = 60 * 60_000;

/**
 * Mails of all campaigns with their replies. The list is in no order that is promised, so it is read to its
 * end, with the end fixed. Opens, clicks, bounces and unsubscribes have no time there.
 *
 * @see https://api.smartlead.ai/api-reference/leads/activities
 */
export const smartleadEvents: ChangeFeed<EngagementEvent> = {
	name: 'activities',
	lagMs: LAG_MS,
	async *pages(client, from) {
		const rows: Array<FedRow<EngagementEvent>> = [];
		let time: { serverTime?: number } = {};
		for (let offset = 0, more = true; more; offset += PAGE_MAX) {
			const response = await client.send({
				method: 'GET',
				path: '/api/v1/campaigns/all-leads-activities',
				query: {
					event_time_from: new Date(from).toISOString(),
					// Clocks differ: what Smartlead holds to be now is not cut off.
					event_time_to: new Date(client.now() + LAG_MS).toISOString(),
					offset,
					limit: PAGE_MAX,
				},
				effect: 'read',
			});
			time = { ...serverTimeOf(response), ...time };
			const { data, hasMore } = recordOf(response.body);
			rows.push(...recordsOf(data).flatMap(rowsOf));
			more = hasMore === true;
		}
		yield { rows: rows.toSorted((a, b) => a.at - b.at), ...time };
	},
};

/** A person in a campaign, with every mail to them; each event has a moment of its own. */
function rowsOf(lead: Record<string, unknown>): Array<FedRow<EngagementEvent>> {
	const sequenceId = idOf(lead.campaign_id);
	return recordsOf(lead.activities).flatMap((mail) => {
		const id = idOf(mail.stats_id);
		const email = toEmail(textOf(mail.to_email) ?? '');
		const step = numberOf(mail.email_seq_number);
		const detail = textOf(mail.subject);
		const about = {
			...(email !== undefined && { email }),
			...(sequenceId !== undefined && { sequenceId }),
			...(step !== undefined && step > 0 && { step }),
			...(detail !== undefined && { detail }),
		};
		const moments = [
			['sent', instantOf(mail.sent_time)],
			['replied', instantOf(recordOf(mail.reply_details).time)],
		] as const;
		return moments.flatMap(([type, at]) => {
			if (id === undefined || at === undefined) return [];
			const record = { id: eventIdOf(id, type), type, at, ...about };
			return [{ id: record.id, at: Date.parse(at), once: true as const, record }];
		});
	});
}
