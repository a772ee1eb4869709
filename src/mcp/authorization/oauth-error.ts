import { BrandedError } from '../../base/branded-error';

/** Error codes of RFC 6749 (4.1.2.1, 5.2), RFC 7591 (3.2.2) and RFC 8707 (2) that are used here. */
export type OAuthErrorCode =
	| 'access_denied'
	| 'interaction_required'
	| 'invalid_client'
	| 'invalid_client_metadata'
	| 'invalid_grant'
	| 'invalid_redirect_uri'
	| 'invalid_request'
	| 'invalid_scope'
	| 'invalid_target'
	| 'request_not_supported'
	| 'request_uri_not_supported'
	| 'slow_down'
	| 'temporarily_unavailable'
	| 'unsupported_grant_type'
	| 'unsupported_response_type';

/** A refusal that a client may read. The message repeats no code, token or key. */
export class OAuthError extends BrandedError {
	static override readonly brand: string = 'OAuthError';

	constructor(
		readonly code: OAuthErrorCode,
		message: string,
		/** For answers that are not redirects. */
		readonly httpStatus = 400,
		readonly retryAfterMs?: number,
	) {
		super(message);
	}
}
