import { StandingStream } from '../../../../../../src/mcp/client/transport/standing-stream';

const sse = (text: string) =>
	new Response(text, { headers: { 'content-type': 'text/event-stream' } });

/** A stream that gets these answers, one after the other, and how long it waited before each. */
async function keep(answers: Array<() => Response>) {
	const waits: number[] = [];
	const heard: string[] = [];
	const { promise: over, resolve } = Promise.withResolvers<void>();
	const stream = new StandingStream({
		async open() {
			const next = answers.shift();
			if (!next) resolve();
			return await Promise.resolve(next?.() ?? new Response(null, { status: 405 }));
		},
		bytesMax: 1_000,
		deliver: ({ data }) => heard.push(data),
		reportTrouble: () => undefined,
		async pause(ms) {
			waits.push(ms);
			await Promise.resolve();
		},
	});
	stream.open();
	await over;
	stream.close();
	return { waits, heard };
}

it('that ends at once is opened again at ever longer intervals, of a minute at most', async () => {
	const { waits } = await keep(Array.from({ length: 8 }, () => () => sse('')));
	expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000]);
});

it('that brings something is opened again soon', async () => {
	const { waits, heard } = await keep([() => sse(''), () => sse(''), () => sse('data: a\n\n')]);
	expect(heard).toEqual(['a']);
	expect(waits).toEqual([1_000, 2_000, 1_000]);
});

it('is opened no sooner than the server wishes', async () => {
	const { waits } = await keep([() => sse('retry: 5000\n\n'), () => sse('')]);
	expect(waits).toEqual([5_000, 5_000]);
});

it.each([
	{
		what: 'a web page',
		answer: () => new Response('<html>', { headers: { 'content-type': 'text/html' } }),
	},
	{ what: 'HTTP 500', answer: () => new Response(null, { status: 500 }) },
])('is not asked for again where there is $what', async ({ answer }) => {
	let asked = 0;
	const stream = new StandingStream({
		async open() {
			asked += 1;
			return await Promise.resolve(answer());
		},
		bytesMax: 1_000,
		deliver: () => undefined,
		reportTrouble: () => undefined,
		pause: async () => await Promise.resolve(),
	});
	stream.open();
	await expect(stream.isHeard()).resolves.toBe(false);
	expect(asked).toBe(1);
});
