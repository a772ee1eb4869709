import type { Principal } from '../principal';
import type { JsonObject, RequestId } from '../../protocol/json-rpc';
import type { ClientInfo } from '../../protocol/request-meta';
import type { Era } from '../../protocol/versions';

export type CallKind = 'tool' | 'resource' | 'prompt' | 'completion';

/** A checked request that a flow serves. Plain data: it travels into the execution. */
export interface CheckedCall {
	kind: CallKind;
	/** Name of the tool or prompt, URI of the resource, `completion`. */
	name: string;
	/** Where it goes: an output of the trigger, a tool node that is connected to it, or no flow. */
	target:
		| { kind: 'output'; output: number; /** Declared, of a resource. */ mimeType?: string }
		| { kind: 'connected'; nodeName: string }
		| { kind: 'builtin' };
	/** What the flow gets: a tool's arguments are valid against its schema, defaults filled in. */
	arguments: JsonObject;
	requestId: RequestId;
	era: Era;
	principal: Principal;
	/** Unknown in the legacy era without a session, where only the handshake carries it. */
	client?: ClientInfo;
	/** Request headers that the node's owner chose to pass on. */
	headers?: Readonly<Record<string, string>>;
}
