import { collectPages } from '../../crm/pages';
import type { VendorClient } from '../../http/vendor-client';
import { toOutcome } from '../../http/vendor-error';
import { pathOf } from '../../http/vendor-request';
import { toEmail } from '../../../base/identity/email';
import type { EngagementEvent } from '../../model/enrollment';
import { toInstant } from '../../model/instant';
import { numberOf, recordOf, recordsOf, textOf } from '../../model/json';
import type { Metric, MetricWindow } from '../../model/metric';
import type { Outcome } from '../../model/outcome';
import { found, refused } from '../../sequencer/answers';
import { engagementMetrics } from '../../sequencer/engagement-metrics';
import type { ListOptions, StatisticsQuery } from '../../sequencer/sequencer-vendor';
import { toEventType } from './lead.mapping';
import { type LemlistContact, readContact } from './leads';

const PAGE_MAX = 100;

/** Activities of the person's leads; lemlist keeps them by lead, and a person has one in each campaign. */
export async function engagementHistory(
	client: VendorClient,
	{ email, contactId, sequenceId }: { email?: string; contactId?: string; sequenceId?: string },
	{ limit }: ListOptions,
): Promise<Outcome<EngagementEvent[]>> {
	const { provider } = client;
	const person = contactId ?? toEmail(email ?? '');
	if (person === undefined) {
		const message = 'email is missing or not an email address. Set email or contact ID.';
		return refused(provider, 'invalid', 'person_required', message);
	}
	let contact: LemlistContact | undefined;
	try {
		contact = await readContact(client, person);
	} catch (error) {
		return toOutcome(error);
	}
	const leads = (contact?.leads ?? []).filter(
		({ campaignId }) => sequenceId === undefined || campaignId === sequenceId,
	);
	if (leads.length === 0) {
		const message = 'lemlist does not have this person in a campaign.';
		return refused(provider, 'not_found', 'no_activity', message);
	}
	const outcomes: Array<Outcome<EngagementEvent[]>> = [];
	for (const { id } of leads) outcomes.push(await activitiesOf(client, id, limit));
	return together(provider, outcomes, limit, contact?.email);
}

async function activitiesOf(
	client: VendorClient,
	leadId: string,
	limit: number,
): Promise<Outcome<EngagementEvent[]>> {
	const { outcome, records } = await collectPages(client.provider, limit, async (after = '0') => {
		const offset = Number(after);
		const response = await client.send({
			method: 'GET',
			path: '/api/activities',
			query: { version: 'v2', leadId, offset, limit: PAGE_MAX },
			effect: 'read',
		});
		const all = recordsOf(response.body);
		return {
			records: all.map(toEvent),
			...(all.length === PAGE_MAX && { next: String(offset + PAGE_MAX) }),
		};
	});
	return { ...outcome, record: records };
}

/** An activity as an event, without whose it is. */
export function toEvent(activity: Record<string, unknown>): EngagementEvent {
	const type = textOf(activity.type) ?? '';
	const event = toEventType(type);
	const [id, sequenceId] = [textOf(activity._id), textOf(activity.campaignId)];
	const at = toInstant(textOf(activity.createdAt) ?? '')?.toISOString();
	const step = numberOf(activity.sequenceStep);
	return {
		type: event,
		...(id !== undefined && { id }),
		...(at !== undefined && { at }),
		...(sequenceId !== undefined && { sequenceId }),
		// lemlist counts from 0.
		...(step !== undefined && { step: step + 1 }),
		...(event === 'other' && { detail: type }),
	};
}

/** One list, newest first; what came is kept if a part of it failed. */
function together(
	provider: string,
	outcomes: ReadonlyArray<Outcome<EngagementEvent[]>>,
	limit: number,
	email: string | undefined,
): Outcome<EngagementEvent[]> {
	const record = outcomes
		.flatMap((outcome) => outcome.record ?? [])
		.toSorted((a, b) => (b.at ?? '').localeCompare(a.at ?? ''))
		.slice(0, limit)
		.map((event) => (email === undefined ? event : { ...event, email }));
	const failure = outcomes.find(({ status }) => status !== 'found' && status !== 'not_found');
	if (failure !== undefined) {
		return { ...failure, ...(record.length > 0 && { status: 'partial' }), record };
	}
	if (record.length > 0) return { status: 'found', provider, record };
	return refused(provider, 'not_found', 'no_activity', 'lemlist has no activities of this person.');
}

/** lemlist counts messages: opened, clicked and replied are messages with at least one. */
export async function statistics(
	client: VendorClient,
	{ sequenceId, window }: StatisticsQuery,
): Promise<Outcome<Metric[]>> {
	const { provider } = client;
	try {
		const asked = window ?? (await lifeOf(client, sequenceId));
		if (asked === undefined) {
			const message = 'lemlist needs a time window. Set From and To.';
			return refused(provider, 'invalid', 'window_required', message);
		}
		const response = await client.send({
			method: 'GET',
			path: pathOf`/api/v2/campaigns/${sequenceId}/stats`,
			query: { startDate: asked.from, endDate: asked.to },
			effect: 'read',
		});
		const body = recordOf(response.body);
		const count = (name: string) => numberOf(body[name]);
		const record = engagementMetrics(
			{
				sent: count('messagesSent'),
				delivered: count('delivered'),
				bounced: count('messagesBounced'),
				opened: count('opened'),
				clicked: count('clicked'),
				replied: count('replied'),
				unsubscribed: count('nbLeadsUnsubscribed'),
			},
			{ source: provider, sequenceId, window: asked },
		);
		return found(provider, record);
	} catch (error) {
		return toOutcome(error);
	}
}

/** From the making of the campaign until the vendor's own now: it wants both ends. */
async function lifeOf(client: VendorClient, campaignId: string): Promise<MetricWindow | undefined> {
	const path = pathOf`/api/campaigns/${campaignId}`;
	const { body, headers } = await client.send({ method: 'GET', path, effect: 'read' });
	const from = toInstant(textOf(recordOf(body).createdAt) ?? '');
	const to = toInstant(headers.date ?? '');
	return from && to && { from: from.toISOString(), to: to.toISOString() };
}
