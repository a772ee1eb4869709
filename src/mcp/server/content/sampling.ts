import { ContentError } from './content-error';
import type { Question } from '../../bus/live-call';
import { isJsonObject, type JsonObject } from '../../protocol/json-rpc';

/** A request to the client's model as its author fills it in; empty text stands for "not given". */
export interface SamplingDeclaration {
	/** The last message, by the user. */
	prompt: string;
	/** What was said before the prompt. */
	messages?: unknown;
	systemPrompt: string;
	maxTokens: number;
	temperature?: number;
	/** Names or parts of names of models, the most wanted first. */
	modelHints: string[];
}

/** @throws ContentError naming the field that is missing or ill-formed */
export function samplingQuestion(sampling: SamplingDeclaration): Question {
	const { systemPrompt, temperature, modelHints } = sampling;
	const params = {
		messages: toConversation(sampling),
		maxTokens: toMaxTokens(sampling.maxTokens),
		...(systemPrompt === '' ? {} : { systemPrompt }),
		...(temperature === undefined ? {} : { temperature: toTemperature(temperature) }),
		...(modelHints.length === 0
			? {}
			: { modelPreferences: { hints: modelHints.map((name) => ({ name })) } }),
	};
	return { method: 'sampling/createMessage', params };
}

function toConversation({ prompt, messages }: SamplingDeclaration): JsonObject[] {
	const before = messages === undefined ? [] : toMessages(messages);
	const last = prompt.trim() === '' ? [] : [textMessage('user', prompt)];
	if (before.length + last.length === 0) {
		throw new ContentError('prompt', 'is empty', 'Enter what the model should do.');
	}
	return [...before, ...last];
}

/**
 * Messages of the protocol; a content that is only text may be written as such.
 *
 * @throws ContentError unless it is a list of messages with a role and a content
 */
export function toMessages(source: unknown): JsonObject[] {
	if (!Array.isArray(source)) throw illFormed('is not a list');
	return source.map((message: unknown, index) => {
		const place = `in message ${index + 1}`;
		if (!isJsonObject(message)) throw illFormed(`has something that is not an object ${place}`);
		const { role, content } = message;
		if (role !== 'user' && role !== 'assistant') {
			throw illFormed(`needs the role "user" or "assistant" ${place}`);
		}
		if (typeof content === 'string') return { ...message, ...textMessage(role, content) };
		const blocks: unknown[] = Array.isArray(content) ? content : [content];
		if (!blocks.every((block) => isJsonObject(block) && typeof block.type === 'string')) {
			throw illFormed(`has no content with a type ${place}`);
		}
		return message;
	});
}

function illFormed(problem: string): ContentError {
	return new ContentError(
		'messages',
		problem,
		'Enter a list such as [{"role": "user", "content": {"type": "text", "text": "Hello"}}].',
	);
}

function textMessage(role: 'user' | 'assistant', text: string): JsonObject {
	return { role, content: { type: 'text', text } };
}

function toMaxTokens(maxTokens: number): number {
	if (Number.isSafeInteger(maxTokens) && maxTokens > 0) return maxTokens;
	throw new ContentError('maxTokens', 'is not a whole number above zero');
}

function toTemperature(temperature: number): number {
	if (Number.isFinite(temperature) && temperature >= 0) return temperature;
	throw new ContentError('temperature', 'is not a number from zero up');
}
