import { type Answer, inPieces } from './answer.ts';

type Item = Record<string, unknown>;

/** The body that `POST /v1/responses` answers with. */
export function toResponse(answer: Answer): object {
	return {
		...head(answer, 'completed'),
		output: itemsOf(answer),
		usage: {
			input_tokens: answer.promptTokens,
			input_tokens_details: { cached_tokens: 0 },
			output_tokens: answer.completionTokens,
			output_tokens_details: { reasoning_tokens: 0 },
			total_tokens: answer.promptTokens + answer.completionTokens,
		},
	};
}

/** The same in events, the way it is streamed. */
export function toResponseStream(answer: Answer): string[] {
	const begun = { ...head(answer, 'in_progress'), output: [], usage: null };
	const events: Item[] = [
		{ type: 'response.created', response: begun },
		{ type: 'response.in_progress', response: begun },
		...itemsOf(answer).flatMap((item, index) => itemEvents(item, index, answer)),
		{ type: 'response.completed', response: toResponse(answer) },
	];
	return events.map((event, sequence_number) => {
		const data = JSON.stringify({ ...event, sequence_number });
		return `event: ${String(event.type)}\ndata: ${data}\n\n`;
	});
}

function itemEvents(item: Item, output_index: number, answer: Answer): Item[] {
	const at = { item_id: item.id, output_index };
	const done = { type: 'response.output_item.done', output_index, item };
	const added = (begun: Item) => ({
		type: 'response.output_item.added',
		output_index,
		item: { ...item, ...begun, status: 'in_progress' },
	});
	if (item.type === 'function_call') {
		return [
			added({ arguments: '' }),
			...inPieces(String(item.arguments)).map((delta) => ({
				type: 'response.function_call_arguments.delta',
				...at,
				delta,
			})),
			{ type: 'response.function_call_arguments.done', ...at, arguments: item.arguments },
			done,
		];
	}
	const text = answer.text ?? '';
	const part = { type: 'output_text', text, annotations: [] };
	const inPart = { ...at, content_index: 0 };
	return [
		added({ content: [] }),
		{ type: 'response.content_part.added', ...inPart, part: { ...part, text: '' } },
		...inPieces(text).map((delta) => ({ type: 'response.output_text.delta', ...inPart, delta })),
		{ type: 'response.output_text.done', ...inPart, text },
		{ type: 'response.content_part.done', ...inPart, part },
		done,
	];
}

function itemsOf({ id, text, toolCalls }: Answer): Item[] {
	const status = 'completed';
	const content = [{ type: 'output_text', text, annotations: [] }];
	const message = { type: 'message', id: `msg_${id}`, role: 'assistant', status, content };
	return [
		...(text === null ? [] : [message]),
		...toolCalls.map((call) => ({
			type: 'function_call',
			id: `fc_${call.id}`,
			call_id: call.id,
			name: call.name,
			arguments: call.arguments,
			status,
		})),
	];
}

function head({ id, created, model }: Answer, status: string) {
	return {
		id: `resp_${id}`,
		object: 'response',
		created_at: created,
		status,
		error: null,
		incomplete_details: null,
		instructions: null,
		metadata: {},
		model,
		parallel_tool_calls: true,
		tool_choice: 'auto',
		tools: [],
	};
}
