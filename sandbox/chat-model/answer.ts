import type { ToolCall } from './scenario.ts';

/** What the model says in one turn, with the ids that the protocol wants. */
export interface Answer {
	id: string;
	/** Seconds since 1970. */
	created: number;
	model: string;
	text: string | null;
	toolCalls: Array<{ id: string; name: string; arguments: string }>;
	promptTokens: number;
	completionTokens: number;
}

/** @param sequence of the answer within the process; makes its ids */
export function toAnswer(
	reply: { text?: string; toolCalls?: ToolCall[] },
	{ model, prompt, sequence }: { model: string; prompt: string; sequence: number },
): Answer {
	const toolCalls = (reply.toolCalls ?? []).map((call, index) => ({
		id: `call_${sequence}_${index}`,
		name: call.name,
		arguments: typeof call.arguments === 'string' ? call.arguments : JSON.stringify(call.arguments),
	}));
	const said = (reply.text ?? '') + toolCalls.map((call) => call.arguments).join('');
	return {
		id: String(sequence),
		created: Math.floor(Date.now() / 1_000),
		model,
		text: reply.text ?? (toolCalls.length > 0 ? null : ''),
		toolCalls,
		promptTokens: Math.ceil(prompt.length / 4),
		completionTokens: Math.ceil(said.length / 4),
	};
}

/** A text in pieces, as a stream brings it. */
export function inPieces(text: string): string[] {
	return text.match(/[\s\S]{1,12}/g) ?? [];
}
