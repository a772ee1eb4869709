/** What both of OpenAI's interfaces say, in one form. */
export interface Conversation {
	model: string;
	stream: boolean;
	messages: Message[];
	tools: OfferedTool[];
}

export interface Message {
	role: 'system' | 'user' | 'assistant' | 'tool';
	text: string;
	/** Of the assistant. */
	toolCalls: Array<{ id: string; name: string }>;
	/** Of a tool: which call this is the result of. */
	callId?: string;
}

export interface OfferedTool {
	name: string;
	description?: string;
	parameters?: unknown;
}

type Json = Record<string, unknown>;

/** The body of `POST /v1/chat/completions`. */
export function fromChatCompletions(body: Json): Conversation {
	return {
		model: textOf(body.model),
		stream: body.stream === true,
		messages: listOf(body.messages).map((message) => ({
			role: toRole(message.role),
			text: toText(message.content),
			toolCalls: listOf(message.tool_calls).map((call) => ({
				id: textOf(call.id),
				name: textOf(objectOf(call.function).name),
			})),
			...(typeof message.tool_call_id === 'string' && { callId: message.tool_call_id }),
		})),
		tools: listOf(body.tools).map((tool) => toTool(objectOf(tool.function))),
	};
}

/** The body of `POST /v1/responses`. */
export function fromResponses(body: Json): Conversation {
	const input =
		typeof body.input === 'string' ? [{ role: 'user', content: body.input }] : body.input;
	return {
		model: textOf(body.model),
		stream: body.stream === true,
		messages: listOf(input).map(fromItem),
		tools: listOf(body.tools)
			.filter(({ type }) => type === 'function')
			.map(toTool),
	};
}

function fromItem(item: Json): Message {
	switch (item.type) {
		case 'function_call': {
			const toolCalls = [{ id: textOf(item.call_id), name: textOf(item.name) }];
			return { role: 'assistant', text: '', toolCalls };
		}
		case 'function_call_output': {
			const callId = textOf(item.call_id);
			return { role: 'tool', text: toText(item.output), toolCalls: [], callId };
		}
		default:
			return { role: toRole(item.role), text: toText(item.content), toolCalls: [] };
	}
}

/** The name of the tool whose result the last message is. */
export function lastToolName({ messages }: Conversation): string | undefined {
	const callId = messages.at(-1)?.callId;
	const calls = messages.flatMap(({ toolCalls }) => toolCalls);
	return calls.find(({ id }) => id === callId)?.name;
}

function toTool({ name, description, parameters }: Json): OfferedTool {
	return {
		name: textOf(name),
		...(typeof description === 'string' && { description }),
		...(parameters !== undefined && { parameters }),
	};
}

function toRole(role: unknown): Message['role'] {
	if (role === 'developer') return 'system';
	return role === 'system' || role === 'assistant' || role === 'tool' ? role : 'user';
}

/** Text, or the text parts of a list of parts. */
function toText(content: unknown): string {
	if (typeof content === 'string') return content;
	return listOf(content)
		.map(({ text }) => textOf(text))
		.join('');
}

function textOf(value: unknown): string {
	return typeof value === 'string' ? value : '';
}

function objectOf(value: unknown): Json {
	return typeof value === 'object' && value !== null ? (value as Json) : {};
}

function listOf(value: unknown): Json[] {
	return Array.isArray(value) ? value.map(objectOf) : [];
}
