import { inDoubt, unreadableAnswer } from './client-refusals';
import type { VendorClient } from './vendor-client';
import { VendorError } from './vendor-error';
import type { VendorResponse } from './vendor-request';

/**
 * For a success without the parts that every success of the request has. To conclude "there is none"
 * from it could enroll a person twice.
 */
export function unreadable(
	{ provider }: Pick<VendorClient, 'provider'>,
	{ status, requestId, effect }: Pick<VendorResponse, 'effect' | 'requestId' | 'status'>,
): VendorError {
	const refusal = unreadableAnswer({ name: provider }, { status });
	return new VendorError(provider, effect === 'unsafe' ? inDoubt(refusal) : refusal, {
		attempts: 1,
		httpStatus: status,
		...(requestId !== undefined && { requestId }),
	});
}
