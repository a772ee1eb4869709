import type { CallToolResult, Implementation } from '@modelcontextprotocol/server';

import { completeModernResult } from './dispatcher';
import type { HttpReply } from './endpoint';
import type { ToolCall } from './tool-call';
import { toolError } from './tool-result';
import { resultMessage, type JsonObject } from '../protocol/json-rpc';

/** Where an answer goes: Node's and Express' responses fit. */
export interface ResponsePort {
	readonly writableEnded: boolean;
	readonly destroyed: boolean;
	writeHead(status: number, headers: Record<string, string>): unknown;
	end(body?: string): unknown;
}

/** Starts a timer and gives the function that stops it. */
export type Schedule = (milliseconds: number, task: () => void) => () => void;

/** A call under way: the open HTTP response, and what is known of the execution that serves it. */
export interface Exchange {
	readonly call: ToolCall;
	executionId?: string;
}

interface OpenExchange extends Exchange {
	response: ResponsePort;
	info: Implementation;
	stopTimer: () => void;
}

/**
 * The calls under way in this process, by the id that travels with the execution. Each is answered
 * exactly once: by its result, or when its time is up.
 */
export class Exchanges {
	private readonly open = new Map<string, OpenExchange>();

	constructor(
		private readonly schedule: Schedule,
		private readonly createId: () => string,
	) {}

	get size(): number {
		return this.open.size;
	}

	/**
	 * @param timeoutMs after which the client is told that the flow did not answer in time
	 * @returns the id of the exchange
	 */
	begin(call: ToolCall, info: Implementation, response: ResponsePort, timeoutMs: number): string {
		const id = this.createId();
		const stopTimer = this.schedule(timeoutMs, () => this.settle(id, this.timedOut(id, timeoutMs)));
		this.open.set(id, { call, info, response, stopTimer });
		return id;
	}

	/** Remembers which execution serves the call. */
	bind(id: string, executionId: string): void {
		const exchange = this.open.get(id);
		if (exchange) exchange.executionId = executionId;
	}

	/**
	 * Answers the call. Does nothing if it was answered before, as after a time-out.
	 *
	 * @returns whether this was the answer
	 */
	settle(id: string, result: CallToolResult): boolean {
		const exchange = this.open.get(id);
		if (exchange === undefined) return false;
		this.open.delete(id);
		exchange.stopTimer();
		sendReply(exchange.response, toReply(exchange, result));
		return true;
	}

	private timedOut(id: string, timeoutMs: number): CallToolResult {
		const { call, executionId } = this.open.get(id) ?? {};
		const execution =
			executionId === undefined ? 'it has not started yet' : `execution ${executionId}`;
		return toolError(
			`The flow of ${call?.tool} did not answer within ${timeoutMs / 1000} seconds (${execution}). ` +
				'It may still be running: check what it did before you call it again.',
		);
	}
}

/** Structured content had to be an object before 2026-07-28; ours always is one, so eras share it. */
function toReply({ call, info }: OpenExchange, result: CallToolResult): HttpReply {
	const payload: JsonObject =
		call.era === 'modern' ? completeModernResult(result, info) : { ...result };
	return { status: 200, headers: {}, body: resultMessage(call.requestId, payload) };
}

/** Writes an answer, unless the client has gone. */
export function sendReply(response: ResponsePort, { status, headers, body }: HttpReply): void {
	if (response.writableEnded || response.destroyed) return;
	if (body === undefined) {
		response.writeHead(status, headers);
		response.end();
		return;
	}
	const text = JSON.stringify(body);
	response.writeHead(status, {
		...headers,
		'Content-Type': 'application/json',
		'Content-Length': String(Buffer.byteLength(text)),
	});
	response.end(text);
}
