import { once } from 'node:events';
import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { type Answer, toAnswer } from './answer.ts';
import { toChatCompletion, toChatCompletionStream } from './chat-completions.ts';
import { type Conversation, fromChatCompletions, fromResponses } from './conversation.ts';
import { type ApiError, notScripted, refusalOf, scriptedError, wrongKey } from './refusals.ts';
import { toResponse, toResponseStream } from './responses.ts';
import type { Reply, Scenario } from './scenario.ts';
import { createScript } from './script.ts';

/** What was asked of the model, for assertions. */
export interface RecordedRequest {
	path: string;
	body: Record<string, unknown>;
	conversation: Conversation;
	/** The HTTP status that it was answered with. */
	status: number;
}

export interface ChatModel {
	/** What goes into the field "Base URL" of an OpenAI credential. */
	url: string;
	requests: RecordedRequest[];
	close(): Promise<void>;
}

/** What a model says, also one that takes its time. */
type Said = Reply | undefined | Promise<Reply | undefined>;

interface Interface {
	read: (body: Record<string, unknown>) => Conversation;
	write: (answer: Answer) => object;
	stream: (answer: Answer) => string[];
}

const INTERFACES = new Map<string, Interface>([
	[
		'/v1/chat/completions',
		{ read: fromChatCompletions, write: toChatCompletion, stream: toChatCompletionStream },
	],
	['/v1/responses', { read: fromResponses, write: toResponse, stream: toResponseStream }],
]);

/** A body longer than this is refused, in characters. */
const BODY_MAX = 20_000_000;

/**
 * A chat model that says what a scenario says, over the part of OpenAI's HTTP API that n8n's OpenAI
 * Chat Model uses: chat completions and responses, at once or streamed, and the list of models. On
 * loopback only.
 *
 * @param scenario what it says, or a function that decides it from the conversation
 * @param port 0 for any free one
 */
export async function startChatModel(
	scenario: Scenario | ((now: Conversation) => Said),
	port = 0,
): Promise<ChatModel> {
	const play = typeof scenario === 'function' ? scenario : createScript(scenario);
	const apiKey = typeof scenario === 'function' ? undefined : scenario.apiKey;
	const requests: RecordedRequest[] = [];
	const server = createServer((request, response) => {
		answer(request, response).catch((error: unknown) => {
			response.writeHead(500).end(error instanceof Error ? error.message : String(error));
		});
	});

	async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const path = new URL(request.url ?? '/', 'http://localhost').pathname;
		const key = (request.headers.authorization ?? '').replace(/^Bearer /, '');
		if (apiKey !== undefined && key !== apiKey) return refuse(response, wrongKey(key));
		if (path === '/v1/models') return json(response, 200, MODELS);
		const spoken = INTERFACES.get(path);
		if (!spoken || request.method !== 'POST') return json(response, 404, { error: NOT_FOUND });
		const body = JSON.parse(await readBody(request)) as Record<string, unknown>;
		const conversation = spoken.read(body);
		const record: RecordedRequest = { path, body, conversation, status: 200 };
		requests.push(record);
		const outcome = await decide(conversation);
		if ('error' in outcome) {
			record.status = outcome.status;
			return refuse(response, outcome);
		}
		if (!conversation.stream) return json(response, 200, spoken.write(outcome));
		response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
		for (const event of spoken.stream(outcome)) response.write(event);
		response.end();
	}

	async function decide(conversation: Conversation): Promise<Answer | ApiError> {
		const refusal = refusalOf(conversation);
		if (refusal) return refusal;
		const reply = await play(conversation);
		if (!reply) return notScripted(conversation.messages.at(-1)?.text ?? '');
		if ('error' in reply) return scriptedError(reply.error.status, reply.error.retryAfter);
		const prompt = JSON.stringify(conversation.messages);
		return toAnswer(reply, { model: conversation.model, prompt, sequence: requests.length });
	}

	server.listen(port, '127.0.0.1');
	await once(server, 'listening');
	const { port: bound } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${bound}/v1`,
		requests,
		close: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

const MODELS = {
	object: 'list',
	data: [{ id: 'scripted', object: 'model', created: 0, owned_by: 'sandbox' }],
};

const NOT_FOUND = {
	message: 'Invalid URL',
	type: 'invalid_request_error',
	param: null,
	code: null,
};

function refuse(response: ServerResponse, { status, headers, error }: ApiError): void {
	json(response, status, { error }, headers);
}

function json(response: ServerResponse, status: number, body: object, headers = {}): void {
	response.writeHead(status, { 'content-type': 'application/json', ...headers });
	response.end(JSON.stringify(body));
}

async function readBody(request: IncomingMessage): Promise<string> {
	const chunks: Buffer[] = [];
	let length = 0;
	for await (const chunk of request as AsyncIterable<Buffer>) {
		length += chunk.length;
		if (length > BODY_MAX) throw new Error('the request is too long');
		chunks.push(chunk);
	}
	return Buffer.concat(chunks).toString('utf8');
}
