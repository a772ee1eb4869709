import type { VendorClient } from '../../http/vendor-client';
import { toOutcome } from '../../http/vendor-error';
import { pathOf } from '../../http/vendor-request';
import { toEmail } from '../../../base/identity/email';
import type { EngagementEvent } from '../../model/enrollment';
import { toInstant } from '../../model/instant';
import { numberOf, textOf } from '../../model/json';
import type { Metric } from '../../model/metric';
import type { Outcome } from '../../model/outcome';
import { found, refused } from '../../sequencer/answers';
import { engagementMetrics } from '../../sequencer/engagement-metrics';
import type { ListOptions, StatisticsQuery } from '../../sequencer/sequencer-vendor';
import { notOffered } from '../not-offered';
import { type Resource, sendDocument, toId } from './json-api';
import { listDocuments } from './pages';
import { prospectsOf } from './prospects';

/** What happened to a mail, by the attribute that says when. The first time only. */
const EVENTS: ReadonlyArray<readonly [string, EngagementEvent['type']]> = [
	['deliveredAt', 'sent'],
	['openedAt', 'opened'],
	['clickedAt', 'clicked'],
	['repliedAt', 'replied'],
	['bouncedAt', 'bounced'],
	['unsubscribedAt', 'unsubscribed'],
];

/** Mails whose events are compared at least: one of an older mail may be newer than a newer mail. */
const MAILS_LEAST = 100;

/** Mails of the prospect. Bodies are left where they are. */
export async function engagementHistory(
	client: VendorClient,
	{ email, contactId, sequenceId }: { email?: string; contactId?: string; sequenceId?: string },
	{ limit }: ListOptions,
): Promise<Outcome<EngagementEvent[]>> {
	const { provider } = client;
	const address = toEmail(email ?? '');
	let prospect = toId(contactId);
	if (prospect === undefined && address === undefined) {
		const message = 'email is missing or not an email address. Set email or contact ID.';
		return refused(provider, 'invalid', 'person_required', message);
	}
	try {
		if (address !== undefined) prospect ??= (await prospectsOf(client, address))[0]?.id;
	} catch (error) {
		return toOutcome(error);
	}
	if (prospect === undefined) {
		return refused(
			provider,
			'not_found',
			'no_prospect',
			'Outreach has no prospect with this address.',
		);
	}
	const query = {
		'filter[prospect][id]': prospect,
		'filter[sequence][id]': toId(sequenceId),
		sort: '-createdAt',
	};
	const asked = { path: '/api/v2/mailings', query };
	const most = Math.max(limit, MAILS_LEAST) * EVENTS.length;
	const outcome = await listDocuments(client, most, asked, (mailing) => eventsOf(mailing, address));
	const newestFirst = (outcome.record ?? []).toSorted((a, b) =>
		(b.at ?? '').localeCompare(a.at ?? ''),
	);
	return { ...outcome, record: newestFirst.slice(0, limit) };
}

/** What happened to a mail. */
export function eventsOf({ id, attributes, related }: Resource, email?: string): EngagementEvent[] {
	const [sequenceId] = related.sequence ?? [];
	const detail = textOf(attributes.subject);
	return EVENTS.flatMap(([name, type]) => {
		const at = toInstant(textOf(attributes[name]) ?? '')?.toISOString();
		if (at === undefined) return [];
		return [
			{
				id: `${id}:${type}`,
				type,
				at,
				...(email !== undefined && { email }),
				...(sequenceId !== undefined && { sequenceId }),
				...(detail !== undefined && { detail }),
			},
		];
	});
}

export const NO_WINDOW = 'Outreach counts for all time. Leave From and To empty.';

/** Counted by Outreach on the sequence: mails, of which each counts once whatever is done with it. */
export async function statistics(
	client: VendorClient,
	{ sequenceId, window }: StatisticsQuery,
): Promise<Outcome<Metric[]>> {
	const { provider } = client;
	if (window !== undefined) return notOffered(provider, NO_WINDOW);
	try {
		const path = pathOf`/api/v2/sequences/${sequenceId}`;
		const { data } = await sendDocument(client, { method: 'GET', path, effect: 'read' });
		const count = (name: string) => numberOf(data[0]?.attributes[name]);
		const [delivered, bounced] = [count('deliverCount'), count('bounceCount')];
		const record = engagementMetrics(
			{
				sent: delivered === undefined ? undefined : delivered + (bounced ?? 0),
				delivered,
				bounced,
				opened: count('openCount'),
				clicked: count('clickCount'),
				replied: count('replyCount'),
				unsubscribed: count('optOutCount'),
			},
			{ source: provider, sequenceId },
		);
		return found(provider, record);
	} catch (error) {
		return toOutcome(error);
	}
}
