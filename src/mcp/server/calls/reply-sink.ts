import type { JsonObject, RequestId } from '../../protocol/json-rpc';

/** A JSON-RPC message that goes to the client. */
export type OutgoingMessage = { jsonrpc: '2.0' } & (
	| { method: string; params?: JsonObject; id?: RequestId }
	| { id: RequestId | null; result: JsonObject }
	| { id: RequestId | null; error: { code: number; message: string; data?: JsonObject } }
);

/** Where the answer to one request goes. */
export interface ReplySink {
	/** Whether messages can precede the answer: the client reads event streams. */
	readonly streams: boolean;
	/** Sends a message ahead of the answer; it is dropped if the client has gone or cannot stream. */
	send(message: OutgoingMessage): void;
	/** Sends the answer and ends the response. */
	finish(
		status: number,
		message: OutgoingMessage | undefined,
		headers?: Readonly<Record<string, string>>,
	): void;
	/** Ends the response without an answer. */
	abandon(): void;
	/** Calls back when the client went away before the answer. */
	onGone(react: () => void): void;
	/** Calls back when the response is over, however that came; at once if it is already. */
	onClosed(react: () => void): void;
}
