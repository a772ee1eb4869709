import { type ChatModel, samplingBy } from '../../../../../src/n8n/client/sampling';

type Invoked = Parameters<ChatModel['invoke']>;

async function sample(params: object, answer: unknown) {
	const seen: Invoked[] = [];
	const model: ChatModel = {
		invoke: async (...invoked) => {
			seen.push(invoked);
			return await Promise.resolve(answer);
		},
	};
	const sampling = samplingBy(model);
	const full = { maxTokens: 10, messages: [], ...params } as Parameters<typeof sampling>[0];
	return { result: await sampling(full, new AbortController().signal), seen };
}

const user = (content: unknown) => ({ messages: [{ role: 'user', content }] });

it('passes pictures on, and where to stop', async () => {
	const picture = { type: 'image', data: 'QQ==', mimeType: 'image/png' };
	const { seen } = await sample(
		{ ...user([{ type: 'text', text: 'What is it?' }, picture]), stopSequences: ['END'] },
		{ content: 'A dot' },
	);
	expect(seen[0]?.[0]).toEqual([
		{
			role: 'user',
			content: [
				{ type: 'text', text: 'What is it?' },
				{ type: 'image_url', image_url: { url: 'data:image/png;base64,QQ==' } },
			],
		},
	]);
	expect(seen[0]?.[1].stop).toEqual(['END']);
});

it.each([
	{ answer: { content: 'x', response_metadata: { finish_reason: 'length' } }, stop: 'maxTokens' },
	{
		answer: { content: 'x', response_metadata: { stop_reason: 'stop_sequence' } },
		stop: 'stopSequence',
	},
	{ answer: { content: 'x' }, stop: 'endTurn' },
])('says why the model stopped: $stop', async ({ answer, stop }) => {
	const { result } = await sample(user({ type: 'text', text: 'Hi' }), answer);
	expect(result).toMatchObject({ role: 'assistant', stopReason: stop, content: { text: 'x' } });
});

it.each([undefined, null, 'text', { content: 3 }])(
	'takes an answer without text for an empty one: %j',
	async (answer) => {
		const { result } = await sample(user({ type: 'text', text: 'Hi' }), answer);
		expect(result.content).toEqual({ type: 'text', text: '' });
	},
);

it('refuses what it cannot pass on, by name', async () => {
	const audio = { type: 'audio', data: 'QQ==', mimeType: 'audio/wav' };
	await expect(sample(user(audio), {})).rejects.toThrow(/content of type "audio"/);
});
