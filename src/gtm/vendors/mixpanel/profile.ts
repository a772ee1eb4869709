import { explainStatus } from '../../http/explain-status';
import type { HttpResponse } from '../../http/http-port';
import type { Refusal, VendorProfile } from '../../http/vendor-profile';
import { recordOf, textOf } from '../../model/json';

const HOUR_MS = 3_600_000;

/** @see https://docs.mixpanel.com/reference/query-api, section Rate limits */
export const mixpanelProfile: VendorProfile = {
	id: 'mixpanel',
	name: 'Mixpanel',
	idsUniqueIn: 'everywhere',
	limits: [
		{ name: 'query', capacity: 60, perMs: HOUR_MS, kind: 'quota' },
		{ name: 'export', capacity: 60, perMs: HOUR_MS, kind: 'quota' },
		{ name: 'exportSecond', capacity: 3, perMs: 1_000, kind: 'burst' },
	],
	concurrency: 5,
	explain,
};

/** Errors are `{ error, request }`; `request` repeats the whole query, so it is never shown. */
function explain(response: HttpResponse): Refusal {
	const said = textOf(recordOf(response.body).error);
	const general = explainStatus('Mixpanel', response, said === undefined ? {} : { message: said });
	switch (response.status) {
		case 401:
			return withStep(
				general,
				'Check the user name and secret of the service account in the credential.',
			);
		case 402:
			return {
				...general,
				status: 'forbidden',
				message: `${general.message}. The plan of this project does not include the Query API.`,
			};
		case 403:
			return withStep(general, 'Add the service account to this project, in this region.');
		case 404:
			// Of a project or a saved funnel: never an empty result.
			return { ...general, status: 'invalid' };
		case 429:
			return tooMany(general, said ?? '');
		default:
			return general;
	}
}

/** Of the two limits of a query, only that of the five at once passes soon. */
function tooMany(general: Refusal, said: string): Refusal {
	if (/concurrent|per second/i.test(said)) return { ...general, retryAfterMs: 5_000 };
	return {
		...general,
		status: 'quota_exhausted',
		message: `${general.message}. Mixpanel allows 60 queries per hour; each one frees up an hour after it was sent.`,
	};
}

function withStep(refusal: Refusal, step: string): Refusal {
	return { ...refusal, message: `${refusal.message}. ${step}` };
}
