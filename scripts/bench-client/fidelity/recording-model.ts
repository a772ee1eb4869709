import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A tool as a model provider gets it (OpenAI's chat completions). */
export interface OfferedTool {
	name: string;
	description: string;
	parameters: Record<string, unknown>;
}

export interface RecordingModel {
	/** For the credential of n8n's OpenAI node. */
	url: string;
	/** What the last request offered; forgotten once it is told. */
	takeOffered(): OfferedTool[];
	stop(): Promise<void>;
}

interface CompletionRequest {
	model?: string;
	tools?: Array<{ function: OfferedTool }>;
}

const answerTo = ({ model = 'recorder' }: CompletionRequest) => ({
	id: 'chatcmpl-1',
	object: 'chat.completion',
	created: 0,
	model,
	choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content: 'Done.' } }],
	usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
});

/** A model that uses no tool and keeps which it was offered, in the words of its API. */
export async function startRecordingModel(): Promise<RecordingModel> {
	let last: CompletionRequest = {};
	const server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			last = JSON.parse(Buffer.concat(chunks).toString() || '{}') as CompletionRequest;
			response.writeHead(200, { 'content-type': 'application/json' });
			response.end(JSON.stringify(answerTo(last)));
		});
	});
	await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
		takeOffered() {
			const { tools = [] } = last;
			last = {};
			return tools.map((tool) => tool.function);
		},
		async stop() {
			server.closeAllConnections();
			await new Promise((closed) => server.close(closed));
		},
	};
}
