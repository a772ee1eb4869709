import { explainStatus } from '../../http/explain-status';
import type { HttpResponse } from '../../http/http-port';
import type { Refusal, VendorProfile } from '../../http/vendor-profile';
import { recordOf, textOf } from '../../model/json';

/** What FullEnrich's own answer advises: "try again in 30 seconds". */
export const POLL_EVERY_MS = 30_000;

/**
 * One limit for all calls of the workspace, questions after results included; no header tells of it.
 *
 * @see https://docs.fullenrich.com
 */
export const fullenrichProfile: VendorProfile = {
	id: 'fullenrich',
	name: 'FullEnrich',
	idsUniqueIn: 'everywhere',
	limits: [{ name: 'minute', countsAll: true, capacity: 60, perMs: 60_000, kind: 'burst' }],
	account: { path: '/api/v2/account/keys/verify', idAt: ['workspace_id'] },
	explain,
};

/** An enrichment that is not ready is a 400. */
const IN_PROGRESS = 'error.enrichment.in_progress';

/** A handle that is none: not to be taken for a person whom FullEnrich does not know. */
const NO_SUCH_ENRICHMENT = ['error.enrichment.not_found', 'error.reverse.email.not_found'];

/** Errors are `{ code, message }`. */
function explain(response: HttpResponse): Refusal {
	const body = recordOf(response.body);
	const code = textOf(body.code);
	const message = textOf(body.message);
	const byStatus = explainStatus('FullEnrich', response, {
		...(code !== undefined && { code }),
		...(message !== undefined && { message }),
	});
	if (code === IN_PROGRESS) {
		return { ...byStatus, status: 'pending', retryAfterMs: waitIn(message) ?? POLL_EVERY_MS };
	}
	if (code !== undefined && NO_SUCH_ENRICHMENT.includes(code)) {
		const next =
			'FullEnrich has no enrichment with this handle. Use the handle of the pending item.';
		return { ...byStatus, status: 'invalid', message: next };
	}
	switch (response.status) {
		case 401:
			return {
				...byStatus,
				message: `FullEnrich: ${message ?? 'the API key is not valid'}. Copy the API key again from its settings.`,
			};
		case 404:
			return {
				...byStatus,
				status: 'forbidden',
				message:
					'FullEnrich: the workspace of this API key no longer exists. Use a key of another workspace.',
			};
		case 429:
			return { ...byStatus, retryAfterMs: waitIn(message) ?? 60_000 };
		default:
			return byStatus;
	}
}

const UNITS_MS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000 };

/** Milliseconds of "Try again in 1m", "try again in 30 seconds". */
function waitIn(message: string | undefined): number | undefined {
	const [, count, unit] = /try again in (\d{1,4}) ?([sm])/i.exec(message ?? '') ?? [];
	const unitMs = UNITS_MS[unit?.toLowerCase() ?? ''];
	return count === undefined || unitMs === undefined ? undefined : Number(count) * unitMs;
}
