import { isJsonObject, type JsonObject } from './json-rpc';
import { ErrorCode, ProtocolError } from './protocol-error';

const key = (name: string) => `io.modelcontextprotocol/${name}`;

/** Keys of `_meta` in 2026-07-28 (specification, Basic Protocol, `_meta`). */
export const MetaKey = {
	protocolVersion: key('protocolVersion'),
	clientInfo: key('clientInfo'),
	clientCapabilities: key('clientCapabilities'),
	serverInfo: key('serverInfo'),
} as const;

export interface ClientInfo {
	name: string;
	version?: string;
}

/** What every request of the modern era says of itself. */
export interface RequestMeta {
	protocolVersion: string;
	clientInfo?: ClientInfo;
	clientCapabilities: JsonObject;
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
	return { protocolVersion, clientCapabilities, ...(clientInfo ? { clientInfo } : {}) };
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
