import type { ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

import type { Fault } from './faults';

/** The request at hand, and how it would be answered if nothing were wrong. */
export interface FaultyExchange {
	response: ServerResponse;
	/** `id` of the JSON-RPC request, and the progress token that it carries. */
	id: unknown;
	progressToken: unknown;
	/** Runs the tool. */
	rightAnswer(): Promise<Response>;
}

const EVENTS = { 'content-type': 'text/event-stream' };
const JSON_TYPE = { 'content-type': 'application/json' };
/** Of an endless answer. The peer stops when the client goes away. */
const CHUNK = 64 * 1024;

/** Answers in the way that the fault says; resolves when there is nothing left to do. */
export async function applyFault(fault: Fault, exchange: FaultyExchange): Promise<void> {
	const { response } = exchange;
	switch (fault.kind) {
		case 'reset':
			if (fault.tool === 'done') await exchange.rightAnswer();
			response.socket?.resetAndDestroy();
			return;
		case 'cut stream':
			await exchange.rightAnswer();
			response.writeHead(200, EVENTS).write(progressEvent(exchange, 1));
			await pause(20);
			response.socket?.destroy();
			return;
		case 'silence':
			return;
		case 'delay':
			await pause(fault.ms);
			return await send(await exchange.rightAnswer(), response);
		case 'drip':
			return await drip(await exchange.rightAnswer(), response, fault);
		case 'progress':
			return await tellProgress(exchange, fault);
		case 'answer':
			response.writeHead(fault.status, { 'content-type': 'text/plain', ...fault.headers });
			response.end(fault.body ?? '');
			return;
		case 'enormous':
			response.writeHead(200, JSON_TYPE).end(resultOfLength(exchange.id, fault.characters));
			return;
		case 'endless':
			return await endless(response, fault.as);
	}
}

/** Hands a web response on. */
export async function send(from: Response, to: ServerResponse): Promise<void> {
	to.writeHead(from.status, Object.fromEntries(from.headers));
	for await (const chunk of from.body ?? []) to.write(chunk);
	to.end();
}

function progressEvent({ progressToken }: FaultyExchange, progress: number): string {
	const params = { progressToken: progressToken ?? 'none', progress };
	return `data: ${JSON.stringify({ jsonrpc: '2.0', method: 'notifications/progress', params })}\n\n`;
}

function resultOfLength(id: unknown, characters: number): string {
	const content = [{ type: 'text', text: 'x'.repeat(characters) }];
	return JSON.stringify({ jsonrpc: '2.0', id, result: { resultType: 'complete', content } });
}

async function drip(
	from: Response,
	to: ServerResponse,
	{ bytes, everyMs }: { bytes: number; everyMs: number },
): Promise<void> {
	to.writeHead(from.status, Object.fromEntries(from.headers));
	const body = Buffer.from(await from.arrayBuffer());
	for (let at = 0; at < body.length && !to.destroyed; at += bytes) {
		to.write(body.subarray(at, at + bytes));
		await pause(everyMs);
	}
	to.end();
}

async function tellProgress(
	exchange: FaultyExchange,
	{ times, everyMs }: { times: number; everyMs: number },
): Promise<void> {
	const { response } = exchange;
	response.writeHead(200, EVENTS);
	for (let count = 1; count <= times && !response.destroyed; count += 1) {
		response.write(progressEvent(exchange, count));
		await pause(everyMs);
	}
	const answer = await (await exchange.rightAnswer()).text();
	const message = answer.startsWith('{') ? `data: ${answer}\n\n` : answer;
	response.end(message);
}

async function endless(response: ServerResponse, as: 'events' | 'json'): Promise<void> {
	response.writeHead(200, as === 'json' ? JSON_TYPE : EVENTS);
	const chunk = as === 'json' ? ' '.repeat(CHUNK) : `: ${'x'.repeat(CHUNK)}\n\n`;
	while (!response.destroyed) {
		if (!response.write(chunk)) await pause(1);
	}
}
