import fc from 'fast-check';

import { eventsOf, readEvents } from '../../../../../../src/mcp/client/transport/event-stream';

/** A body whose bytes are cut into pieces of this length. */
function bodyOf(text: string, pieceLength: number): ReadableStream<Uint8Array> {
	const bytes = new TextEncoder().encode(text);
	return new ReadableStream({
		start(controller) {
			for (let at = 0; at < bytes.length; at += pieceLength) {
				controller.enqueue(bytes.subarray(at, at + pieceLength));
			}
			controller.close();
		},
	});
}

async function dataOf(text: string, pieceLength = 1, bytesMax = 1_000): Promise<string[]> {
	const data: string[] = [];
	for await (const event of readEvents(bodyOf(text, pieceLength), bytesMax)) data.push(event.data);
	return data;
}

it.each([
	{ what: 'line feeds', text: 'data: a\n\ndata: b\n\n', data: ['a', 'b'] },
	{ what: 'returns and line feeds', text: 'data: a\r\n\r\ndata: b\r\n\r\n', data: ['a', 'b'] },
	{ what: 'lone returns', text: 'data: a\r\rdata: b\r\r', data: ['a', 'b'] },
	{ what: 'several lines of data', text: 'data: a\ndata: b\n\n', data: ['a\nb'] },
	{ what: 'comments and unknown fields', text: ': hi\n\nfoo: 1\ndata: a\n\n', data: ['a'] },
	{ what: 'no space behind the colon', text: 'data:a\n\n', data: ['a'] },
	{ what: 'a byte order mark', text: '\uFEFFdata: a\n\n', data: ['a'] },
	{ what: 'no empty line at the end', text: 'data: a\n\ndata: b', data: ['a', 'b'] },
	{ what: 'nothing', text: '', data: [] },
])('reads events with $what, wherever the network cuts them', async ({ text, data }) => {
	for (const length of [1, 2, 3, 100]) await expect(dataOf(text, length)).resolves.toEqual(data);
});

it('keeps name, id and the time to wait of an event', () => {
	expect(eventsOf('event: ping\nid: 7\nretry: 50\ndata: x\n\n')).toEqual([
		{ name: 'ping', data: 'x', id: '7', retryMs: 50 },
	]);
});

it('gives back any texts that were written as events', async () => {
	const line = fc.string({ unit: 'binary' }).map((text) => text.replace(/[\r\n]/g, ''));
	await fc.assert(
		fc.asyncProperty(
			fc.array(fc.array(line, { minLength: 1, maxLength: 3 }), { maxLength: 5 }),
			fc.constantFrom('\n', '\r\n', '\r'),
			fc.integer({ min: 1, max: 9 }),
			async (messages, end, length) => {
				const written = messages.map((lines) =>
					[...lines.map((text) => `data: ${text}`), '', ''].join(end),
				);
				const data = await dataOf(written.join(''), length, 100_000);
				expect(data).toEqual(messages.map((lines) => lines.join('\n')));
			},
		),
	);
});

it.each(['data: 12345678901\n\n', 'data: 123\ndata: 456\ndata: 789\n', 'x'.repeat(20)])(
	'does not read on in an event that is larger than it may be: %j',
	async (text) => {
		await expect(dataOf(text, 4, 10)).rejects.toThrow(/larger than 10 bytes/);
	},
);

it('reads on when many events together are larger than one may be', async () => {
	await expect(dataOf('data: 1234\n\n'.repeat(50), 7, 10)).resolves.toHaveLength(50);
});
