import type { Principal } from '../principal';
import type { ServeInProcess } from '../provider/in-process-call';
import type { JsonObject, RequestId } from '../../protocol/json-rpc';
import type { ClientInfo } from '../../protocol/request-meta';
import type { Era } from '../../protocol/versions';

export type CallKind = 'tool' | 'resource' | 'prompt' | 'completion';

/** A flow: behind an output of the trigger, or a tool node that is connected to it. */
type FlowTarget =
	| { kind: 'output'; output: number; /** Declared, of a resource. */ mimeType?: string }
	| { kind: 'connected'; nodeName: string };

/** What serves a call. */
export type ServedBy = FlowTarget | { kind: 'inProcess'; serve: ServeInProcess };

/** A checked request. Plain data: it travels into the execution of the flow that serves it. */
export interface CheckedCall {
	kind: CallKind;
	/** Name of the tool or prompt, URI of the resource, `completion`. */
	name: string;
	/** Where it goes. */
	target: FlowTarget | { kind: 'inProcess' };
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
