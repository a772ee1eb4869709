import type { ClientInfo } from '../protocol/request-meta';
import type { JsonObject, RequestId } from '../protocol/json-rpc';
import type { Era } from '../protocol/versions';

/** Who is calling, as far as authentication tells. */
export interface Principal {
	/** `anonymous` only where the server asks for no credentials. */
	kind: 'apiKey' | 'anonymous';
	/** The key's label; never the key. */
	label: string;
}

export const ANONYMOUS: Principal = { kind: 'anonymous', label: 'anonymous' };

/** A checked call of a tool, ready to be run. Plain data: it travels into the execution. */
export interface ToolCall {
	requestId: RequestId;
	era: Era;
	tool: string;
	/** Valid against the tool's input schema, its defaults filled in. */
	arguments: JsonObject;
	principal: Principal;
	/** Unknown in the legacy era, where only the handshake carries it. */
	client?: ClientInfo;
}
