/** Where on the way to a tool's answer it went wrong. */
export type McpClientStep = 'connect' | 'authenticate' | 'negotiate' | 'list' | 'call';

export interface McpClientErrorDetails {
	/** What the user can do next, one or two sentences. */
	hint: string;
	/** The status of the HTTP response, if one came. */
	httpStatus?: number;
	/** The code of the JSON-RPC error, if the server answered with one. The connection still works. */
	rpcCode?: number;
	cause?: Error;
}

/**
 * The one error of the MCP client. The message says what happened and names neither keys nor
 * headers nor the query of the URL; a text that the server sent is redacted and cut before it
 * becomes part of it.
 */
export class McpClientError extends Error {
	override readonly name = 'McpClientError';
	readonly hint: string;
	readonly httpStatus?: number;
	readonly rpcCode?: number;

	constructor(
		readonly step: McpClientStep,
		message: string,
		{ hint, httpStatus, rpcCode, cause }: McpClientErrorDetails,
	) {
		super(message, cause && { cause });
		this.hint = hint;
		this.httpStatus = httpStatus;
		this.rpcCode = rpcCode;
	}
}
