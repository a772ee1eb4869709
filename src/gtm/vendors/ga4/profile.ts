import { explainStatus } from '../../http/explain-status';
import type { HttpResponse } from '../../http/http-port';
import type { LimitReading, Refusal, VendorProfile } from '../../http/vendor-profile';
import { numberOf, recordOf, recordsOf, textOf } from '../../model/json';

const HOUR_MS = 3_600_000;

/** Names of the windows of reports; funnels have quotas of their own, of the same size. */
export const CORE_QUOTAS = ['tokensPerDay', 'tokensPerHour', 'tokensPerProjectPerHour'] as const;

/**
 * Of a standard property, in tokens; what an answer says of the rest comes before our own count.
 *
 * @see https://developers.google.com/analytics/devguides/reporting/data/v1/quotas
 */
export const ga4Profile: VendorProfile = {
	id: 'ga4',
	name: 'Google Analytics 4',
	idsUniqueIn: 'everywhere',
	limits: [
		{ name: 'tokensPerDay', capacity: 200_000, perMs: 24 * HOUR_MS, kind: 'quota' },
		{ name: 'tokensPerHour', capacity: 40_000, perMs: HOUR_MS, kind: 'quota' },
		{ name: 'tokensPerProjectPerHour', capacity: 14_000, perMs: HOUR_MS, kind: 'quota' },
	],
	concurrency: 10,
	readLimits,
	explain,
};

function readLimits({ body }: HttpResponse): LimitReading[] {
	const { kind, propertyQuota } = recordOf(body);
	if (kind !== 'analyticsData#runReport') return [];
	return CORE_QUOTAS.flatMap((window) => {
		const remaining = numberOf(recordOf(recordOf(propertyQuota)[window]).remaining);
		return remaining === undefined ? [] : [{ window, remaining }];
	});
}

/** Errors are `{ error: { code, message, status, details: [{ reason }] } }`. @see https://google.aip.dev/193 */
function explain(response: HttpResponse): Refusal {
	const error = recordOf(recordOf(response.body).error);
	const status = textOf(error.status);
	const reason = recordsOf(error.details).flatMap((detail) => textOf(detail.reason) ?? [])[0];
	const code = reason ?? status;
	const message = textOf(error.message);
	const general = explainStatus('Google Analytics', response, {
		...(code !== undefined && { code }),
		...(message !== undefined && { message }),
	});
	switch (response.status) {
		case 401:
			return withStep(general, 'Connect the credential again.');
		case 403:
			return withStep(general, permissionStep(reason));
		case 404:
			// Of the property: never an empty report.
			return { ...general, status: 'invalid' };
		case 429:
			return exhausted(general, message ?? '');
		default:
			return general;
	}
}

function permissionStep(reason: string | undefined): string {
	if (reason === 'SERVICE_DISABLED') {
		return 'Enable the Google Analytics Data API in the Google Cloud project of the OAuth client.';
	}
	if (reason === 'ACCESS_TOKEN_SCOPE_INSUFFICIENT') {
		return 'Connect the credential again and allow it to see Google Analytics.';
	}
	return 'The Google account needs the role Viewer on this property: check Property ID and Access management.';
}

/** One word for all: requests at once, tokens of the hour, of the day, errors of the hour. */
function exhausted(general: Refusal, said: string): Refusal {
	if (/concurrent/i.test(said)) return { ...general, retryAfterMs: 2_000 };
	const isHour = /hour/i.test(said);
	return {
		...general,
		status: 'quota_exhausted',
		...(isHour && { retryAfterMs: HOUR_MS }),
	};
}

function withStep(refusal: Refusal, step: string): Refusal {
	return { ...refusal, message: `${refusal.message}. ${step}` };
}
