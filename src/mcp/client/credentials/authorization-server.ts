import type { FetchLike } from '../../../third-party/mcp-client';
import type { AccessPorts } from '../access/access-ports';
import { McpClientError } from '../client-error';
import type { Redact } from '../../../base/known-secrets';
import { excerpt } from '../redaction';
import { createGuardedFetch } from '../transport/guarded-fetch';

const METADATA_BYTES_MAX = 1024 * 1024;
const REQUEST_MS = 20_000;

/**
 * The fetch for everything that OAuth asks for: all of these URLs come from servers. What an
 * authorization server says in an error is redacted before the SDK sees it, for the SDK writes some
 * of that to the console.
 */
export function metadataFetch(serverUrl: URL, ports: AccessPorts, redact: Redact): FetchLike {
	const fetch = createGuardedFetch(
		{
			home: serverUrl,
			purpose: 'metadata',
			bytesMax: METADATA_BYTES_MAX,
			timeoutMs: REQUEST_MS,
		},
		ports,
	);
	return async (input, init) => {
		const response = await fetch(input, init);
		if (response.ok) return response;
		const { status, statusText, headers } = response;
		return new Response(redact(await response.text()) || null, { status, statusText, headers });
	};
}

/** What went wrong on the way to a token, in words. An error of ours stays what it is. */
export function toAuthorizationError(error: unknown, redact: Redact): McpClientError {
	if (error instanceof McpClientError) return error;
	const message = error instanceof Error ? error.message : String(error);
	const reason = excerpt(codeOf(error) ?? message, redact);
	return new McpClientError('authenticate', `Could not get an access token: ${reason}`, {
		hint: 'Check Client ID, the secret or key, and Scope, and that the client is registered with the authorization server.',
		delivery: 'notSent',
	});
}

/** `invalid_client: …` of an OAuth error (RFC 6749 section 5.2), seen by its shape. */
function codeOf(error: unknown): string | undefined {
	if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') {
		return undefined;
	}
	return error.message.includes(error.code) ? error.message : `${error.code}: ${error.message}`;
}
