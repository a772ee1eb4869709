import { ProtocolError, Server } from '@modelcontextprotocol/server';

/** A tool call that changed something: what duplicates of an unsafe call would show in. */
export interface Effect {
	tool: string;
	arguments: Record<string, unknown>;
}

const inputSchema = {
	type: 'object' as const,
	properties: { id: { type: 'string' } },
	additionalProperties: true,
};

/** Says nothing about itself, so it must be taken for one that writes. */
export const UNSAFE_TOOL = 'send_email';
export const READ_TOOL = 'find_person';
export const IDEMPOTENT_TOOL = 'upsert_person';

export const faultPeerTools = [
	{ name: UNSAFE_TOOL, description: 'Sends an email', inputSchema },
	{
		name: READ_TOOL,
		description: 'Finds a person',
		inputSchema,
		annotations: { readOnlyHint: true },
	},
	{
		name: IDEMPOTENT_TOOL,
		description: 'Creates or updates a person',
		inputSchema,
		annotations: { readOnlyHint: false, idempotentHint: true, destructiveHint: false },
	},
];

/** A server of the SDK whose tools record what they did. */
export function createFaultServer(name: string, effects: Effect[]): Server {
	const server = new Server({ name, version: '1.0.0' }, { capabilities: { tools: {} } });
	server.setRequestHandler('tools/list', () => ({ tools: faultPeerTools }));
	server.setRequestHandler('tools/call', ({ params }) => {
		const tool = faultPeerTools.find((each) => each.name === params.name);
		if (!tool) throw new ProtocolError(-32602, `Unknown tool: ${params.name}`);
		const effect = { tool: tool.name, arguments: params.arguments ?? {} };
		effects.push(effect);
		const text = JSON.stringify({ by: name, ...effect });
		return { content: [{ type: 'text', text }] };
	});
	return server;
}
