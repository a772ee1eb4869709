import { explainStatus } from '../../http/explain-status';
import type { HttpResponse } from '../../http/http-port';
import type { LimitReading, Refusal, VendorProfile } from '../../http/vendor-profile';
import type { VendorRequest } from '../../http/vendor-request';
import { toInstant } from '../../model/instant';
import { isRecord, numberOf, recordOf, textOf, textsOf } from '../../model/json';

const MINUTE_MS = 60_000;

/**
 * Each endpoint is counted by itself, in fixed minutes. The numbers are the free plan's: answers tell
 * the plan's own.
 *
 * @see https://docs.peopledatalabs.com/docs/usage-limits
 */
export const pdlProfile: VendorProfile = {
	id: 'pdl',
	name: 'People Data Labs',
	idsUniqueIn: 'everywhere',
	limits: [
		{ name: 'person/enrich', capacity: 100, perMs: MINUTE_MS, kind: 'burst' },
		{ name: 'company/enrich', capacity: 100, perMs: MINUTE_MS, kind: 'burst' },
	],
	readLimits,
	explain,
};

/** The headers speak of the endpoint that answered. */
function readLimits(
	{ headers }: HttpResponse,
	{ limits: [window] = [] }: Pick<VendorRequest, 'limits'>,
): LimitReading[] {
	const capacity = perMinute(headers['x-ratelimit-limit']);
	const remaining = perMinute(headers['x-ratelimit-remaining']);
	const resetsInMs = resetsIn(headers);
	if (window === undefined || (capacity === undefined && remaining === undefined)) return [];
	return [
		{
			window,
			...(capacity !== undefined && { capacity }),
			...(remaining !== undefined && { remaining }),
			...(resetsInMs !== undefined && { resetsInMs }),
		},
	];
}

/** `99`, or by window: `{"minute": 99}`. */
function perMinute(header: string | undefined): number | undefined {
	if (header === undefined) return undefined;
	const plain = numberOf(header);
	if (plain !== undefined) return plain;
	const found = /["']?minute["']?\s*:\s*(\d+)/.exec(header)?.[1];
	return numberOf(found);
}

/** A time in UTC without a zone, perhaps in JSON by window. Measured against the answer's own date. */
function resetsIn(headers: HttpResponse['headers']): number | undefined {
	const written = /\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}(?:\.\d+)?Z?/.exec(
		headers['x-ratelimit-reset'] ?? '',
	)?.[0];
	const at = toInstant(written ?? '')?.getTime();
	const now = toInstant(headers.date ?? '')?.getTime();
	return at === undefined || now === undefined ? undefined : Math.max(0, at - now);
}

const NEXT: Readonly<Record<string, string>> = {
	401: 'Check the API key in the credential.',
	402: 'All matches of the plan are used up. Upgrade the plan, or wait for the next period.',
	403: 'The plan of this key does not include this endpoint.',
};

/**
 * Errors are `{ status, error: { type, message } }`. That nobody was found is a 404 as well; operations
 * take it for an answer.
 *
 * @see https://docs.peopledatalabs.com/docs/errors
 */
function explain(response: HttpResponse): Refusal {
	const { error } = recordOf(response.body);
	const code = isRecord(error) ? (textOf(error.type) ?? textsOf(error.type)[0]) : undefined;
	const message = isRecord(error) ? textOf(error.message) : undefined;
	const next = NEXT[response.status];
	const said = {
		...(code !== undefined && { code }),
		...(message !== undefined && { message }),
	};
	const refusal = explainStatus('People Data Labs', response, said);
	const wait = response.status === 429 ? waitOf(response) : undefined;
	return {
		...refusal,
		...(next !== undefined && { message: `People Data Labs: ${message ?? ''} ${next}`.trim() }),
		...(wait !== undefined && { retryAfterMs: wait }),
	};
}

/** Undefined where Retry-After says it. */
function waitOf({ headers }: HttpResponse): number | undefined {
	return headers['retry-after'] === undefined ? (resetsIn(headers) ?? MINUTE_MS) : undefined;
}
