import { explainStatus } from '../../http/explain-status';
import type { HttpResponse } from '../../http/http-port';
import type { LimitReading, Refusal, VendorProfile } from '../../http/vendor-profile';
import { numberOf, recordOf, recordsOf, textOf } from '../../model/json';

/**
 * 10,000 requests an hour for each user, fresh on the hour.
 *
 * @see https://developers.outreach.io/api/getting-started/
 */
export const outreachProfile: VendorProfile = {
	id: 'outreach',
	name: 'Outreach',
	idsUniqueIn: 'account',
	limits: [{ name: 'hourly', countsAll: true, capacity: 10_000, perMs: 3_600_000, kind: 'quota' }],
	readLimits,
	requestIdOf: ({ headers }) => headers['x-request-id'],
	explain,
};

function readLimits({ headers }: HttpResponse): LimitReading[] {
	const capacity = numberOf(headers['x-ratelimit-limit']);
	const remaining = numberOf(headers['x-ratelimit-remaining']);
	if (capacity === undefined && remaining === undefined) return [];
	const resetsInMs = resetsIn(headers);
	return [
		{
			window: 'hourly',
			...(capacity !== undefined && { capacity }),
			...(remaining !== undefined && { remaining }),
			...(resetsInMs !== undefined && { resetsInMs }),
		},
	];
}

/** Seconds since 1970 or a date: the pages do not say which. By the vendor's own clock. */
function resetsIn(headers: HttpResponse['headers']): number | undefined {
	const reset = headers['x-ratelimit-reset'] ?? '';
	const seconds = numberOf(reset);
	const at = seconds === undefined ? Date.parse(reset) : seconds * 1000;
	const milliseconds = at - Date.parse(headers.date ?? '');
	return Number.isNaN(milliseconds) ? undefined : Math.max(0, milliseconds);
}

/** Errors are `{ errors: [{ id, title, detail, source }] }` of JSON:API. */
function explain(response: HttpResponse): Refusal {
	const errors = recordsOf(recordOf(response.body).errors);
	const code = textOf(errors[0]?.id);
	const said = errors
		.slice(0, 3)
		.flatMap(({ title, detail }) => textOf(detail) ?? textOf(title) ?? [])
		.join(' ');
	const refusal = explainStatus('Outreach', response, {
		...(code !== undefined && { code }),
		...(said !== '' && { message: said }),
	});
	switch (response.status) {
		case 401:
			return {
				...refusal,
				message: `Outreach: ${said || 'the token was rejected'}. Connect the credential again.`,
			};
		case 403:
			return {
				...refusal,
				message: `Outreach: ${said || 'this is not allowed'}. Add the scope to the Outreach app and to the credential, and connect it again; or ask an admin for the permission.`,
			};
		case 422:
			return isTaken(said) ? { ...refusal, status: 'duplicate' } : refusal;
		case 429:
			return tooMany(response, refusal);
		default:
			return refusal;
	}
}

/** A prospect that is in the sequence, or an address that another prospect has. */
function isTaken(said: string): boolean {
	return /\balready\b|\btaken\b|not unique/i.test(said);
}

/** The hour's requests are used up, unless the headers say that there are some left. */
function tooMany({ headers }: HttpResponse, refusal: Refusal): Refusal {
	const remaining = numberOf(headers['x-ratelimit-remaining']);
	if (remaining !== 0) return refusal;
	const resetsInMs = resetsIn(headers);
	return {
		...refusal,
		status: 'quota_exhausted',
		message:
			'Outreach: the user has used the 10,000 requests of this hour. They reset on the hour.',
		...(resetsInMs !== undefined && { retryAfterMs: resetsInMs }),
	};
}
