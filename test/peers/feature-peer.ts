import {
	type CallToolResult,
	Server,
	acceptedContent,
	createMcpHandler,
	inputRequired,
} from '@modelcontextprotocol/server';

import { sendResponse, toWebRequest } from './dual-era-peer';
import { type HttpPeer, startHttpPeer } from './http-peer';
import { PIXEL } from './peer-tools';

/** What the peer was asked to do, by tool. */
export interface FeaturePeer extends HttpPeer {
	calls: Array<{ tool: string; args: unknown }>;
	/** What the resource `crm://accounts/acme` holds. */
	account: { name: string };
	tools: Array<{ name: string; description?: string; [key: string]: unknown }>;
}

const address = {
	type: 'object',
	properties: { city: { type: 'string' }, zip: { type: 'string' } },
	required: ['city'],
};

const tools = () => [
	{
		name: 'search',
		description: 'Finds accounts',
		annotations: { readOnlyHint: true },
		inputSchema: { type: 'object', properties: { q: { type: 'string' } } },
	},
	{
		name: 'create_contact',
		description: 'Creates a contact',
		inputSchema: {
			type: 'object',
			properties: {
				email: { type: 'string', format: 'email' },
				score: { type: 'integer', minimum: 0 },
				address: { $ref: '#/$defs/Address' },
			},
			required: ['email', 'address'],
			$defs: { Address: address },
		},
	},
	{ name: 'report', annotations: { readOnlyHint: true }, inputSchema: { type: 'object' } },
	{ name: 'ask_region', annotations: { readOnlyHint: true }, inputSchema: { type: 'object' } },
	{ name: 'ask_model', annotations: { readOnlyHint: true }, inputSchema: { type: 'object' } },
	{ name: 'ask_roots', annotations: { readOnlyHint: true }, inputSchema: { type: 'object' } },
];

export const REGION_SCHEMA = {
	type: 'object' as const,
	properties: {
		region: { type: 'string' as const, title: 'Region', enum: ['emea', 'amer'] },
		seats: { type: 'integer' as const, minimum: 1, default: 5 },
	},
	required: ['region'],
};

/** A modern server with everything that the node has an operation for. */
export async function startFeaturePeer(): Promise<FeaturePeer> {
	const state: Pick<FeaturePeer, 'calls' | 'account' | 'tools'> = {
		calls: [],
		account: { name: 'Acme' },
		tools: tools(),
	};
	const handler = createMcpHandler(() => createServer(state), { legacy: 'stateless' });
	const peer = await startHttpPeer(async (request, response, body) => {
		await sendResponse(await handler.fetch(toWebRequest(request, body)), response);
	});
	return Object.assign(state, peer);
}

function createServer(state: Pick<FeaturePeer, 'calls' | 'account' | 'tools'>): Server {
	const server = new Server(
		{ name: 'feature-peer', title: 'Feature Peer', version: '2.0.0' },
		{
			capabilities: { tools: {}, resources: {}, prompts: {}, completions: {} },
			instructions: 'Search before you create.',
		},
	);
	server.setRequestHandler('tools/list', () => ({ tools: state.tools as never }));
	server.setRequestHandler('tools/call', ({ params }, { mcpReq }) => {
		state.calls.push({ tool: params.name, args: params.arguments });
		return callTool(params.name, params.arguments ?? {}, mcpReq.inputResponses) as CallToolResult;
	});
	server.setRequestHandler('resources/list', () => ({
		resources: [
			{ uri: 'crm://accounts/acme', name: 'acme', title: 'Acme', mimeType: 'application/json' },
			{ uri: 'crm://logo', name: 'logo', mimeType: 'image/png' },
		],
	}));
	server.setRequestHandler('resources/templates/list', () => ({
		resourceTemplates: [{ uriTemplate: 'crm://accounts/{domain}', name: 'account' }],
	}));
	server.setRequestHandler('resources/read', ({ params: { uri } }) => ({
		contents: [
			uri === 'crm://logo'
				? { uri, mimeType: 'image/png', blob: PIXEL }
				: { uri, mimeType: 'application/json', text: JSON.stringify(state.account) },
		],
	}));
	server.setRequestHandler('prompts/list', () => ({
		prompts: [
			{
				name: 'brief',
				description: 'Prepares a call',
				arguments: [{ name: 'account', description: 'Whose', required: true }, { name: 'tone' }],
			},
		],
	}));
	server.setRequestHandler('prompts/get', ({ params }) => ({
		description: 'A brief',
		messages: [
			{
				role: 'user',
				content: { type: 'text', text: `Brief me: ${JSON.stringify(params.arguments)}` },
			},
			{ role: 'user', content: { type: 'image', data: PIXEL, mimeType: 'image/png' } },
		],
	}));
	server.setRequestHandler('completion/complete', ({ params }) => ({
		completion: {
			values: [`${params.argument.value}me`, JSON.stringify(params.context?.arguments ?? {})],
			total: 2,
		},
	}));
	return server;
}

function callTool(
	name: string,
	args: object,
	responses: Record<string, unknown> | undefined,
): unknown {
	const say = (text: string) => ({ content: [{ type: 'text', text }] });
	switch (name) {
		case 'ask_region': {
			const answer = responses?.region as { action?: string } | undefined;
			if (!answer) {
				return inputRequired({
					inputRequests: {
						region: inputRequired.elicit({
							message: 'Which region?',
							requestedSchema: REGION_SCHEMA,
						}),
					},
				});
			}
			const content = acceptedContent(responses, 'region');
			return say(JSON.stringify({ action: answer.action, ...content }));
		}
		case 'ask_model': {
			const answer = responses?.model as
				{ content?: { text?: string }; model?: string } | undefined;
			if (answer) return say(JSON.stringify({ said: answer.content?.text, by: answer.model }));
			return inputRequired({
				inputRequests: {
					model: inputRequired.createMessage({
						messages: [{ role: 'user', content: { type: 'text', text: 'Score Acme' } }],
						systemPrompt: 'Be brief',
						maxTokens: 100,
					}),
				},
			});
		}
		case 'ask_roots':
			return responses?.roots
				? say(JSON.stringify(responses.roots))
				: inputRequired({ inputRequests: { roots: inputRequired.listRoots() } });
		case 'report':
			return {
				content: [
					{ type: 'text', text: 'See the account' },
					{ type: 'resource_link', uri: 'crm://accounts/acme', name: 'acme' },
					{ type: 'resource_link', uri: 'crm://logo', name: 'logo' },
				],
			};
		case 'search':
			return {
				content: [{ type: 'text', text: 'repeats the data' }],
				structuredContent: { name: 'Acme', owner: { name: 'Ada', email: 'ada@acme.com' } },
			};
		default:
			return say(JSON.stringify(args));
	}
}
