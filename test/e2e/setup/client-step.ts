import type { N8nRestClient } from '../../../scripts/n8n/rest-client';
import type { CredentialSummary, Execution } from '../../../scripts/n8n/rest-types';

export const CLIENT = 'n8n-nodes-gtm-mcp.gtmMcpClient';

export interface Step {
	parameters: Record<string, unknown>;
	/** What the step gets; one empty item if left out. */
	items?: Array<Record<string, unknown>>;
	credential?: CredentialSummary;
	onError?: string;
	/** Further clients, one after the other, after this one. */
	then?: Array<Record<string, unknown>>;
}

const nameOf = (index: number) => (index === 0 ? 'Client' : `Client ${index + 1}`);

function nodesOf({ parameters, credential, onError, then = [] }: Step) {
	return [parameters, ...then].map((each, index) => ({
		id: crypto.randomUUID(),
		name: nameOf(index),
		type: CLIENT,
		typeVersion: 1,
		position: [220 * (index + 1), 0] as [number, number],
		parameters: {
			authentication: credential ? 'apiKey' : 'none',
			...each,
		},
		...(credential ? { credentials: { [credential.type]: { ...credential } } } : {}),
		...(onError ? { onError } : {}),
	}));
}

/** A workflow of a manual trigger and clients, run as the editor's button does. */
export async function runClientStep(n8n: N8nRestClient, step: Step): Promise<Execution> {
	const { items = [{}] } = step;
	const clients = nodesOf(step);
	const names = ['Start', ...clients.map(({ name }) => name)];
	const links = names.slice(0, -1).map((name, index) => {
		const next = { node: names[index + 1], type: 'main', index: 0 };
		return [name, { main: [[next]] }];
	});
	const workflow = await n8n.createWorkflow({
		name: `Client ${crypto.randomUUID()}`,
		nodes: [
			{
				id: crypto.randomUUID(),
				name: 'Start',
				type: 'n8n-nodes-base.manualTrigger',
				typeVersion: 1,
				position: [0, 0],
				parameters: {},
			},
			...clients,
		],
		connections: Object.fromEntries(links),
		pinData: { Start: items.map((json) => ({ json })) },
	});
	try {
		const started = await n8n.runWorkflow(workflow.id, { triggerToStartFrom: { name: 'Start' } });
		if (!('executionId' in started)) throw new Error('the workflow did not start');
		return await n8n.waitForExecution(started.executionId);
	} finally {
		await n8n.deleteWorkflow(workflow.id);
	}
}

/** The items of a client's output; the first client's if no name is given. */
export const outputOf = (execution: Execution, name = 'Client') =>
	execution.data.resultData.runData[name]?.[0]?.data?.main?.[0] ?? [];

export const jsonOf = (execution: Execution, name?: string) =>
	outputOf(execution, name).map(({ json }) => json);

export const failureOf = (execution: Execution) => execution.data.resultData.error;

export const byName = (value: string) => ({ __rl: true, mode: 'name', value });

/** Parameters of Tool: Call, its arguments as JSON, or an expression for them. */
export const call = (tool: string, args: object | string = {}) => ({
	operation: 'callTool',
	tool: byName(tool),
	inputMode: 'json',
	json: typeof args === 'string' ? args : JSON.stringify(args),
});
