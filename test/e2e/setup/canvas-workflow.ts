import { loggedInClient } from './n8n-context';
import { TRIGGER } from './published-trigger';
import type { NewWorkflow, WorkflowNode } from '../../../scripts/n8n/rest-types';

/** A node as a test draws it; nodes need no id and no version unless they say so. */
export type DrawnNode = Pick<WorkflowNode, 'name' | 'type'> & Partial<WorkflowNode>;

/** Where connections go, by node and output; `Tools` are connected to the trigger's Tools port. */
export interface Drawing {
	name: string;
	trigger: object;
	credentials?: WorkflowNode['credentials'];
	nodes?: DrawnNode[];
	/** Names of the nodes behind each output, by the name of a node. */
	flow?: Record<string, string[]>;
	tools?: DrawnNode[];
}

export const TRIGGER_NAME = 'GTM MCP Server Trigger';

/** Creates a workflow with one trigger, drawn in columns from left to right. @returns its id */
export async function drawWorkflow(drawing: Drawing): Promise<string> {
	const { name, trigger, credentials, nodes = [], flow = {}, tools = [] } = drawing;
	const drawn: DrawnNode[] = [
		{
			name: TRIGGER_NAME,
			type: TRIGGER,
			typeVersion: 1.1,
			position: [0, 0],
			webhookId: crypto.randomUUID(),
			parameters: { authentication: 'none', ...trigger },
			...(credentials ? { credentials } : {}),
		},
		...nodes,
		...tools.map((node, index) => ({ ...node, position: [200 * index, 260] as [number, number] })),
	];
	const to = (node: string, type: string) => [{ node, type, index: 0 }];
	const main = Object.entries(flow).map(([from, targets]) => [
		from,
		{ main: targets.map((target) => (target === '' ? [] : to(target, 'main'))) },
	]);
	const toolLinks = tools.map((tool) => [tool.name, { ai_tool: [to(TRIGGER_NAME, 'ai_tool')] }]);
	const workflow = await loggedInClient().createWorkflow({
		name,
		nodes: drawn.map((node) => ({
			id: crypto.randomUUID(),
			typeVersion: 1,
			position: [0, 0] as [number, number],
			parameters: {},
			...node,
		})),
		connections: Object.fromEntries([...main, ...toolLinks]) as NewWorkflow['connections'],
	});
	return workflow.id;
}
