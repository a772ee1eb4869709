import type { VendorClient } from './vendor-client';
import { VendorError } from './vendor-error';
import type { VendorResponse } from './vendor-request';

/**
 * For a success without the parts that every success of the request has: a proxy's page, a body that
 * stops in the middle. To conclude "there is none" from it could enroll a person twice.
 */
export function unreadable(
	{ provider }: Pick<VendorClient, 'provider'>,
	{ status, requestId }: Pick<VendorResponse, 'status' | 'requestId'>,
): VendorError {
	return new VendorError(
		provider,
		{
			status: 'upstream_error',
			code: 'unreadable_answer',
			message: `The answer of ${provider} (status ${status}) cannot be read, so nothing was concluded from it: try again later.`,
		},
		{ attempts: 1, httpStatus: status, ...(requestId !== undefined && { requestId }) },
	);
}
