import type { Arrival } from './http-port';
import type { Refusal } from './vendor-profile';
import type { Effect } from './vendor-request';

/** How an attempt failed: without an answer, or with one that is no success. */
export type AttemptFailure =
	| { kind: 'no_answer'; arrival: Arrival }
	| {
			kind: 'refused';
			httpStatus: number;
			refusal: Pick<Refusal, 'status' | 'transient'>;
	  };

/**
 * Whether the same request may be sent again.
 *
 * | the attempt                       | read, idempotent | unsafe |
 * | --------------------------------- | ---------------- | ------ |
 * | never left                        | yes              | yes    |
 * | may have arrived, no answer       | yes              | no     |
 * | refused by a rate limit, below 500 | yes             | yes    |
 * | failed at the vendor, 500 and above | yes            | no     |
 * | refused for a passing reason      | yes              | no     |
 * | a success that cannot be read     | yes              | no     |
 * | refused for any other reason      | no               | no     |
 */
export function mayRepeat(effect: Effect, failure: AttemptFailure): boolean {
	if (failure.kind === 'no_answer') {
		return failure.arrival === 'never_sent' || effect !== 'unsafe';
	}
	const { httpStatus, refusal } = failure;
	if (refusal.status === 'rate_limited') return httpStatus < 500 || effect !== 'unsafe';
	if (effect === 'unsafe') return false;
	return refusal.transient === true || (refusal.status === 'upstream_error' && httpStatus >= 500);
}

/**
 * Whether the request may have done its work although it failed, so that sending it once more could
 * make a second record, reach a person twice or be charged twice. Nobody shall be advised to.
 */
export function isDoubtful(effect: Effect, failure: AttemptFailure): boolean {
	if (effect !== 'unsafe') return false;
	return failure.kind === 'no_answer'
		? failure.arrival === 'unknown'
		: failure.httpStatus >= 500 || failure.httpStatus < 300;
}
