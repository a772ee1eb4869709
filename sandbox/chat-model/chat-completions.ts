import { type Answer, inPieces } from './answer.ts';

/** The body that `POST /v1/chat/completions` answers with. */
export function toChatCompletion(answer: Answer): object {
	return {
		...head(answer, 'chat.completion'),
		choices: [
			{
				index: 0,
				message: {
					role: 'assistant',
					content: answer.text,
					refusal: null,
					annotations: [],
					...(answer.toolCalls.length > 0 && { tool_calls: answer.toolCalls.map(toToolCall) }),
				},
				logprobs: null,
				finish_reason: finishReason(answer),
			},
		],
		usage: usageOf(answer),
	};
}

/** The same in events, the way it is streamed; the last one is `[DONE]`. */
export function toChatCompletionStream(answer: Answer): string[] {
	const chunk = (delta: object, finish: string | null = null) =>
		JSON.stringify({
			...head(answer, 'chat.completion.chunk'),
			choices: [{ index: 0, delta, logprobs: null, finish_reason: finish }],
		});
	const calls = answer.toolCalls.flatMap((call, index) => [
		chunk({
			tool_calls: [
				{ index, id: call.id, type: 'function', function: { name: call.name, arguments: '' } },
			],
		}),
		...inPieces(call.arguments).map((piece) =>
			chunk({ tool_calls: [{ index, function: { arguments: piece } }] }),
		),
	]);
	const last = { ...head(answer, 'chat.completion.chunk'), choices: [], usage: usageOf(answer) };
	const events = [
		chunk({ role: 'assistant', content: answer.toolCalls.length > 0 ? null : '', refusal: null }),
		...inPieces(answer.text ?? '').map((content) => chunk({ content })),
		...calls,
		chunk({}, finishReason(answer)),
		JSON.stringify(last),
		'[DONE]',
	];
	return events.map((data) => `data: ${data}\n\n`);
}

function head({ id, created, model }: Answer, object: string) {
	return { id: `chatcmpl-${id}`, object, created, model, service_tier: 'default' };
}

function toToolCall({ id, name, arguments: text }: Answer['toolCalls'][number]) {
	return { id, type: 'function', function: { name, arguments: text } };
}

function finishReason({ toolCalls }: Answer): string {
	return toolCalls.length > 0 ? 'tool_calls' : 'stop';
}

function usageOf({ promptTokens, completionTokens }: Answer) {
	return {
		prompt_tokens: promptTokens,
		completion_tokens: completionTokens,
		total_tokens: promptTokens + completionTokens,
	};
}
