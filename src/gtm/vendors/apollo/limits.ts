import type { HttpResponse } from '../../http/http-port';
import type { LimitReading, LimitWindow } from '../../http/vendor-profile';
import type { VendorRequest } from '../../http/vendor-request';
import { numberOf } from '../../model/json';

/**
 * What is sent here, in the vendor's names of endpoints. Apollo counts each by itself, for the whole
 * team, in a minute, an hour and a day.
 */
export type Endpoint =
	| 'people/match'
	| 'organizations/enrich'
	| 'organizations/job_postings'
	| 'news_articles/search'
	| 'usage_stats'
	| 'contacts/search'
	| 'contacts/show'
	| 'contacts/create'
	| 'email_accounts'
	| 'emailer_campaigns/search'
	| 'emailer_campaigns/add_contact_ids'
	| 'emailer_campaigns/remove_or_stop_contact_ids'
	| 'emailer_campaigns/activity_feed'
	| 'reports/sync_report';

/** Calls that a plan allows before an answer has said how many it really are. */
interface Allowance {
	minute: number;
	hour: number;
	day: number;
}

/** The free plan's: the first answer corrects them. @see https://docs.apollo.io/reference/rate-limits */
const LEAST: Allowance = { minute: 50, hour: 200, day: 600 };

const ALLOWANCES: Readonly<Record<Endpoint, Allowance>> = {
	'people/match': LEAST,
	'organizations/enrich': LEAST,
	'organizations/job_postings': LEAST,
	'news_articles/search': LEAST,
	usage_stats: LEAST,
	'contacts/search': LEAST,
	'contacts/show': LEAST,
	'contacts/create': LEAST,
	email_accounts: LEAST,
	'emailer_campaigns/search': LEAST,
	'emailer_campaigns/add_contact_ids': LEAST,
	'emailer_campaigns/remove_or_stop_contact_ids': LEAST,
	'emailer_campaigns/activity_feed': LEAST,
	'reports/sync_report': LEAST,
};

const WINDOWS = [
	{ per: 'minute', perMs: 60_000, kind: 'burst', limit: 'x-rate-limit-minute', left: 'x-minute' },
	{ per: 'hour', perMs: 3_600_000, kind: 'quota', limit: 'x-rate-limit-hourly', left: 'x-hourly' },
	{
		per: 'day',
		perMs: 86_400_000,
		kind: 'quota',
		limit: 'x-rate-limit-24-hour',
		left: 'x-24-hour',
	},
] as const;

export const apolloLimits: readonly LimitWindow[] = Object.entries(ALLOWANCES).flatMap(
	([endpoint, allowance]) =>
		WINDOWS.map(({ per, perMs, kind }) => ({
			name: `${endpoint} per ${per}`,
			capacity: allowance[per],
			perMs,
			kind,
		})),
);

/** The windows that count a request to this endpoint. */
export function limitsOf(endpoint: Endpoint): string[] {
	return WINDOWS.map(({ per }) => `${endpoint} per ${per}`);
}

/**
 * The headers speak of the endpoint that answered, without naming it. When a window is fresh again only a
 * refusal tells, in seconds, of the window that is used up.
 */
export function readLimits(
	{ headers }: HttpResponse,
	{ limits = [] }: Pick<VendorRequest, 'limits'>,
): LimitReading[] {
	return WINDOWS.flatMap(({ per, limit, left }): LimitReading[] => {
		const window = limits.find((name) => name.endsWith(` per ${per}`));
		const capacity = numberOf(headers[limit]);
		const remaining = numberOf(headers[`${left}-requests-left`]);
		if (window === undefined || (capacity === undefined && remaining === undefined)) return [];
		const wait = remaining === 0 ? numberOf(headers['retry-after']) : undefined;
		return [
			{
				window,
				...(capacity !== undefined && { capacity }),
				...(remaining !== undefined && { remaining }),
				...(wait !== undefined && { resetsInMs: wait * 1_000 }),
			},
		];
	});
}
