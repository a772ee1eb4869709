import type { IDataObject } from 'n8n-workflow';

import type { ToolCall } from '../../mcp/server/tool-call';

/** Under this key of the first item a flow finds who called; results never carry it. */
export const CALLER_KEY = '_mcp';

/** What the webhook hands to the execution that it starts. */
export interface FlowStart {
	/** The open exchange that waits for the result, in the process that holds the request. */
	exchangeId: string;
	call: ToolCall;
}

/** @returns the JSON of the execution's only input item */
export function toStartItem(start: FlowStart): IDataObject {
	return { mcpFlowStart: { ...start } };
}

/** @returns undefined if the execution was not started by a call */
export function readStartItem(json: IDataObject | undefined): FlowStart | undefined {
	return json?.mcpFlowStart as unknown as FlowStart | undefined;
}

/** The item that a flow begins with: the arguments at the top, the caller beside them. */
export function toFlowItem({ call }: FlowStart): IDataObject {
	const { arguments: values, tool, requestId, era, principal, client } = call;
	return {
		...(values as IDataObject),
		[CALLER_KEY]: {
			tool,
			requestId,
			era,
			principal: { ...principal },
			...(client ? { client: { ...client } } : {}),
		},
	};
}
