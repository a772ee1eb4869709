import type { JSONRPCMessage } from '../../../third-party/mcp-client';
import { retryAfterMs } from '../../../base/retry-after';
import { ForeignContentError, HttpStatusError } from './answer-errors';
import { readExcerpt, readText } from './bounded-response';
import { eventsOf, looksLikeEvents } from './event-stream';
import { type RequestId, readJsonRpcText } from './json-rpc-reading';

/** Enough for a JSON-RPC error with its data, and for what an error page says. */
const EXCERPT_BYTES = 16_384;

export function isEventStream(response: Response): boolean {
	return mediaTypeOf(response) === 'text/event-stream';
}

/**
 * The messages of a response that is no event stream by its content type: JSON, or events all the
 * same.
 *
 * @throws ForeignContentError if it holds something, and no message; McpClientError if it is too big
 */
export async function readAnswer(
	response: Response,
	bytesMax: number,
	asked: RequestId,
): Promise<JSONRPCMessage[]> {
	const text = await readText(response, bytesMax);
	if (text.trim() === '') return [];
	const messages = looksLikeEvents(text)
		? eventsOf(text).flatMap(({ data }) => readJsonRpcText(data))
		: readJsonRpcText(text, asked);
	if (messages.length > 0 || response.status === 202) return messages;
	const excerpt = text.slice(0, EXCERPT_BYTES);
	throw new ForeignContentError({ text: excerpt, contentType: mediaTypeOf(response) });
}

/** A response that is an error, its body read. */
export async function statusError(response: Response): Promise<HttpStatusError> {
	const { status, headers } = response;
	const text = await readExcerpt(response, EXCERPT_BYTES);
	return new HttpStatusError(
		status,
		{
			text,
			contentType: mediaTypeOf(response),
			challenge: headers.get('www-authenticate') ?? undefined,
		},
		retryAfterMs((name) => headers.get(name), Date.now()),
	);
}

/** Lets go of a body that nobody wants. */
export function discardBody(response: Response): void {
	if (!response.bodyUsed) void response.body?.cancel().catch(() => undefined);
}

function mediaTypeOf({ headers }: Response): string | undefined {
	return headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
}
