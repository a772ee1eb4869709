/**
 * An HTTP response that is an error, thrown where its headers are still at hand: the SDK's own
 * errors do not keep `Retry-After`. Becomes an McpClientError in `toMcpClientError`.
 */
export class HttpStatusError extends Error {
	override readonly name = 'HttpStatusError';

	constructor(
		readonly status: number,
		readonly data: { text: string },
		readonly retryAfterMs?: number,
	) {
		super(`HTTP ${status}`);
	}
}
