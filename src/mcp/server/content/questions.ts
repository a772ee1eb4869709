import { formQuestion, urlQuestion } from './elicitation';
import { ContentError } from './content-error';
import { checkRequestedSchema } from './requested-schema';
import { toMessages } from './sampling';
import type { Question } from '../../bus/live-call';
import { isJsonObject, type JsonObject } from '../../protocol/json-rpc';

const EXAMPLE =
	'Enter an object such as {"name": {"method": "elicitation/create", "params": {"message": "Your name?", "requestedSchema": {"type": "object", "properties": {"name": {"type": "string"}}}}}, "roots": {"method": "roots/list"}}.';

/**
 * Reads questions that were written by hand: under each key a method and its params.
 *
 * @param newId gives an id to a URL elicitation that has none
 * @throws ContentError naming the question that the protocol does not allow
 */
export function toQuestions(source: unknown, newId: () => string): Record<string, Question> {
	if (!isJsonObject(source)) throw new ContentError('questions', 'is not a JSON object', EXAMPLE);
	const entries = Object.entries(source);
	if (entries.length === 0) throw new ContentError('questions', 'has no questions', EXAMPLE);
	return Object.fromEntries(
		entries.map(([key, question]) => [key, namingQuestion(key, () => toQuestion(question, newId))]),
	);
}

function toQuestion(source: unknown, newId: () => string): Question {
	if (!isJsonObject(source)) throw new ContentError('questions', 'is not a JSON object', EXAMPLE);
	const { method, params = {} } = source;
	if (!isJsonObject(params)) throw new ContentError('params', 'is not a JSON object');
	switch (method) {
		case 'roots/list':
			return { method, params };
		case 'sampling/createMessage':
			return { method, params: checkSampling(params) };
		case 'elicitation/create':
			return { method, params: checkElicitation(params, newId) };
		default:
			throw new ContentError(
				'method',
				`is ${JSON.stringify(method) ?? 'missing'}`,
				'Use elicitation/create, sampling/createMessage or roots/list.',
			);
	}
}

/** What the params say beyond what is checked here stays as it is. */
function checkElicitation(params: JsonObject, newId: () => string): JsonObject {
	const { mode = 'form', message, url, elicitationId, requestedSchema } = params;
	const text = typeof message === 'string' ? message : '';
	if (mode === 'form') {
		return { ...params, ...formQuestion(text, checkRequestedSchema(requestedSchema)).params };
	}
	if (mode !== 'url') throw new ContentError('mode', 'is neither "form" nor "url"');
	const id = typeof elicitationId === 'string' && elicitationId !== '' ? elicitationId : newId();
	return { ...params, ...urlQuestion(text, typeof url === 'string' ? url : '', id).params };
}

function checkSampling(params: JsonObject): JsonObject {
	const messages = toMessages(params.messages);
	if (messages.length === 0) throw new ContentError('messages', 'has no messages');
	if (!Number.isSafeInteger(params.maxTokens) || Number(params.maxTokens) < 1) {
		throw new ContentError('maxTokens', 'is not a whole number above zero');
	}
	return { ...params, messages };
}

/** Whatever is wrong is wrong with the questions: the one input that their author sees. */
function namingQuestion<T>(key: string, build: () => T): T {
	try {
		return build();
	} catch (error) {
		if (!(error instanceof ContentError)) throw error;
		const { parameter, problem, advice } = error;
		const what = parameter === 'questions' ? problem : `has a "${parameter}" that ${problem}`;
		throw new ContentError('questions', `${what} (question "${key}")`, advice);
	}
}
