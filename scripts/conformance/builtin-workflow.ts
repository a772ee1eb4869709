import type { NewWorkflow } from '../n8n/rest-types.ts';

/** Of the built-in trigger, below n8n's MCP address. */
export const BUILTIN_PATH = 'conformance-builtin';

/** n8n's own MCP Server Trigger with one tool, for the comparison. */
export function builtinWorkflow(): NewWorkflow {
	return {
		name: 'Built-in MCP Server Trigger',
		nodes: [
			{
				id: 'b0f00000-0000-4000-8000-000000000001',
				name: 'MCP Server Trigger',
				type: '@n8n/n8n-nodes-langchain.mcpTrigger',
				typeVersion: 2.1,
				position: [0, 0],
				webhookId: 'b0f00000-0000-4000-8000-0000000000aa',
				parameters: { authentication: 'none', path: BUILTIN_PATH },
			},
			{
				id: 'b0f00000-0000-4000-8000-000000000002',
				name: 'test_simple_text',
				type: '@n8n/n8n-nodes-langchain.toolCode',
				typeVersion: 1.3,
				position: [0, 224],
				parameters: {
					description: 'Answers with one text.',
					jsCode: "return 'This is a simple text response for testing.';",
				},
			},
		],
		connections: {
			test_simple_text: {
				ai_tool: [[{ node: 'MCP Server Trigger', type: 'ai_tool', index: 0 }]],
			},
		},
		settings: { executionOrder: 'v1' },
	};
}
