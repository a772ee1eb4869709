import type { NewWorkflow, WorkflowNode } from '../n8n/rest-types.ts';

/** The same path for all triggers, each below its own prefix. */
export const BENCH_PATH = 'bench';
export const BUILTIN_PATH = 'bench-builtin';
export const PLAIN_PATH = 'bench-plain';

/** As many tools as a typical server has; the first is the one that is called. */
const TOOL_COUNT = 10;
export const TOOL = 'greet_1';
export const RESOURCE_URI = 'bench://text';
export const PROMPT = 'bench_prompt';

/** Is in every right answer of a flow. */
export const GREETING = 'Hello, Dana!';

const settings = { executionOrder: 'v1' };
const toolNames = Array.from({ length: TOOL_COUNT }, (_, index) => `greet_${index + 1}`);
const DESCRIPTION = 'Greets somebody by name.';

function nodeId(workflow: number, index: number): string {
	return `be0000${workflow}0-0000-4000-8000-${String(index).padStart(12, '0')}`;
}

/** The flow behind every trigger: one *Edit Fields* node. */
function greetNode(id: string, nameExpression: string): WorkflowNode {
	const value = `=Hello, {{ ${nameExpression} }}!`;
	const assignment = { id: nodeId(0, 0), name: 'greeting', value, type: 'string' };
	return {
		id,
		name: 'Greet',
		type: 'n8n-nodes-base.set',
		typeVersion: 3.4,
		position: [256, 0],
		parameters: {
			assignments: { assignments: [assignment] },
			includeOtherFields: false,
			options: {},
		},
	};
}

const toGreet = [{ node: 'Greet', type: 'main', index: 0 }];

/** Our trigger on both its URLs: tools with one flow, a static resource, a static prompt. */
export function oursWorkflow(port: number): NewWorkflow {
	const field = { name: 'name', type: 'string', description: 'Whom to greet', required: true };
	const branch = toolNames.map((name) => ({
		kind: 'tool',
		name,
		description: DESCRIPTION,
		inputMode: 'fields',
		fields: { field: [field] },
	}));
	const resource = {
		name: 'text',
		description: 'A text.',
		uri: RESOURCE_URI,
		settings: { mimeType: 'text/plain' },
		format: 'text',
		text: 'This is the content of a static resource.',
	};
	const message = { role: 'user', type: 'text', text: 'Greet everybody who is new.' };
	const prompt = { name: PROMPT, description: 'A prompt.', messages: { message: [message] } };
	return {
		name: 'Bench: GTM MCP Server Trigger',
		nodes: [
			{
				id: nodeId(1, 1),
				name: 'Trigger',
				type: 'n8n-nodes-gtm-mcp.gtmMcpServerTrigger',
				typeVersion: 1.1,
				position: [0, 0],
				webhookId: nodeId(1, 99),
				parameters: {
					authentication: 'none',
					path: BENCH_PATH,
					branches: { branch },
					options: {
						listen: 'both',
						host: '127.0.0.1',
						port,
						content: { resource: [resource], prompt: [prompt] },
					},
				},
			},
			greetNode(nodeId(1, 2), '$json.name'),
		],
		connections: { Trigger: { main: toolNames.map(() => toGreet) } },
		settings,
	};
}

/** n8n's Webhook node with the same flow. */
export function plainWorkflow(): NewWorkflow {
	return {
		name: 'Bench: Webhook',
		nodes: [
			{
				id: nodeId(2, 1),
				name: 'Webhook',
				type: 'n8n-nodes-base.webhook',
				typeVersion: 2.1,
				position: [0, 0],
				webhookId: nodeId(2, 99),
				parameters: {
					httpMethod: 'POST',
					path: PLAIN_PATH,
					responseMode: 'lastNode',
					options: {},
				},
			},
			greetNode(nodeId(2, 2), '$json.body.name'),
		],
		connections: { Webhook: { main: [toGreet] } },
		settings,
	};
}

/** What the tools of the built-in trigger call: it has no outputs, so a flow is a sub-workflow. */
export function calledWorkflow(): NewWorkflow {
	return {
		name: 'Bench: called workflow',
		nodes: [
			{
				id: nodeId(3, 1),
				name: 'Called',
				type: 'n8n-nodes-base.executeWorkflowTrigger',
				typeVersion: 1.1,
				position: [0, 0],
				parameters: { workflowInputs: { values: [{ name: 'name', type: 'string' }] } },
			},
			greetNode(nodeId(3, 2), '$json.name'),
		],
		connections: { Called: { main: [toGreet] } },
		settings,
	};
}

function workflowTool(name: string, index: number, calledId: string): WorkflowNode {
	const schema = [
		{
			id: 'name',
			displayName: 'name',
			type: 'string',
			required: false,
			display: true,
			defaultMatch: false,
			canBeUsedToMatch: true,
		},
	];
	return {
		id: nodeId(4, index + 2),
		name,
		type: '@n8n/n8n-nodes-langchain.toolWorkflow',
		typeVersion: 2.2,
		position: [index * 192, 224],
		parameters: {
			description: DESCRIPTION,
			workflowId: { __rl: true, mode: 'id', value: calledId },
			workflowInputs: {
				mappingMode: 'defineBelow',
				value: { name: "={{ $fromAI('name', 'Whom to greet', 'string') }}" },
				matchingColumns: [],
				schema,
			},
		},
	};
}

/** n8n's own trigger with as many tools, each of which runs the same flow. */
export function builtinWorkflow(calledId: string): NewWorkflow {
	const toTrigger = [[{ node: 'MCP Server Trigger', type: 'ai_tool', index: 0 }]];
	return {
		name: 'Bench: built-in MCP Server Trigger',
		nodes: [
			{
				id: nodeId(4, 1),
				name: 'MCP Server Trigger',
				type: '@n8n/n8n-nodes-langchain.mcpTrigger',
				typeVersion: 2.1,
				position: [0, 0],
				webhookId: nodeId(4, 99),
				parameters: { authentication: 'none', path: BUILTIN_PATH },
			},
			...toolNames.map((name, index) => workflowTool(name, index, calledId)),
		],
		connections: Object.fromEntries(toolNames.map((name) => [name, { ai_tool: toTrigger }])),
		settings,
	};
}
