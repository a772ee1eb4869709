/** Set to `off`, no GTM node of this n8n tells the context graph anything, or asks it. */
export const CONTEXT_VARIABLE = 'GTM_MCP_CONTEXT_GRAPH';

export function isGraphOff(): boolean {
	return process.env[CONTEXT_VARIABLE] === 'off';
}
