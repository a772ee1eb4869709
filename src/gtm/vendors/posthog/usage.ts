import type { ProductUsage, UsageQuery } from '../../analytics/analytics-vendor';
import type { VendorClient } from '../../http/vendor-client';
import { toOutcome } from '../../http/vendor-error';
import type { EngagementEvent } from '../../model/enrollment';
import { numberOf, textOf } from '../../model/json';
import type { Outcome } from '../../model/outcome';
import { allOf, textOfProperty, valueList, within } from './conditions';
import { type HogQl, hogql } from './hogql';
import { runHogQl } from './query';

const TOP_EVENTS = 10;
const RECENT_EVENTS = 10;

/** Events of the persons whose property `email` ends with the domain. */
export async function accountUsage(
	client: VendorClient,
	{ domain }: { domain: string },
	query: UsageQuery,
): Promise<Outcome<ProductUsage>> {
	const who = hogql`endsWith(lower(${textOfProperty('person.email')}), ${`@${domain.toLowerCase()}`})`;
	return await readUsage(client, { subject: { domain }, who, query });
}

/** Events of the person with this property `email`, the latest ones too. */
export async function personUsage(
	client: VendorClient,
	{ email }: { email: string },
	query: UsageQuery,
): Promise<Outcome<ProductUsage>> {
	const who = hogql`lower(${textOfProperty('person.email')}) = ${email.toLowerCase()}`;
	const outcome = await readUsage(client, { subject: { email }, who, query });
	if (outcome.record === undefined) return outcome;
	try {
		const recent = await readRecent(client, conditionOf(who, query), email);
		return { ...outcome, record: { ...outcome.record, recent } };
	} catch (error) {
		return toOutcome(error);
	}
}

interface UsageRequest {
	subject: ProductUsage['subject'];
	who: HogQl;
	query: UsageQuery;
}

async function readUsage(
	client: VendorClient,
	{ subject, who, query }: UsageRequest,
): Promise<Outcome<ProductUsage>> {
	const { provider } = client;
	const where = conditionOf(who, query);
	try {
		const [summary] = await runHogQl(client, summaryOf(where), [
			'events',
			'people',
			'days',
			'first',
			'last',
		]);
		const events = numberOf(summary?.events) ?? 0;
		if (summary === undefined || events === 0) {
			const message = 'The window has no events of a person with this email or domain.';
			const reason = { code: 'no_events', message };
			return { status: 'not_found', provider, reason, retry: { advised: false } };
		}
		const top = await runHogQl(client, topOf(where), ['event', 'count']);
		const firstSeen = toTime(summary.first);
		const lastSeen = toTime(summary.last);
		const record: ProductUsage = {
			subject,
			window: query.window,
			events,
			activeUsers: numberOf(summary.people) ?? 0,
			activeDays: numberOf(summary.days) ?? 0,
			...(firstSeen !== undefined && { firstSeen }),
			...(lastSeen !== undefined && { lastSeen }),
			topEvents: top.map(({ event, count }) => ({
				event: textOf(event) ?? '',
				count: numberOf(count) ?? 0,
			})),
		};
		return { status: 'found', provider, record };
	} catch (error) {
		return toOutcome(error);
	}
}

async function readRecent(
	client: VendorClient,
	where: HogQl,
	email: string,
): Promise<EngagementEvent[]> {
	const query = hogql`SELECT uuid AS id, event AS event, toUnixTimestamp(timestamp) AS at FROM events WHERE ${where} ORDER BY at DESC LIMIT ${RECENT_EVENTS}`;
	const rows = await runHogQl(client, query, ['id', 'event', 'at']);
	return rows.map(({ id, event, at: seconds }) => {
		const at = toTime(seconds);
		return {
			id: textOf(id),
			type: 'other',
			...(at !== undefined && { at }),
			email,
			detail: textOf(event),
		};
	});
}

function conditionOf(who: HogQl, { window, events = [] }: UsageQuery): HogQl {
	const named = events.length === 0 ? [] : [hogql`event IN ${valueList(events)}`];
	return allOf([within(window), who, ...named]);
}

function summaryOf(where: HogQl): HogQl {
	const day = hogql`formatDateTime(toTimeZone(timestamp, 'UTC'), '%Y-%m-%d')`;
	return hogql`SELECT count() AS event_count, count(DISTINCT person_id) AS person_count, count(DISTINCT ${day}) AS day_count, toUnixTimestamp(min(timestamp)) AS first_seen, toUnixTimestamp(max(timestamp)) AS last_seen FROM events WHERE ${where}`;
}

function topOf(where: HogQl): HogQl {
	return hogql`SELECT event AS event, count() AS times FROM events WHERE ${where} GROUP BY event ORDER BY times DESC LIMIT ${TOP_EVENTS}`;
}

/** Seconds since 1970, as ISO 8601. */
function toTime(seconds: unknown): string | undefined {
	const number = numberOf(seconds);
	return number === undefined ? undefined : new Date(number * 1_000).toISOString();
}
