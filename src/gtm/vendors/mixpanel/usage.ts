import type { ProductUsage, UsageQuery } from '../../analytics/analytics-vendor';
import { refusedQuery } from '../../analytics/refused-query';
import { WHOLE_DAYS_ONLY, wholeDaysOf } from '../../analytics/whole-days';
import type { VendorClient } from '../../http/vendor-client';
import { toOutcome } from '../../http/vendor-error';
import type { Outcome } from '../../model/outcome';
import { type ExportedEvent, MOST_EVENTS, exportEvents } from './export';
import { emailHas, emailIs } from './expression';
import { type FoundPeople, findPeople } from './people';

/** Their ids must fit into a URL. */
const MOST_PEOPLE = 100;
const TOP_EVENTS = 10;
const RECENT_EVENTS = 10;

/** Events of the people whose profile has an `$email` of the domain. */
export async function accountUsage(
	client: VendorClient,
	{ domain }: { domain: string },
	query: UsageQuery,
): Promise<Outcome<ProductUsage>> {
	const ending = `@${domain.toLowerCase()}`;
	return await readUsage(client, query, {
		subject: { domain },
		find: async () => await findPeople(client, emailHas(ending), (email) => email.endsWith(ending)),
	});
}

/** Events of the people whose profile has this `$email`, the latest ones too. */
export async function personUsage(
	client: VendorClient,
	{ email }: { email: string },
	query: UsageQuery,
): Promise<Outcome<ProductUsage>> {
	return await readUsage(client, query, {
		subject: { email },
		find: async () =>
			await findPeople(client, emailIs(email), (found) => found === email.toLowerCase()),
	});
}

async function readUsage(
	client: VendorClient,
	query: UsageQuery,
	{ subject, find }: { subject: ProductUsage['subject']; find: () => Promise<FoundPeople> },
): Promise<Outcome<ProductUsage>> {
	const { provider } = client;
	const days = wholeDaysOf(query.window);
	if (days === undefined) return refusedQuery(provider, 'window_not_whole_days', WHOLE_DAYS_ONLY);
	try {
		const people = await find();
		const distinctIds = people.distinctIds.slice(0, MOST_PEOPLE);
		if (distinctIds.length === 0) {
			return nothing(provider, 'no_profile', 'No profile in Mixpanel has this $email.');
		}
		const exported = await exportEvents(client, days, { ...query, distinctIds });
		const events = exported.filter(({ distinctId }) => distinctIds.includes(distinctId));
		if (events.length === 0) {
			return nothing(provider, 'no_events', 'The profile exists, but has no events in the window.');
		}
		const record = summaryOf(events, subject, query);
		const missing = missingParts(people, exported);
		if (missing === undefined) return { status: 'found', provider, record };
		const reason = { code: 'usage_incomplete', message: missing };
		return { status: 'partial', provider, record, reason, retry: { advised: false } };
	} catch (error) {
		return toOutcome(error);
	}
}

function missingParts(
	{ distinctIds, incomplete }: FoundPeople,
	exported: readonly ExportedEvent[],
): string | undefined {
	if (incomplete || distinctIds.length > MOST_PEOPLE) {
		return `Only the first ${Math.min(distinctIds.length, MOST_PEOPLE)} people are counted.`;
	}
	if (exported.length < MOST_EVENTS) return undefined;
	return `Only ${MOST_EVENTS} events are counted, which is Mixpanel's limit. Use a shorter window.`;
}

function summaryOf(
	events: readonly ExportedEvent[],
	subject: ProductUsage['subject'],
	{ window }: UsageQuery,
): ProductUsage {
	const latest = events.toSorted((a, b) => b.at - a.at);
	const [newest, oldest] = [latest[0], latest.at(-1)];
	const byName = [...Map.groupBy(events, ({ event }) => event)];
	const counts = byName.map(([event, { length: count }]) => ({ event, count }));
	return {
		subject,
		window,
		events: events.length,
		activeUsers: new Set(events.map(({ distinctId }) => distinctId)).size,
		activeDays: new Set(events.map(({ at }) => toTime(at).slice(0, 10))).size,
		...(oldest && { firstSeen: toTime(oldest.at) }),
		...(newest && { lastSeen: toTime(newest.at) }),
		topEvents: counts.toSorted((a, b) => b.count - a.count).slice(0, TOP_EVENTS),
		...(subject.email !== undefined && {
			recent: latest.slice(0, RECENT_EVENTS).map(({ id, event, at }) => ({
				...(id !== undefined && { id }),
				type: 'other' as const,
				at: toTime(at),
				email: subject.email,
				detail: event,
			})),
		}),
	};
}

function toTime(ms: number): string {
	return new Date(ms).toISOString();
}

function nothing<Entity>(provider: string, code: string, message: string): Outcome<Entity> {
	return { status: 'not_found', provider, reason: { code, message }, retry: { advised: false } };
}
