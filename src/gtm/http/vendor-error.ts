import { BrandedError } from '../../base/branded-error';
import type { Outcome, Reason } from '../model/outcome';
import type { Refusal } from './vendor-profile';

export interface VendorErrorDetails {
	requestId?: string;
	httpStatus?: number;
	attempts: number;
}

/**
 * A request that did not succeed, in the one vocabulary. Thrown by the client, turned into an
 * outcome by `toOutcome` at the edge of an operation.
 */
export class VendorError extends BrandedError {
	static override readonly brand: string = 'VendorError';

	constructor(
		/** The id of the vendor. */
		readonly provider: string,
		readonly refusal: Refusal,
		readonly details: VendorErrorDetails,
	) {
		super(refusal.message);
	}
}

const RETRYABLE: ReadonlyArray<Refusal['status']> = ['rate_limited', 'upstream_error', 'pending'];

/** The outcome of an operation that ended with this error. Any other error is a bug: it is thrown on. */
export function toOutcome<Entity>(error: unknown): Outcome<Entity> {
	if (!(error instanceof VendorError)) throw error;
	const { provider, refusal, details } = error;
	const { status, code, message, retryAfterMs, existingId, doubtful = false } = refusal;
	const reason: Reason = { code, message };
	return {
		status,
		provider,
		// All that is known of the record.
		...(existingId !== undefined && { record: { id: existingId } as Entity }),
		reason,
		retry: {
			advised: RETRYABLE.includes(status) && !doubtful,
			...(retryAfterMs !== undefined && { afterMs: retryAfterMs }),
		},
		...(details.requestId !== undefined && { requestId: details.requestId }),
	};
}

/** Runs an operation whose requests may fail: a failure is its outcome, a bug is thrown on. */
export async function operation<Entity>(
	act: () => Promise<Outcome<Entity>>,
): Promise<Outcome<Entity>> {
	try {
		return await act();
	} catch (error) {
		return toOutcome(error);
	}
}
