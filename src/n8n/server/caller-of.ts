import { type Principal, limitsId } from '../../mcp/server/principal';

/** Tells the callers of all servers of this n8n apart, before and after a workflow is published anew. */
export function callerOf(workflow: string | undefined, principal: Principal): string {
	return `${workflow ?? ''} ${limitsId(principal)}`;
}
