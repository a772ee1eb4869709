import type { NewWorkflow, WorkflowNode } from '../n8n/rest-types.ts';
import { TOOL } from './server-process.ts';

/** Name of the node that is measured, in every workflow. */
export const MEASURED = 'Client';
export const START = 'Start';

function nodeId(index: number): string {
	return `bec11e00-0000-4000-8000-${String(index).padStart(12, '0')}`;
}

const domains = (count: number) =>
	Array.from({ length: count }, (_, index) => ({ json: { domain: `company-${index}.example` } }));

/** A manual trigger that hands so many items to the node that is measured. */
function measuringWorkflow(
	name: string,
	client: Pick<WorkflowNode, 'type' | 'typeVersion' | 'parameters'>,
	items: number,
): NewWorkflow {
	return {
		name,
		nodes: [
			{
				id: nodeId(1),
				name: START,
				type: 'n8n-nodes-base.manualTrigger',
				typeVersion: 1,
				position: [0, 0],
				parameters: {},
			},
			{ id: nodeId(2), name: MEASURED, position: [224, 0], ...client },
		],
		connections: { [START]: { main: [[{ node: MEASURED, type: 'main', index: 0 }]] } },
		pinData: { [START]: domains(items) },
		settings: { executionOrder: 'v1' },
	};
}

const ARGUMENTS = '={{ JSON.stringify({ domain: $json.domain }) }}';

/**
 * Our client with the defaults that a user gets, but for what is given.
 *
 * @param options of the node's collection "Options"
 */
export function ourWorkflow(url: string, items: number, options: object = {}): NewWorkflow {
	const parameters = {
		authentication: 'none',
		serverUrl: url,
		operation: 'callTool',
		tool: { __rl: true, mode: 'name', value: TOOL },
		inputMode: 'json',
		json: ARGUMENTS,
		options,
	};
	return measuringWorkflow(
		'Bench: GTM MCP Client',
		{ type: 'n8n-nodes-gtm-mcp.gtmMcpClient', typeVersion: 1, parameters },
		items,
	);
}

/** n8n's own client, newest version. */
export function builtinWorkflow(url: string, items: number): NewWorkflow {
	const parameters = {
		serverTransport: 'httpStreamable',
		endpointUrl: url,
		authentication: 'none',
		tool: { __rl: true, mode: 'id', value: TOOL },
		inputMode: 'json',
		jsonInput: ARGUMENTS,
		options: {},
	};
	return measuringWorkflow(
		'Bench: built-in MCP Client',
		{ type: '@n8n/n8n-nodes-langchain.mcpClient', typeVersion: 1.1, parameters },
		items,
	);
}
