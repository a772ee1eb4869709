import { explainStatus } from '../../http/explain-status';
import type { HttpResponse } from '../../http/http-port';
import type { Refusal, VendorProfile } from '../../http/vendor-profile';
import { recordOf, textOf } from '../../model/json';

const HOUR_MS = 3_600_000;

/** A wait that is longer is that of the hour, which no request can sit out. */
const LONGEST_BURST_MS = 120_000;

/** Limits hold for the whole project: other tools with other keys use them up too. */
export const posthogProfile: VendorProfile = {
	id: 'posthog',
	name: 'PostHog',
	idsUniqueIn: 'everywhere',
	limits: [
		{ name: 'minute', countsAll: true, capacity: 240, perMs: 60_000, kind: 'burst' },
		{ name: 'query', capacity: 2_400, perMs: HOUR_MS, kind: 'quota' },
		// Insights, persons and recordings; no operation of ours asks for them.
		{ name: 'analytics', capacity: 1_200, perMs: HOUR_MS, kind: 'quota' },
	],
	// API queries beyond three at once wait at PostHog, and some fail there.
	concurrency: 3,
	explain,
};

/**
 * Errors are `{ type, code, detail, attr }`.
 *
 * @see https://posthog.com/docs/api
 */
function explain(response: HttpResponse): Refusal {
	const { code: sentCode, detail } = recordOf(response.body);
	const code = textOf(sentCode);
	const said = textOf(detail);
	const own = { ...(code !== undefined && { code }), ...(said !== undefined && { message: said }) };
	const general = explainStatus('PostHog', response, own);
	switch (response.status) {
		case 401:
			return withStep(general, 'Use a personal API key (phx_…), not the project token (phc_…).');
		case 403:
			return withStep(general, 'The personal API key needs the scope query:read and this project.');
		case 404:
			// Not "no such person": the whole project is not there, so nothing was counted.
			return {
				status: 'invalid',
				code: code ?? 'not_found',
				message: 'PostHog has no such project. Check Project ID and Region in the credential.',
			};
		case 429:
			return tooMany(general, said ?? '');
		default:
			return general;
	}
}

/** `Request was throttled. Expected available in 33 seconds.` */
function tooMany(general: Refusal, said: string): Refusal {
	const seconds = /available in (\d+) second/.exec(said)?.[1];
	if (seconds === undefined) return general;
	const retryAfterMs = Number(seconds) * 1_000;
	if (retryAfterMs <= LONGEST_BURST_MS) return { ...general, retryAfterMs };
	return {
		...general,
		status: 'quota_exhausted',
		message: `${general.message}. The project has used its queries for this hour.`,
		retryAfterMs,
	};
}

function withStep(refusal: Refusal, step: string): Refusal {
	return { ...refusal, message: `${refusal.message}. ${step}` };
}
