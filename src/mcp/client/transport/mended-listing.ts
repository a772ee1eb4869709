import type { JSONRPCMessage, Transport } from '../../../third-party/mcp-client';

/**
 * Lets the SDK (2.4.0) take a list of tools in which one has an input schema without a type. The
 * specification wants `"type": "object"`; the SDK refuses the whole list for one tool that lacks it,
 * and with it every tool of the server. Arguments are always an object, so nothing else can be meant.
 */
export function mendListing<T extends JSONRPCMessage>(message: T): T {
	if (!('result' in message) || !Array.isArray(message.result.tools)) return message;
	const tools = message.result.tools as unknown[];
	if (!tools.some(lacksType)) return message;
	const mended = tools.map((tool) => (lacksType(tool) ? withType(tool) : tool));
	return { ...message, result: { ...message.result, tools: mended } };
}

interface UntypedTool {
	inputSchema: Record<string, unknown>;
}

function lacksType(tool: unknown): tool is UntypedTool {
	if (typeof tool !== 'object' || tool === null) return false;
	const { inputSchema } = tool as { inputSchema?: unknown };
	return typeof inputSchema === 'object' && inputSchema !== null && !('type' in inputSchema);
}

const withType = (tool: UntypedTool) => ({
	...tool,
	inputSchema: { type: 'object', ...tool.inputSchema },
});

/** The same transport; whoever listens to it hears every message mended. */
export function mended<T extends Transport>(transport: T): T {
	let heard: Transport['onmessage'];
	Object.defineProperty(transport, 'onmessage', {
		get: () => heard,
		set(listener: Transport['onmessage']) {
			heard = listener && ((message, extra) => listener(mendListing(message), extra));
		},
	});
	return transport;
}
