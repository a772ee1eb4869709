import type { ChangeFeed, FedRow } from '../../changes/change-feed';
import type { EngagementEvent } from '../../model/enrollment';
import { textOf, textsOf } from '../../model/json';
import { eventsOf } from './engagement';
import { type Document, type Resource, sendDocument } from './json-api';

const PAGE_MAX = 100;

/** Mailboxes are read from time to time: an event may be recorded this long after it happened. */
const LAG_MS = 60 * 60_000;

/**
 * Mails in the order of their last change, each with what happened to it until now. A mail that changes
 * again comes again, with events that were told of before; each event has a moment of its own.
 */
export const outreachEvents: ChangeFeed<EngagementEvent> = {
	name: 'mailings',
	lagMs: LAG_MS,
	async *pages(client, from) {
		let after: string | undefined;
		do {
			const document: Document = await sendDocument(client, {
				method: 'GET',
				path: '/api/v2/mailings',
				query: {
					'filter[updatedAt]': `${new Date(from).toISOString()}..inf`,
					sort: 'updatedAt',
					include: 'prospect',
					'page[size]': PAGE_MAX,
					'page[after]': after,
				},
				effect: 'read',
			});
			const { data, included, next } = document;
			const upTo = Date.parse(textOf(data.at(-1)?.attributes.updatedAt) ?? '');
			yield {
				rows: data.flatMap((mailing) => rowsOf(mailing, included)),
				upTo: Number.isNaN(upTo) ? from : upTo,
			};
			after = next;
		} while (after !== undefined);
	},
};

function rowsOf(mailing: Resource, included: readonly Resource[]): Array<FedRow<EngagementEvent>> {
	const [prospectId] = mailing.related.prospect ?? [];
	const prospect = included.find(({ id, type }) => type === 'prospect' && id === prospectId);
	const [email] = textsOf(prospect?.attributes.emails);
	return eventsOf(mailing, email?.toLowerCase()).flatMap((record) => {
		const { id, at } = record;
		if (id === undefined || at === undefined) return [];
		return [{ id, at: Date.parse(at), once: true as const, record }];
	});
}
