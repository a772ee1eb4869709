import { Server, createMcpHandler } from '@modelcontextprotocol/server';

import { sendResponse, toWebRequest } from './dual-era-peer';
import { type HttpPeer, startHttpPeer } from './http-peer';

const object = 'object' as const;
const text = (value: unknown) => ({
	content: [{ type: 'text' as const, text: JSON.stringify(value) }],
});

/** A CRM whose tools have the schemas that agents and models have trouble with. */
export const crmTools = [
	{
		name: 'search_accounts',
		description: 'Searches accounts',
		annotations: { readOnlyHint: true },
		inputSchema: {
			type: object,
			properties: { query: { type: 'string' }, limit: { type: 'integer' } },
			required: ['query'],
		},
	},
	{
		name: 'find_person',
		description: 'Finds a person by one of two ways',
		annotations: { readOnlyHint: true },
		inputSchema: {
			type: object,
			oneOf: [
				{ properties: { email: { type: 'string' } }, required: ['email'] },
				{ properties: { profile: { $ref: '#/$defs/Profile' } }, required: ['profile'] },
			],
			$defs: {
				Profile: {
					type: 'object',
					properties: { network: { enum: ['a', 'b'] }, handle: { type: 'string' } },
					required: ['handle'],
				},
			},
		},
	},
	{
		name: 'log_anything',
		description: 'Logs whatever it is given',
		annotations: { readOnlyHint: true },
		inputSchema: { type: object, properties: {}, additionalProperties: true },
	},
	{
		name: 'create_contact',
		description: 'Creates a contact',
		inputSchema: {
			type: object,
			properties: {
				email: { type: 'string' },
				tool: { type: 'string', description: 'Which tool the contact uses' },
				sessionId: { type: 'string' },
				chatInput: { type: 'string' },
				owner: { type: ['string', 'null'] },
				fields: { type: 'object', additionalProperties: { type: 'string' } },
			},
			required: ['email'],
		},
	},
	{
		name: 'get_logo',
		description: 'Gets the logo of an account',
		annotations: { readOnlyHint: true },
		inputSchema: { type: object },
	},
	{
		name: 'spend_credits',
		description: 'Always out of credits',
		annotations: { readOnlyHint: true },
		inputSchema: { type: object },
	},
];

const LOGO =
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const HANDBOOK = Array.from({ length: 3_000 }, (_, line) => `Line ${line} of the handbook.`).join(
	'\n',
);

/** What came over the wire for a tool. */
export interface WireCall {
	name: string;
	arguments: unknown;
}

export interface CrmPeer extends HttpPeer {
	calls: WireCall[];
}

/** A server of the SDK's 2.x line with that CRM: tools, two resources, a prompt. */
export async function startCrmPeer(): Promise<CrmPeer> {
	const calls: WireCall[] = [];
	const handler = createMcpHandler(() => createServer(calls), { legacy: 'stateless' });
	const peer = await startHttpPeer(async (request, response, body) => {
		await sendResponse(await handler.fetch(toWebRequest(request, body)), response);
	});
	return { ...peer, calls };
}

function createServer(calls: WireCall[]): Server {
	const server = new Server(
		{ name: 'crm-peer', version: '1.0.0' },
		{ capabilities: { tools: {}, resources: {}, prompts: {} } },
	);
	server.setRequestHandler('tools/list', () => ({ tools: crmTools as never }));
	server.setRequestHandler('tools/call', ({ params }) => {
		calls.push({ name: params.name, arguments: params.arguments });
		return callTool(params.name, params.arguments);
	});
	server.setRequestHandler('resources/list', () => ({
		resources: [
			{ uri: 'crm://handbook', name: 'Handbook', mimeType: 'text/plain' },
			{ uri: 'crm://accounts/1', name: 'Acme' },
		],
	}));
	server.setRequestHandler('resources/templates/list', () => ({
		resourceTemplates: [{ uriTemplate: 'crm://accounts/{id}', name: 'Account' }],
	}));
	server.setRequestHandler('resources/read', ({ params: { uri } }) => ({
		contents: [{ uri, text: uri === 'crm://handbook' ? HANDBOOK : `The account at ${uri}` }],
	}));
	server.setRequestHandler('prompts/list', () => ({
		prompts: [{ name: 'qualify', description: 'Qualify a lead', arguments: [{ name: 'email' }] }],
	}));
	server.setRequestHandler('prompts/get', ({ params }) => ({
		messages: [
			{
				role: 'user' as const,
				content: { type: 'text' as const, text: `Qualify ${params.arguments?.email}` },
			},
		],
	}));
	return server;
}

function callTool(name: string, args: Record<string, unknown> = {}) {
	switch (name) {
		case 'search_accounts': {
			const count = typeof args.limit === 'number' ? args.limit : 1_000;
			const results = Array.from({ length: count }, (_, id) => ({ id, name: `Account ${id}` }));
			return text({ total: 1_000, results, next: 'page-2' });
		}
		case 'get_logo':
			return { content: [{ type: 'image' as const, data: LOGO, mimeType: 'image/png' }] };
		case 'spend_credits':
			return { content: [{ type: 'text' as const, text: 'No credits left' }], isError: true };
		default:
			return text({ done: name });
	}
}
