import type { Conversation } from './conversation.ts';

/** An error as OpenAI's API answers it. */
export interface ApiError {
	status: number;
	headers?: Record<string, string>;
	error: { message: string; type: string; param: string | null; code: string | null };
}

const TOOL_NAME = /^[a-zA-Z0-9_-]{1,64}$/;

/** What the real API refuses of a conversation: tools that it cannot take, results without a call. */
export function refusalOf({ tools, messages }: Conversation): ApiError | undefined {
	for (const [index, { name, parameters }] of tools.entries()) {
		const at = `tools[${index}].function`;
		if (!TOOL_NAME.test(name)) {
			return badRequest(
				`Invalid '${at}.name': string does not match pattern. Expected a string that matches the pattern '^[a-zA-Z0-9_-]+$'.`,
				`${at}.name`,
				'invalid_value',
			);
		}
		const problem = parameters === undefined ? undefined : schemaProblem(parameters);
		if (problem !== undefined) {
			const message = `Invalid schema for function '${name}': ${problem}`;
			return badRequest(message, `${at}.parameters`, 'invalid_function_parameters');
		}
	}
	const open = new Set<string>();
	for (const { role, toolCalls, callId = '' } of messages) {
		if (role === 'tool' && !open.delete(callId)) {
			return badRequest(
				"Invalid parameter: messages with role 'tool' must be a response to a preceeding message with 'tool_calls'.",
				'messages',
				null,
			);
		}
		for (const { id } of toolCalls) open.add(id);
	}
	if (open.size === 0) return undefined;
	return badRequest(
		`An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. The following tool_call_ids did not have response messages: ${[...open].join(', ')}`,
		'messages',
		null,
	);
}

const NOT_AT_THE_TOP = ['oneOf', 'anyOf', 'allOf', 'enum', 'not'];

function schemaProblem(schema: unknown): string | undefined {
	const root = schema as Record<string, unknown>;
	if (root.type !== 'object' || NOT_AT_THE_TOP.some((keyword) => Object.hasOwn(root, keyword))) {
		return "schema must have type 'object' and not have 'oneOf'/'anyOf'/'allOf'/'enum'/'not' at the top level.";
	}
	return listProblem(root, []);
}

/** The API wants to know of what a list is, everywhere in the schema. */
function listProblem(schema: unknown, path: string[]): string | undefined {
	if (typeof schema !== 'object' || schema === null) return undefined;
	const { type, items } = schema as Record<string, unknown>;
	if (type === 'array' && items === undefined) {
		const context = path.map((step) => `'${step}'`).join(', ');
		return `In context=(${context}), array schema missing items.`;
	}
	for (const [key, value] of Object.entries(schema)) {
		const problem = listProblem(value, [...path, key]);
		if (problem !== undefined) return problem;
	}
	return undefined;
}

function badRequest(message: string, param: string, code: string | null): ApiError {
	return { status: 400, error: { message, type: 'invalid_request_error', param, code } };
}

export function wrongKey(key: string): ApiError {
	const shown = key.length > 8 ? `${key.slice(0, 3)}***${key.slice(-4)}` : '***';
	return {
		status: 401,
		error: {
			message: `Incorrect API key provided: ${shown}. You can find your API key at https://platform.openai.com/account/api-keys.`,
			type: 'invalid_request_error',
			param: null,
			code: 'invalid_api_key',
		},
	};
}

/** An error that the scenario asks for. */
export function scriptedError(status: number, retryAfter?: number): ApiError {
	switch (status) {
		case 401:
			return wrongKey('');
		case 429:
			return {
				status,
				headers: retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) },
				error: {
					message: `Rate limit reached for requests. Please try again in ${retryAfter ?? 20}s.`,
					type: 'requests',
					param: null,
					code: 'rate_limit_exceeded',
				},
			};
		case 400:
			return badRequest('The request is refused by the scenario.', 'messages', null);
		default:
			return {
				status,
				error: {
					message: 'The server had an error while processing your request. Sorry about that!',
					type: 'server_error',
					param: null,
					code: null,
				},
			};
	}
}

/** The scenario has no answer: a mistake of the test, said so that it is found. */
export function notScripted(last: string): ApiError {
	const message = `No turn of the scenario fits. The last message was: ${last.slice(0, 500)}`;
	return { status: 400, error: { message, type: 'scenario_error', param: null, code: null } };
}
