import type { Question } from '../../../../../../src/mcp/bus/live-call';
import type { JsonObject } from '../../../../../../src/mcp/protocol/json-rpc';

const requestedSchema = {
	type: 'object',
	properties: { size: { type: 'integer' } },
	required: ['size'],
};

export const FORM: Question = {
	method: 'elicitation/create',
	params: { mode: 'form', message: 'How many?', requestedSchema },
};
export const URL_QUESTION: Question = {
	method: 'elicitation/create',
	params: { mode: 'url', message: 'Sign', url: 'https://a.example', elicitationId: 'e' },
};
export const SAMPLING: Question = { method: 'sampling/createMessage', params: { messages: [] } };
export const ROOTS: Question = { method: 'roots/list', params: {} };

export const accept = (content: JsonObject = { size: 3 }) => ({ action: 'accept', content });
export const SAMPLE = { role: 'assistant', model: 'm', content: { type: 'text', text: 'Hi' } };
