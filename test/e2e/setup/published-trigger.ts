import { loggedInClient } from './n8n-context';
import type { NewWorkflow, WorkflowNode } from '../../../scripts/n8n/rest-types';

export const TRIGGER = 'n8n-nodes-gtm-mcp.gtmMcpServerTrigger';

/** The same workflow with other parameters of its trigger; options that are not named stay. */
export function withTriggerParameters(
	workflow: NewWorkflow,
	{ options, ...changes }: Record<string, unknown>,
): NewWorkflow {
	const nodes = workflow.nodes.map((node) => {
		if (node.type !== TRIGGER) return node;
		const merged = { ...(node.parameters.options as object), ...(options as object) };
		return { ...node, parameters: { ...node.parameters, ...changes, options: merged } };
	});
	return { ...workflow, nodes };
}

/** A trigger whose only branch goes to the given node, published. */
export async function publishTrigger(
	parameters: object,
	next: Array<Partial<WorkflowNode> & Pick<WorkflowNode, 'type' | 'parameters'>>,
	extra: { credentials?: WorkflowNode['credentials']; connections?: object } = {},
): Promise<string> {
	const n8n = loggedInClient();
	const nodes: WorkflowNode[] = [
		{
			id: `60000000-0000-4000-8000-00000000000${next.length}`,
			name: 'Trigger',
			type: TRIGGER,
			typeVersion: 1.1,
			position: [0, 0],
			webhookId: crypto.randomUUID(),
			parameters: { authentication: 'none', ...parameters },
			...(extra.credentials ? { credentials: extra.credentials } : {}),
		},
		...next.map((node, index) => ({
			id: crypto.randomUUID(),
			name: `Step ${index}`,
			typeVersion: 1,
			position: [200 * (index + 1), 0] as [number, number],
			...node,
		})),
	];
	const workflow = await n8n.createWorkflow({
		name: `Server ${crypto.randomUUID()}`,
		nodes,
		connections: {
			Trigger: { main: [[{ node: 'Step 0', type: 'main', index: 0 }]] },
			...extra.connections,
		},
		// As the editor makes them; in the older order an agent goes on before its tools have run.
		settings: { executionOrder: 'v1' },
	});
	await n8n.publishWorkflow(workflow.id);
	return workflow.id;
}

/** Pauses a flow, within one execution. */
export const wait = (seconds: number) => ({
	type: 'n8n-nodes-base.wait',
	typeVersion: 1.1,
	parameters: { amount: seconds, unit: 'seconds' },
	webhookId: crypto.randomUUID(),
});
export const noOp = { type: 'n8n-nodes-base.noOp', parameters: {} };
/** Parameters of a trigger with one tool that takes anything. */
export const tool = (changes: object = {}) => ({
	branches: { branch: [{ name: 'echo', description: 'Echoes', fields: anyFields, ...changes }] },
});
/** Three text fields. */
export const anyFields = {
	field: ['email', 'name', 'secret'].map((name) => ({ name, type: 'string' })),
};
