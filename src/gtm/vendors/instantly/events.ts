import { type ChangeFeed, type FedRow, serverTimeOf } from '../../changes/change-feed';
import type { EngagementEvent } from '../../model/enrollment';
import { recordOf, recordsOf, textOf } from '../../model/json';
import { SCHEDULED, toEvent } from './engagement';

const PAGE_MAX = 100;

/** Mailboxes are read every few minutes, and a mail bears the moment at which Instantly took it in. */
const LAG_MS = 5 * 60_000;

/** Mails of all campaigns, in the order in which Instantly took them in. */
export const instantlyEvents: ChangeFeed<EngagementEvent> = {
	name: 'emails',
	lagMs: LAG_MS,
	async *pages(client, from) {
		let after: string | undefined;
		do {
			const response = await client.send({
				method: 'GET',
				path: '/api/v2/emails',
				query: {
					mode: 'emode_all',
					// "Created after": one that was created at that moment is none.
					min_timestamp_created: new Date(from - 1).toISOString(),
					sort_order: 'asc',
					limit: PAGE_MAX,
					starting_after: after,
				},
				effect: 'read',
				limits: ['emails'],
			});
			const body = recordOf(response.body);
			const mails = recordsOf(body.items).filter(({ ue_type: type }) => type !== SCHEDULED);
			yield { rows: mails.flatMap(toRow), ...serverTimeOf(response) };
			after = textOf(body.next_starting_after);
		} while (after !== undefined);
	},
};

function toRow(mail: Record<string, unknown>): Array<FedRow<EngagementEvent>> {
	const record = toEvent(mail);
	const at = Date.parse(textOf(mail.timestamp_created) ?? '');
	if (record.id === undefined || Number.isNaN(at)) return [];
	return [{ id: record.id, at, createdAt: at, record }];
}
