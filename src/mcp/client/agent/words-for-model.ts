import type { McpClientError } from '../client-error';
import type { AgentTool } from './agent-tool';
import type { ModelResult } from './result/model-result';

/** A result as one text, for readers that take nothing else. */
export function toText({ value, notes, isError }: ModelResult): string {
	const text = typeof value === 'string' ? value : JSON.stringify(value);
	const said = isError ? failureText(text) : text;
	return [said, ...notes.map((note) => `[${note}]`)].join('\n\n');
}

/** A failure that the tool reports, in words for the model. */
export function failureText(reason: string): string {
	return `The tool reported a failure: ${reason === '' ? 'it gave no reason' : reason}`;
}

/** Why a call could not be made, what to do about it, and whether it may have done something. */
export function errorText({ message, hint, delivery, retryable }: McpClientError): string {
	const consequence =
		delivery === 'unknown'
			? 'It is unknown whether the call succeeded. Check before you repeat it.'
			: retryable
				? 'Nothing was done. Try again later.'
				: 'Nothing was done.';
	return `${message}. ${delivery === 'answered' ? hint : `${hint} ${consequence}`}`;
}

/** What a model is told that may not write without a person's approval. Nothing has been done. */
export function approvalRequired({ name }: AgentTool, args: Record<string, unknown>): string {
	return `Not done: "${name}" can change data and needs approval by a person, which is not set up. Tell the user what you wanted to do, with these values: ${JSON.stringify(args)}. Do not try again, and do not say that it was done.`;
}
