import {
	type ChangeFeed,
	type FeedPage,
	type FedRow,
	serverTimeOf,
} from '../../changes/change-feed';
import { toEmail } from '../../../base/identity/email';
import type { VendorClient } from '../../http/vendor-client';
import type { EngagementEvent } from '../../model/enrollment';
import { recordsOf, textOf } from '../../model/json';
import { toEvent } from './engagement';

const PAGE_MAX = 100;

/** How late an activity may be listed. lemlist does not say: mailboxes are read every few minutes. */
const LAG_MS = 10 * 60_000;

const FIRST_STRETCH_MS = 86_400_000;

/** A stretch with fewer activities is followed by one that is twice as long. */
const FEW = PAGE_MAX;

/**
 * Activities of all campaigns. lemlist pages them by offset, newest first, so each stretch of time is read
 * as a whole, with its end fixed: what happens meanwhile moves no page.
 */
export const lemlistEvents: ChangeFeed<EngagementEvent> = {
	name: 'activities',
	lagMs: LAG_MS,
	async *pages(client, from) {
		// Clocks differ: what lemlist holds to be now is not cut off.
		const now = client.now() + LAG_MS;
		let length = FIRST_STRETCH_MS;
		for (let begin = from; begin < now;) {
			const end = Math.min(begin + length, now);
			const page = await stretch(client, begin, end);
			yield page;
			begin = end;
			if (page.rows.length < FEW) length *= 2;
		}
	},
};

async function stretch(
	client: VendorClient,
	begin: number,
	end: number,
): Promise<FeedPage<EngagementEvent>> {
	const rows: Array<FedRow<EngagementEvent>> = [];
	let time: { serverTime?: number } = {};
	for (let offset = 0; ; offset += PAGE_MAX) {
		const response = await client.send({
			method: 'GET',
			path: '/api/activities',
			query: {
				version: 'v2',
				minDate: new Date(begin).toISOString(),
				maxDate: new Date(end).toISOString(),
				offset,
				limit: PAGE_MAX,
			},
			effect: 'read',
		});
		time = { ...serverTimeOf(response), ...time };
		const activities = recordsOf(response.body);
		rows.push(...activities.flatMap(toRow));
		if (activities.length < PAGE_MAX) break;
	}
	return { rows: rows.toSorted((a, b) => a.at - b.at), ...time };
}

function toRow(activity: Record<string, unknown>): Array<FedRow<EngagementEvent>> {
	const event = toEvent(activity);
	const { id, at } = event;
	if (id === undefined || at === undefined) return [];
	const email = toEmail(textOf(activity.leadEmail) ?? '');
	const record = { ...event, ...(email !== undefined && { email }) };
	return [{ id, at: Date.parse(at), createdAt: Date.parse(at), record }];
}
