import { explainStatus } from '../../http/explain-status';
import type { HttpResponse } from '../../http/http-port';
import type { Refusal, VendorProfile } from '../../http/vendor-profile';
import { recordOf, recordsOf, textOf } from '../../model/json';

/**
 * Hunter tells of its limits in no header. Verifications have their own, lower ones.
 *
 * @see https://hunter.io/api-documentation/v2
 */
export const hunterProfile: VendorProfile = {
	id: 'hunter',
	name: 'Hunter',
	idsUniqueIn: 'everywhere',
	limits: [
		{ name: 'second', countsAll: true, capacity: 15, perMs: 1_000, kind: 'burst' },
		{ name: 'minute', countsAll: true, capacity: 500, perMs: 60_000, kind: 'burst' },
		{ name: 'verifier_second', capacity: 10, perMs: 1_000, kind: 'burst' },
		{ name: 'verifier_minute', capacity: 300, perMs: 60_000, kind: 'burst' },
	],
	account: { path: '/v2/account', idAt: ['data', 'team_id'] },
	explain,
};

/** The limits that a verification counts towards besides those of every request. */
export const VERIFIER_LIMITS = ['verifier_second', 'verifier_minute'] as const;

/**
 * Errors are `{ errors: [{ id, code, details }] }`. Two statuses are not what they are elsewhere: 403 is
 * the rate limit, and 429 the end of the plan's credits.
 *
 * @see https://hunter.io/api-documentation/v2#errors
 */
function explain(response: HttpResponse): Refusal {
	const [first] = recordsOf(recordOf(response.body).errors);
	const code = textOf(first?.id);
	const details = textOf(first?.details);
	const byStatus = explainStatus('Hunter', response, {
		...(code !== undefined && { code }),
		...(details !== undefined && { message: details }),
	});
	switch (response.status) {
		case 401:
			return {
				...byStatus,
				message: 'Hunter rejected the API key. Copy it again from your name > API.',
			};
		case 403:
			// Not verified: whether what a plan lacks is refused with 403 too. Its words would say so.
			return saysPlan(code, details)
				? byStatus
				: {
						...byStatus,
						status: 'rate_limited',
						message: 'Hunter: too many requests. Process fewer items at once.',
					};
		case 429:
			return {
				...byStatus,
				status: 'quota_exhausted',
				message: `Hunter: ${details ?? 'the usage limit is reached'} (upgrade the plan, or wait for its next period)`,
			};
		case 451:
			return {
				status: 'legal_block',
				code: code ?? 'claimed_email',
				message:
					'This person asked Hunter to stop processing their data. Do not request or contact this person.',
			};
		default:
			return byStatus;
	}
}

function saysPlan(...texts: ReadonlyArray<string | undefined>): boolean {
	return texts.some(
		(text) => text !== undefined && /\b(?:plan|permission|restricted)\b/i.test(text),
	);
}
