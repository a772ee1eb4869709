import { explainStatus } from '../../http/explain-status';
import type { HttpResponse } from '../../http/http-port';
import type { Refusal, VendorProfile } from '../../http/vendor-profile';
import { recordOf, textOf } from '../../model/json';

/** Clay advises no pace: runs of a routine take from seconds to minutes. */
export const POLL_EVERY_MS = 10_000;

/**
 * Clay publishes no limit: it answers 429 with `Retry-After`, which the client keeps to.
 *
 * @see https://developers.clay.com
 */
export const clayProfile: VendorProfile = {
	id: 'clay',
	name: 'Clay',
	idsUniqueIn: 'everywhere',
	limits: [],
	account: { path: '/public/v0/me', idAt: ['workspace', 'id'] },
	explain,
};

/** Errors are `{ message }`. */
function explain(response: HttpResponse): Refusal {
	const message = textOf(recordOf(response.body).message);
	const byStatus = explainStatus('Clay', response, { ...(message !== undefined && { message }) });
	switch (response.status) {
		case 401:
			return {
				...byStatus,
				message: 'Clay rejected the API key. Create a new one under Settings > Account.',
			};
		case 402:
			return {
				...byStatus,
				message: `Clay: ${message ?? 'the plan has no credits left'} (add credits, or wait for the next period)`,
			};
		case 404:
			// Not to be taken for a person whom Clay does not know: that is a run without a result.
			return {
				status: 'invalid',
				code: 'unknown_id',
				message:
					'Clay has no routine or run with this ID. Check the routine IDs in the credential, or the handle.',
			};
		default:
			return byStatus;
	}
}
