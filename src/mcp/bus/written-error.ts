import type { JsonObject } from '../protocol/json-rpc';
import { type ErrorCode, ProtocolError } from '../protocol/protocol-error';

/** An error of the protocol as plain data. */
export interface WrittenError {
	code: ErrorCode;
	message: string;
	httpStatus: number;
	data?: JsonObject;
}

export function writeError({ code, message, httpStatus, data }: ProtocolError): WrittenError {
	return { code, message, httpStatus, ...(data ? { data } : {}) };
}

export function readError({ code, message, httpStatus, data }: WrittenError): ProtocolError {
	return new ProtocolError(code, message, httpStatus, data);
}
