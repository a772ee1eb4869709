import {
	boundResponse,
	readExcerpt,
	readText,
} from '../../../../../../src/mcp/client/transport/bounded-response';

/** A response whose body comes in these pieces. */
function inPieces(pieces: string[]): Response {
	const body = new ReadableStream<Uint8Array>({
		start(controller) {
			for (const piece of pieces) controller.enqueue(new TextEncoder().encode(piece));
			controller.close();
		},
	});
	return new Response(body);
}

describe.each([
	{ way: 'bounded', read: async (response: Response) => await boundResponse(response, 10).text() },
	{ way: 'read as text', read: async (response: Response) => await readText(response, 10) },
])('a body that is $way', ({ read }) => {
	it('comes whole if it is not larger than it may be', async () => {
		await expect(read(inPieces(['12345', '67890']))).resolves.toBe('1234567890');
		await expect(read(new Response(null))).resolves.toBe('');
	});

	it('is cut off if it is', async () => {
		await expect(read(inPieces(['12345', '678901']))).rejects.toThrow(/larger than 10 bytes/);
	});
});

it('a character that is cut in two by the network is one again', async () => {
	const [first = 0, second = 0] = new TextEncoder().encode('ü');
	const body = new ReadableStream<Uint8Array>({
		start(controller) {
			controller.enqueue(Uint8Array.of(first));
			controller.enqueue(Uint8Array.of(second));
			controller.close();
		},
	});
	await expect(readText(new Response(body), 10)).resolves.toBe('ü');
});

it('quotes as much of an error page as is asked for', async () => {
	await expect(readExcerpt(inPieces(['abc', 'def', 'ghi']), 5)).resolves.toBe('abcde');
	await expect(readExcerpt(new Response(null, { status: 500 }), 5)).resolves.toBe('');
});
