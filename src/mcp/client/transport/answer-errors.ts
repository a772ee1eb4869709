import { BrandedError } from '../../../base/branded-error';

/**
 * An HTTP response that is an error, with what its sender has to know of it. Becomes an
 * McpClientError in `toMcpClientError`.
 */
export class HttpStatusError extends BrandedError {
	static override readonly brand: string = 'HttpStatusError';

	constructor(
		readonly status: number,
		readonly data: { text: string; contentType?: string; challenge?: string },
		readonly retryAfterMs?: number,
	) {
		super(`HTTP ${status}`);
	}
}

/** A response that is no MCP: a web page, another API, broken JSON. */
export class ForeignContentError extends BrandedError {
	static override readonly brand: string = 'ForeignContentError';

	constructor(readonly data: { text: string; contentType?: string }) {
		super('The response is not an MCP message');
	}
}

/** The response, or its stream, came to an end and held no answer to the request. */
export class NoAnswerError extends BrandedError {
	static override readonly brand: string = 'NoAnswerError';

	/** @param status of the response; 202 where the server took the request and said no more */
	constructor(readonly accepted: 'accepted' | 'ended') {
		super('No response');
	}
}
