import type { HttpResponse } from '../../http/http-port';
import type { LimitReading, VendorProfile } from '../../http/vendor-profile';
import { explain } from './explain';

/** @see https://developer.salesforce.com/docs/atlas.en-us.salesforce_app_limits_cheatsheet.meta/salesforce_app_limits_cheatsheet/salesforce_app_limits_platform_api.htm */
export const salesforceProfile: VendorProfile = {
	id: 'salesforce',
	name: 'Salesforce',
	idsUniqueIn: 'everywhere',
	limits: [
		// The least of an Enterprise org; the header says what the org has, and what others have used.
		{ name: 'daily', countsAll: true, capacity: 100_000, perMs: 86_400_000, kind: 'quota' },
	],
	// The org's bound is for requests that take longer than 20 seconds; shorter ones are not counted.
	concurrency: 25,
	readLimits,
	account: 'host',
	explain,
};

/** `Sforce-Limit-Info: api-usage=18/100000; per-app-api-usage=17/250(appName=sample)` */
function readLimits({ headers }: HttpResponse): LimitReading[] {
	const [, used, capacity] =
		/(?:^|[\s;])api-usage=(\d+)\/(\d+)/.exec(headers['sforce-limit-info'] ?? '') ?? [];
	if (used === undefined || capacity === undefined) return [];
	const remaining = Math.max(0, Number(capacity) - Number(used));
	return [{ window: 'daily', capacity: Number(capacity), remaining }];
}
