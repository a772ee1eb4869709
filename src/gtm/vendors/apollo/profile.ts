import { explainStatus } from '../../http/explain-status';
import type { HttpResponse } from '../../http/http-port';
import type { Refusal, VendorProfile } from '../../http/vendor-profile';
import { recordOf, textOf } from '../../model/json';
import { apolloLimits, readLimits } from './limits';

/** @see https://docs.apollo.io/reference/rate-limits */
export const apolloProfile: VendorProfile = {
	id: 'apollo',
	name: 'Apollo',
	idsUniqueIn: 'everywhere',
	limits: apolloLimits,
	readLimits,
	account: { path: '/api/v1/users/api_profile', idAt: ['team_id'] },
	explain,
};

const NO_ACCESS =
	'In Apollo, Settings > Integrations > API Keys, create a key that includes this endpoint, or a master key, and put it into the credential.';

/**
 * Errors are `{ error, error_code }` or `{ message }`; of a wrong key a text. A contact that there is
 * not is a 422, not a 404.
 *
 * @see https://docs.apollo.io/reference/status-codes-errors
 */
function explain(response: HttpResponse): Refusal {
	const body = recordOf(response.body);
	const said = textOf(body.error) ?? textOf(body.message) ?? textOf(response.body);
	const code = textOf(body.error_code);
	if (code === 'API_INACCESSIBLE') {
		return { status: 'forbidden', code, message: `Apollo: ${said ?? 'no access.'} ${NO_ACCESS}` };
	}
	switch (response.status) {
		case 401:
			return {
				status: 'forbidden',
				code: 'invalid_key',
				message: 'Apollo rejected the API key. Check the key in the credential.',
			};
		case 403:
			return {
				status: 'forbidden',
				code: /paid plan/i.test(said ?? '') ? 'paid_plan_only' : 'http_403',
				message: `Apollo: ${said ?? 'access denied.'} ${NO_ACCESS}`,
			};
		case 422:
			return unprocessable(said ?? 'it rejected the request as invalid.');
		case 429:
			return tooMany(said ?? 'too many requests.', response);
		default:
			return explainStatus('Apollo', response, said === undefined ? {} : { message: plain(said) });
	}
}

function unprocessable(said: string): Refusal {
	const message = `Apollo: ${said}`;
	if (/does not exist|not found/i.test(said)) {
		return { status: 'not_found', code: 'not_found', message };
	}
	// Apollo does not document what it answers when credits are out; this wording is not verified.
	if (/(?:insufficient|not enough|out of|no)\b.{0,30}\bcredits?\b/i.test(said)) {
		return {
			status: 'quota_exhausted',
			code: 'out_of_credits',
			message: `${message} Buy credits, or wait for the next billing cycle.`,
		};
	}
	return { status: 'invalid', code: 'unprocessable', message };
}

/**
 * `The maximum number of api calls allowed for api/v1/people/match is 600 times per hour.` A minute is
 * worth waiting for, an hour or a day is not. A second change of a sequence under way is refused with
 * 429, too.
 */
function tooMany(said: string, { headers }: HttpResponse): Refusal {
	const per = /per (minute|hour|day)/i.exec(said)?.[1]?.toLowerCase();
	const message = `Apollo: ${said}`;
	if (per === 'hour' || per === 'day') {
		return { status: 'quota_exhausted', code: `limit_per_${per}`, message };
	}
	const busy = /already processing/i.test(said);
	return {
		status: 'rate_limited',
		code: busy ? 'sequence_busy' : 'limit_per_minute',
		message,
		...(headers['retry-after'] === undefined && { retryAfterMs: busy ? 5_000 : 60_000 }),
	};
}

/** A web page of a proxy tells nothing. */
function plain(said: string): string {
	return said.trimStart().startsWith('<') ? 'it answered with a web page' : said;
}
