import {
	boundResponse,
	readExcerpt,
} from '../../../../../../src/mcp/client/transport/bounded-response';

/** A response whose body comes in these pieces. */
function inPieces(pieces: string[], contentType: string): Response {
	const body = new ReadableStream<Uint8Array>({
		start(controller) {
			for (const piece of pieces) controller.enqueue(new TextEncoder().encode(piece));
			controller.close();
		},
	});
	return new Response(body, { headers: { 'content-type': contentType } });
}

const text = async (pieces: string[], contentType: string) =>
	await boundResponse(inPieces(pieces, contentType), 10).text();

it.each([
	{ pieces: ['12345', '67890'], type: 'application/json' },
	{ pieces: ['data: 12\n\n', 'data: 34\n\n', 'data: 56\n\n'], type: 'text/event-stream' },
	{ pieces: ['data:1\r\n\r', '\ndata:2\r\n', '\r\n'], type: 'text/event-stream; charset=utf-8' },
	{ pieces: ['data: 12\n\ndata: 34\n\ndata: 56\n\n'], type: 'text/event-stream' },
])('passes on $pieces as $type', async ({ pieces, type }) => {
	await expect(text(pieces, type)).resolves.toBe(pieces.join(''));
});

it.each([
	{ pieces: ['12345', '678901'], type: 'application/json' },
	{ pieces: ['data: 1\n\n', 'data: 2345', '6789'], type: 'text/event-stream' },
	{ pieces: ['data: 12345\n\ndata: 1\n\n'], type: 'text/event-stream' },
	{ pieces: ['data: 1\n', 'data: 2\n'], type: 'text/event-stream' },
])('cuts off $pieces as $type', async ({ pieces, type }) => {
	await expect(text(pieces, type)).rejects.toThrow(/larger than 10 bytes/);
});

it('quotes as much of an error page as is asked for', async () => {
	await expect(readExcerpt(inPieces(['abc', 'def', 'ghi'], 'text/html'), 5)).resolves.toBe('abcde');
	await expect(readExcerpt(new Response(null, { status: 500 }), 5)).resolves.toBe('');
});
