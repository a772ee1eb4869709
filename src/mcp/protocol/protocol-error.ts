import { BrandedError } from '../../base/branded-error';

/** JSON-RPC 2.0 and MCP error codes that this package emits. */
export const ErrorCode = {
	parseError: -32700,
	invalidRequest: -32600,
	methodNotFound: -32601,
	invalidParams: -32602,
	internalError: -32603,
	/** Legacy era: there is no such resource. The modern era uses -32602. */
	resourceNotFound: -32002,
	/** Legacy era: the session is unknown here; the client must open a new one. */
	sessionNotFound: -32001,
	/** Refused before the message was looked at: credentials, origin, HTTP method, media type. */
	refused: -32000,
	/** 2026-07-28: a standard header disagrees with the body, or is missing. */
	headerMismatch: -32020,
	/** 2026-07-28: the client has not declared a capability that the request needs. */
	missingCapability: -32021,
	/** 2026-07-28: the revision named in `_meta` is not spoken here. */
	unsupportedVersion: -32022,
} as const;

export type ErrorCode = (typeof ErrorCode)[keyof typeof ErrorCode];

/**
 * An answer of the protocol to a message it cannot serve. What went wrong inside a tool is not a
 * protocol error: that is a result with `isError`, which the model gets to read.
 */
export class ProtocolError extends BrandedError {
	static override readonly brand: string = 'ProtocolError';

	/**
	 * @param httpStatus status of the HTTP answer that carries the error. JSON-RPC errors travel
	 * with 200 unless the transport specification names another one.
	 * @param data goes to the client as it is
	 */
	constructor(
		readonly code: ErrorCode,
		message: string,
		readonly httpStatus: number = 200,
		readonly data?: Record<string, unknown>,
	) {
		super(message);
	}
}
