import { McpClientError } from '../client-error';

/** The same response with a body that fails as soon as it grows larger than `bytesMax`. */
export function boundResponse(response: Response, bytesMax: number): Response {
	if (!response.body) return response;
	let total = 0;
	const body = response.body.pipeThrough(
		new TransformStream<Uint8Array, Uint8Array>({
			transform(chunk, controller) {
				total += chunk.length;
				if (total <= bytesMax) controller.enqueue(chunk);
				else controller.error(tooBig(bytesMax));
			},
		}),
	);
	const { status, statusText, headers } = response;
	return new Response(body, { status, statusText, headers });
}

/**
 * The whole body as text.
 *
 * @throws McpClientError step `limit` if it is larger than it may be
 */
export async function readText(response: Response, bytesMax: number): Promise<string> {
	const body: AsyncIterable<Uint8Array> | undefined = response.body ?? undefined;
	const chunks: Uint8Array[] = [];
	let total = 0;
	for await (const chunk of body ?? []) {
		total += chunk.length;
		if (total > bytesMax) throw tooBig(bytesMax); // Leaving the loop cancels the stream.
		chunks.push(chunk);
	}
	return new TextDecoder().decode(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks));
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

export function tooBig(bytesMax: number): McpClientError {
	const size = bytesMax >= 1024 * 1024 ? `${bytesMax / 1024 / 1024} MiB` : `${bytesMax} bytes`;
	return new McpClientError('limit', `The response of the server is larger than ${size}`, {
		hint: 'Request less (a limit, a filter, fewer fields), or raise Max Response Size.',
		delivery: 'unknown',
	});
}
