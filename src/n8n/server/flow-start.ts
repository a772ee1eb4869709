import type { IDataObject } from 'n8n-workflow';

import type { CheckedCall } from '../../mcp/server/calls/checked-call';
import type { AuditRecord } from '../../policy/audit';

/** Under this key of the first item a flow finds who called; results never carry it. */
export const CALLER_KEY = '_mcp';

/** What starts an execution of the trigger. */
export type FlowStart =
	| { kind: 'call'; callId: string; call: CheckedCall }
	| { kind: 'audit'; output: number; record: AuditRecord }
	/** Nothing is called: the trigger only finds out what tools are connected to it. */
	| { kind: 'discovery'; server: string };

/** @returns the JSON of the execution's only input item */
export function toStartItem(start: FlowStart): IDataObject {
	return { mcpFlowStart: start };
}

/** @returns undefined if the execution was started by something else */
export function readStartItem(json: IDataObject | undefined): FlowStart | undefined {
	return json?.mcpFlowStart as unknown as FlowStart | undefined;
}

/** The item that a flow begins with: the arguments at the top, the caller beside them. */
export function toFlowItem(call: CheckedCall): IDataObject {
	const { arguments: values, kind, name, requestId, era, principal, client, headers } = call;
	const { label, kind: principalKind, scopes, claims } = principal;
	return {
		...(values as IDataObject),
		[CALLER_KEY]: {
			kind,
			name,
			requestId,
			era,
			principal: {
				kind: principalKind,
				label,
				...(scopes ? { scopes: [...scopes] } : {}),
				...(claims ? { claims: claims as IDataObject } : {}),
			},
			...(client ? { client: { ...client } } : {}),
			...(headers ? { headers: { ...headers } } : {}),
		},
	};
}
