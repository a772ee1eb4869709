import { isJsonObject, isRequestId, type JsonObject, type RequestId } from './json-rpc';
import { LOG_LEVELS, type LogLevel } from './log-level';
import { ErrorCode, ProtocolError } from './protocol-error';

const key = (name: string) => `io.modelcontextprotocol/${name}`;

/** Keys of `_meta` in 2026-07-28 (specification, Basic Protocol, `_meta`). */
export const MetaKey = {
	protocolVersion: key('protocolVersion'),
	clientInfo: key('clientInfo'),
	clientCapabilities: key('clientCapabilities'),
	serverInfo: key('serverInfo'),
	logLevel: key('logLevel'),
	subscriptionId: key('subscriptionId'),
} as const;

/** The extension for calls that outlast their request. */
export const TASKS_EXTENSION = key('tasks');

export interface ClientInfo {
	name: string;
	version?: string;
}

/** What every request of the modern era says of itself. */
export interface RequestMeta {
	protocolVersion: string;
	clientInfo?: ClientInfo;
	clientCapabilities: JsonObject;
	/** Undefined if the client wants no log messages. */
	logLevel?: LogLevel;
	progressToken?: RequestId;
}

/** Whether a message claims the modern era: it alone carries its revision in `_meta`. */
export function claimsModernMeta(params: JsonObject): boolean {
	const meta = params._meta;
	return (
		isJsonObject(meta) &&
		(Object.hasOwn(meta, MetaKey.protocolVersion) ||
			Object.hasOwn(meta, MetaKey.clientCapabilities))
	);
}

/** @throws ProtocolError -32602 with HTTP 400 naming the member that is missing or of a wrong type */
export function readRequestMeta(params: JsonObject): RequestMeta {
	const meta = isJsonObject(params._meta) ? params._meta : {};
	const protocolVersion = meta[MetaKey.protocolVersion];
	if (typeof protocolVersion !== 'string') throw missing(MetaKey.protocolVersion, 'a string');
	const clientCapabilities = meta[MetaKey.clientCapabilities];
	if (!isJsonObject(clientCapabilities)) throw missing(MetaKey.clientCapabilities, 'an object');
	const clientInfo = readClientInfo(meta[MetaKey.clientInfo]);
	const logLevel = meta[MetaKey.logLevel];
	if (logLevel !== undefined && !isLogLevel(logLevel)) {
		throw new ProtocolError(
			ErrorCode.invalidParams,
			`Invalid params: _meta["${MetaKey.logLevel}"] must be one of ${LOG_LEVELS.join(', ')}`,
		);
	}
	const progressToken = readProgressToken(params);
	return {
		protocolVersion,
		clientCapabilities,
		...(clientInfo ? { clientInfo } : {}),
		...(logLevel ? { logLevel } : {}),
		...(progressToken === undefined ? {} : { progressToken }),
	};
}

export function isLogLevel(value: unknown): value is LogLevel {
	return LOG_LEVELS.some((level) => level === value);
}

/** Both eras: the token under which the client wants to hear of progress. */
export function readProgressToken(params: JsonObject): RequestId | undefined {
	const token = isJsonObject(params._meta) ? params._meta.progressToken : undefined;
	return isRequestId(token) ? token : undefined;
}

/** Clients send this for display and logs only, so an ill-formed one is left out, not refused. */
export function readClientInfo(value: unknown): ClientInfo | undefined {
	if (!isJsonObject(value) || typeof value.name !== 'string') return undefined;
	const { name, version } = value;
	return typeof version === 'string' ? { name, version } : { name };
}

function missing(member: string, type: string): ProtocolError {
	return new ProtocolError(
		ErrorCode.invalidParams,
		`Invalid params: _meta["${member}"] must be ${type}`,
		400,
	);
}
