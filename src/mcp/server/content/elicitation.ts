import { toWebUrl } from './addresses';
import { ContentError } from './content-error';
import type { Question } from '../../bus/live-call';
import type { JsonObject } from '../../protocol/json-rpc';

/**
 * Asks the user to fill in a form.
 *
 * @param requestedSchema in the subset that the protocol allows
 * @throws ContentError if there is no message
 */
export function formQuestion(message: string, requestedSchema: JsonObject): Question {
	const params = { mode: 'form', message: toMessage(message), requestedSchema };
	return { method: 'elicitation/create', params };
}

/**
 * Sends the user to a page, for what must not pass through the client, such as a payment.
 *
 * @param elicitationId opaque to the client, and unique on this server
 * @throws ContentError if there is no message, or the URL is not one of the web
 */
export function urlQuestion(message: string, url: string, elicitationId: string): Question {
	return {
		method: 'elicitation/create',
		params: { mode: 'url', message: toMessage(message), url: toWebUrl(url), elicitationId },
	};
}

function toMessage(message: string): string {
	if (message.trim() !== '') return message;
	throw new ContentError('message', 'is empty', 'Tell the user what you need and why.');
}
