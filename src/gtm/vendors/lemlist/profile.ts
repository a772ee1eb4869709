import { explainStatus } from '../../http/explain-status';
import type { HttpResponse } from '../../http/http-port';
import type { LimitReading, Refusal, VendorProfile } from '../../http/vendor-profile';
import { numberOf, recordOf, textOf } from '../../model/json';

/** @see https://developer.lemlist.com/api-reference/getting-started/rate-limits */
export const lemlistProfile: VendorProfile = {
	id: 'lemlist',
	name: 'lemlist',
	idsUniqueIn: 'everywhere',
	limits: [{ name: 'two-seconds', countsAll: true, capacity: 20, perMs: 2_000, kind: 'burst' }],
	readLimits,
	account: { path: '/api/team', idAt: ['_id'] },
	explain,
};

function readLimits({ headers }: HttpResponse): LimitReading[] {
	const capacity = numberOf(headers['x-ratelimit-limit']);
	const remaining = numberOf(headers['x-ratelimit-remaining']);
	if (capacity === undefined && remaining === undefined) return [];
	const resetsInMs = resetsIn(headers);
	return [
		{
			window: 'two-seconds',
			...(capacity !== undefined && { capacity }),
			...(remaining !== undefined && { remaining }),
			...(resetsInMs !== undefined && { resetsInMs }),
		},
	];
}

/** `Tue Feb 16 2021 09:02:42 GMT+0100 (Central European Standard Time)`, by the vendor's own clock. */
function resetsIn(headers: HttpResponse['headers']): number | undefined {
	const milliseconds =
		Date.parse(headers['x-ratelimit-reset'] ?? '') - Date.parse(headers.date ?? '');
	return Number.isNaN(milliseconds) ? undefined : Math.max(0, milliseconds);
}

/** Also with status 400 and 404, which mean something else with any other text. */
const ABOUT_THE_KEY = /api key|bad team|authentication you supplied/i;

/** Bodies are plain text, one sentence, or nothing. */
function explain(response: HttpResponse): Refusal {
	const said = sentenceOf(response.body);
	if (response.status === 401 || (said !== undefined && ABOUT_THE_KEY.test(said))) {
		return {
			status: 'forbidden',
			code: 'bad_key',
			message: `lemlist: ${said ?? 'the API key was rejected'}. Check the API key in the credential.`,
		};
	}
	return explainStatus('lemlist', response, {
		...(said !== undefined && { message: said, code: codeOf(said, response.status) }),
	});
}

/** Not a web page of some proxy. */
function sentenceOf(body: unknown): string | undefined {
	const { message, error } = recordOf(body);
	const text = textOf(typeof body === 'string' ? body.trim() : (message ?? error));
	return text === undefined || text.startsWith('<') ? undefined : text;
}

/** `Lead already in the campaign` → `lead_already_in_the_campaign`; what is no short sentence is no code. */
function codeOf(said: string, status: number): string {
	return /^[a-z ]{3,40}$/i.test(said) ? said.toLowerCase().replaceAll(' ', '_') : `http_${status}`;
}
