import { explainStatus } from '../../http/explain-status';
import type { HttpResponse } from '../../http/http-port';
import type { Refusal, VendorProfile } from '../../http/vendor-profile';
import { numberOf, recordOf, textOf } from '../../model/json';

/**
 * Limits are the workspace's, shared by all keys; no header tells of them.
 *
 * @see https://developer.instantly.ai/getting-started/rate-limit
 */
export const instantlyProfile: VendorProfile = {
	id: 'instantly',
	name: 'Instantly',
	idsUniqueIn: 'everywhere',
	limits: [
		{ name: 'second', countsAll: true, capacity: 100, perMs: 1_000, kind: 'burst' },
		{ name: 'minute', countsAll: true, capacity: 6_000, perMs: 60_000, kind: 'burst' },
		// Of GET /emails alone, as its page says.
		{ name: 'emails', capacity: 20, perMs: 60_000, kind: 'burst' },
	],
	account: { path: '/api/v2/workspaces/current', idAt: ['id'] },
	explain,
};

const NEXT: Readonly<Record<number, string>> = {
	401: 'Check the API key (v2) in the credential.',
	402: 'The workspace has no paid plan with the API. Check Settings > Billing in Instantly.',
	403: 'Give the API key the scope that the message names, or all:all.',
};

/** Errors are `{ statusCode, error, message }`; some operations leave out all but one of them. */
function explain(response: HttpResponse): Refusal {
	const body = recordOf(response.body);
	const said = textOf(body.message) ?? textOf(body.error);
	const next = NEXT[response.status];
	const refusal = explainStatus('Instantly', response, {
		code: codeOf(textOf(body.error), numberOf(body.statusCode) ?? response.status),
		...(said !== undefined && { message: said }),
	});
	return next === undefined ? refusal : { ...refusal, message: `Instantly: ${said ?? ''} ${next}` };
}

/** `Payment Required` → `payment_required`; a sentence is no code. */
function codeOf(error: string | undefined, status: number): string {
	const words = error?.trim().split(/\s+/) ?? [];
	return words.length > 0 && words.length <= 4 && /^[\w\s]+$/.test(error ?? '')
		? words.join('_').toLowerCase()
		: `http_${status}`;
}
