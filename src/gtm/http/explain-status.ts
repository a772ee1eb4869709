import type { HttpResponse } from './http-port';
import type { Refusal } from './vendor-profile';

/** What an HTTP status says by itself. */
const BY_STATUS: Readonly<Record<number, Refusal['status']>> = {
	400: 'invalid',
	401: 'forbidden',
	402: 'quota_exhausted',
	403: 'forbidden',
	404: 'not_found',
	409: 'duplicate',
	413: 'invalid',
	415: 'invalid',
	422: 'invalid',
	429: 'rate_limited',
	451: 'legal_block',
};

const NEXT_STEP: Partial<Record<Refusal['status'], string>> = {
	forbidden: 'check the API key, its scopes and your plan',
	quota_exhausted: 'buy credits or wait for the next period',
	rate_limited: 'wait, or process fewer items at once',
	legal_block: 'do not request this person again',
};

/**
 * The refusal that a status stands for, where the vendor's own body says nothing better. Vendors'
 * profiles fall back on it, and put their own code and words in.
 *
 * @param vendor the vendor's name for the message: `HubSpot`
 */
export function explainStatus(
	vendor: string,
	{ status: httpStatus }: Pick<HttpResponse, 'status'>,
	said: { code?: string; message?: string } = {},
): Refusal {
	const status = BY_STATUS[httpStatus] ?? (httpStatus < 500 ? 'invalid' : 'upstream_error');
	const next = NEXT_STEP[status];
	const what = said.message ?? `it answered with status ${httpStatus}`;
	return {
		status: httpStatus >= 300 && httpStatus < 400 ? 'upstream_error' : status,
		code: said.code ?? `http_${httpStatus}`,
		message: `${vendor}: ${what}${next === undefined ? '' : ` (${next})`}`,
		// Request Timeout, Too Early: nothing was done.
		...((httpStatus === 408 || httpStatus === 425) && {
			status: 'upstream_error',
			transient: true,
		}),
	};
}
