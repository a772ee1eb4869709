import { explainStatus } from '../../http/explain-status';
import { createRedact } from '../../http/redaction';
import type { HttpResponse } from '../../http/http-port';
import type { LimitReading, Refusal, VendorProfile } from '../../http/vendor-profile';
import { isRecord, numberOf, recordOf, textOf } from '../../model/json';

/**
 * The least that a plan has: 120 a minute with Pro. The hour's limit (1,000; 3,000 with Pro) is not
 * counted here, because no answer tells of it: Smartlead refuses with the time to wait.
 *
 * @see https://api.smartlead.ai/guides/rate-limits
 */
export const smartleadProfile: VendorProfile = {
	id: 'smartlead',
	name: 'Smartlead',
	idsUniqueIn: 'account',
	limits: [
		{ name: 'second', countsAll: true, capacity: 10, perMs: 1_000, kind: 'burst' },
		{ name: 'minute', countsAll: true, capacity: 60, perMs: 60_000, kind: 'burst' },
	],
	readLimits,
	explain,
};

function readLimits({ headers }: HttpResponse): LimitReading[] {
	const capacity = numberOf(headers['x-ratelimit-limit']);
	const remaining = numberOf(headers['x-ratelimit-remaining']);
	if (capacity === undefined && remaining === undefined) return [];
	const resetsInMs = resetsIn(headers);
	return [
		{
			window: 'minute',
			...(capacity !== undefined && { capacity }),
			...(remaining !== undefined && { remaining }),
			...(resetsInMs !== undefined && { resetsInMs }),
		},
	];
}

/** The header is in seconds since 1970; by the vendor's own clock. */
function resetsIn(headers: HttpResponse['headers']): number | undefined {
	const at = numberOf(headers['x-ratelimit-reset']);
	const now = Date.parse(headers.date ?? '');
	return at === undefined || Number.isNaN(now) ? undefined : Math.max(0, at * 1000 - now);
}

/** `{ ok: false, error: "…" }`, `{ error: { code, message, retry_after } }`, `{ message }` or text. */
function explain(response: HttpResponse): Refusal {
	const body = recordOf(response.body);
	const error = isRecord(body.error) ? body.error : {};
	const said =
		sentenceOf(response.body) ??
		textOf(error.message) ??
		textOf(body.error) ??
		textOf(body.message);
	const code = textOf(error.code)?.toLowerCase();
	const seconds = numberOf(error.retry_after);
	const refusal = explainStatus('Smartlead', response, {
		...(code !== undefined && { code }),
		...(said !== undefined && { message: said }),
	});
	return {
		...refusal,
		...(response.status === 401 && {
			code: 'invalid_key',
			message: `Smartlead: ${said ?? 'the API key was rejected'}. Check the API key in the credential.`,
		}),
		...(seconds !== undefined && { retryAfterMs: seconds * 1000 }),
	};
}

/** Not a web page of the proxy before Smartlead. */
function sentenceOf(body: unknown): string | undefined {
	const text = typeof body === 'string' ? textOf(body.trim()) : undefined;
	return text?.startsWith('<') ? undefined : text;
}

const redact = createRedact([]);

/** What a 200 with `ok: false` says. Such an answer does not pass the client's own redaction. */
export function saidBy({ error, message }: Readonly<Record<string, unknown>>): string {
	return redact(textOf(error) ?? textOf(message) ?? 'it did not succeed and gave no reason');
}
