import type { Answers } from '../../mcp/client/answers/answers';
import { McpClientError } from '../../mcp/client/client-error';
import type { CreateMessageRequest, CreateMessageResult } from '../../third-party/mcp-client';

/** The part of LangChain's chat models that is used: n8n hands out its own instances. */
export interface ChatModel {
	invoke(
		messages: ModelMessage[],
		options: { signal: AbortSignal; stop?: string[] },
	): Promise<unknown>;
}

interface ModelMessage {
	role: 'system' | 'user' | 'assistant';
	content: string | ModelPart[];
}

type ModelPart = { type: 'text'; text: string } | { type: 'image_url'; image_url: { url: string } };

type Params = CreateMessageRequest['params'];
type Content = Params['messages'][number]['content'];
type Block = Extract<Content, { type: string }>;

export function isChatModel(value: unknown): value is ChatModel {
	return typeof value === 'object' && value !== null && 'invoke' in value;
}

/**
 * Lets a chat model of n8n answer what the server asks of a model. How long its answer may be is a
 * setting of the model: LangChain has no portable option for it, so the server's `maxTokens` and
 * temperature are not passed on. Text and images are; audio and tools are refused.
 */
export function samplingBy(model: ChatModel): NonNullable<Answers['sampling']> {
	return async (params, signal) => {
		const stop = params.stopSequences;
		const answer = await model.invoke(toModelMessages(params), { signal, ...(stop && { stop }) });
		return toResult(answer);
	};
}

function toModelMessages({ systemPrompt, messages }: Params): ModelMessage[] {
	const system: ModelMessage[] = systemPrompt ? [{ role: 'system', content: systemPrompt }] : [];
	const rest = messages.map(({ role, content }) => ({ role, content: toModelContent(content) }));
	return [...system, ...rest];
}

function toModelContent(content: Content): ModelMessage['content'] {
	const blocks = (Array.isArray(content) ? content : [content]) as Block[];
	const [only] = blocks;
	if (blocks.length === 1 && only?.type === 'text') return only.text;
	return blocks.map(toPart);
}

function toPart(block: Block): ModelPart {
	if (block.type === 'text') return { type: 'text', text: block.text };
	if (block.type === 'image') {
		const url = `data:${block.mimeType};base64,${block.data}`;
		return { type: 'image_url', image_url: { url } };
	}
	const message = `The server sent the model content of type "${block.type}", which is not supported`;
	throw new McpClientError('call', message, {
		hint: 'The connected chat model accepts only text and images. Turn off "Answer With a Chat Model" to continue without it.',
	});
}

function toResult(answer: unknown): CreateMessageResult {
	const { content, response_metadata: metadata } = (answer ?? {}) as {
		content?: unknown;
		response_metadata?: Record<string, unknown>;
	};
	const model = metadata?.model_name ?? metadata?.model;
	return {
		role: 'assistant',
		content: { type: 'text', text: textOfContent(content) },
		model: typeof model === 'string' ? model : 'n8n chat model',
		stopReason: toStopReason(metadata?.finish_reason ?? metadata?.stop_reason),
	};
}

function textOfContent(content: unknown): string {
	if (typeof content === 'string') return content;
	if (!Array.isArray(content)) return '';
	return content
		.map((part: unknown) => (part as { text?: unknown } | null)?.text)
		.filter((text) => typeof text === 'string')
		.join('');
}

/** In the protocol's words, where the vendor's are known. */
function toStopReason(reason: unknown): string {
	if (reason === 'length' || reason === 'max_tokens') return 'maxTokens';
	if (reason === 'stop_sequence') return 'stopSequence';
	return 'endTurn';
}
