import { McpClientError } from '../client-error';

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/**
 * The same response with a body that fails as soon as it grows too big: one JSON document, or one
 * event of an event stream (which ends at an empty line), may have `bytesMax` bytes. Nothing is
 * collected here.
 *
 * @param onOverflow hears the error too, for readers that swallow it
 */
export function boundResponse(
	response: Response,
	bytesMax: number,
	onOverflow: (error: McpClientError) => void = () => undefined,
): Response {
	if (!response.body) return response;
	const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') ?? false;
	const measure = isStream ? measureEvent() : measureAll();
	const body = response.body.pipeThrough(
		new TransformStream<Uint8Array, Uint8Array>({
			transform(chunk, controller) {
				if (measure(chunk) <= bytesMax) {
					controller.enqueue(chunk);
					return;
				}
				const error = tooBig(bytesMax);
				onOverflow(error);
				controller.error(error);
			},
		}),
	);
	const { status, statusText, headers } = response;
	return new Response(body, { status, statusText, headers });
}

/** At most so many bytes of a body, as text; for error messages. Never throws. */
export async function readExcerpt(response: Response, bytesMax: number): Promise<string> {
	const decoder = new TextDecoder();
	const body: AsyncIterable<Uint8Array> | undefined = response.body ?? undefined;
	let text = '';
	let read = 0;
	try {
		for await (const chunk of body ?? []) {
			text += decoder.decode(chunk.subarray(0, bytesMax - read), { stream: true });
			read += chunk.length;
			if (read >= bytesMax) break; // Leaving the loop cancels the stream.
		}
	} catch (error) {
		// An error page that breaks off is still worth quoting as far as it came.
		return text || String(error);
	}
	return text;
}

function measureAll(): (chunk: Uint8Array) => number {
	let total = 0;
	return (chunk) => (total += chunk.length);
}

/** Bytes of the largest event so far in this chunk: what lies between two empty lines. */
function measureEvent(): (chunk: Uint8Array) => number {
	let pending = 0;
	let lineIsEmpty = true;
	return (chunk) => {
		let largest = 0;
		let start = 0;
		for (let index = 0; index < chunk.length; index += 1) {
			const byte = chunk[index];
			if (byte === CARRIAGE_RETURN) continue;
			if (byte === LINE_FEED && lineIsEmpty) {
				largest = Math.max(largest, pending + index + 1 - start);
				pending = 0;
				start = index + 1;
			}
			lineIsEmpty = byte === LINE_FEED;
		}
		pending += chunk.length - start;
		return Math.max(largest, pending);
	};
}

function tooBig(bytesMax: number): McpClientError {
	const size = bytesMax >= 1024 * 1024 ? `${bytesMax / 1024 / 1024} MiB` : `${bytesMax} bytes`;
	return new McpClientError('limit', `The server's answer is larger than ${size}`, {
		hint: 'Ask for less (a limit, a filter, fewer fields), or raise the size limit.',
		delivery: 'unknown',
	});
}
