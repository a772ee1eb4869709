import { loggedInClient } from './n8n-context';
import type { CredentialSummary, Execution, WorkflowNode } from '../../../scripts/n8n/rest-types';

export interface JourneyStep {
	name: string;
	/** `gtmCrm`, or the whole name of a node of n8n's own. */
	type: string;
	/** 1 if left out. */
	typeVersion?: number;
	/** For the first item only. */
	executeOnce?: boolean;
	parameters: Record<string, unknown>;
	credentials: Record<string, CredentialSummary>;
}

/** A workflow of a manual trigger with these items, and nodes one after the other. */
export async function createJourney(
	name: string,
	items: Array<Record<string, unknown>>,
	steps: JourneyStep[],
): Promise<string> {
	const nodes: WorkflowNode[] = steps.map(({ type, credentials, ...step }, index) => ({
		id: crypto.randomUUID(),
		type: type.includes('.') ? type : `n8n-nodes-gtm-mcp.${type}`,
		typeVersion: 1,
		position: [240 * (index + 1), 0],
		credentials: Object.fromEntries(
			Object.entries(credentials).map(([kind, { id, name: called }]) => [
				kind,
				{ id, name: called },
			]),
		),
		...step,
	}));
	const names = ['Start', ...steps.map((step) => step.name)];
	const links = names
		.slice(0, -1)
		.map((from, index) => [from, { main: [[{ node: names[index + 1], type: 'main', index: 0 }]] }]);
	const workflow = await loggedInClient().createWorkflow({
		name,
		nodes: [
			{
				id: crypto.randomUUID(),
				name: 'Start',
				type: 'n8n-nodes-base.manualTrigger',
				typeVersion: 1,
				position: [0, 0],
				parameters: {},
			},
			...nodes,
		],
		connections: Object.fromEntries(links),
		pinData: { Start: items.map((json) => ({ json })) },
	});
	return workflow.id;
}

/** Runs it as the editor's button does, and waits for its end: for long, where the machine is busy. */
export async function runJourney(id: string, timeoutMs?: number): Promise<Execution> {
	const n8n = loggedInClient();
	const started = await n8n.runWorkflow(id, { triggerToStartFrom: { name: 'Start' } });
	if (!('executionId' in started)) throw new Error('the workflow did not start');
	return await n8n.waitForExecution(started.executionId, timeoutMs);
}
