import type { CredentialSummary, NewWorkflow, WorkflowNode } from '../n8n/rest-types.ts';

const PACKAGE = 'n8n-nodes-gtm-mcp';
export const BRANCH_TOOL = 'get_contact';

/** Where a server is served: one own port for all, told apart by their paths. */
export interface Place {
	port: number;
	path: string;
	credential: CredentialSummary;
}

const credentialsOf = ({ credential: { type, id, name } }: Place) => ({ [type]: { id, name } });

function trigger({ path, port }: Place, branches: object): WorkflowNode {
	return {
		id: crypto.randomUUID(),
		name: 'Trigger',
		type: `${PACKAGE}.gtmMcpServerTrigger`,
		typeVersion: 1.1,
		position: [0, 0],
		webhookId: crypto.randomUUID(),
		parameters: {
			authentication: 'none',
			path,
			branches,
			options: {
				listen: 'both',
				host: '127.0.0.1',
				port,
				rateLimitPerMinute: 0,
				rateLimitBurst: 0,
			},
		},
	};
}

/** A ready server: the trigger, and a toolkit on its Tools port. */
export function toolkitWorkflow(place: Place, calls: 'inProcess' | 'execution'): NewWorkflow {
	return {
		name: `Bench: ready server, ${calls}`,
		nodes: [
			trigger(place, {}),
			{
				id: crypto.randomUUID(),
				name: 'Toolkit',
				type: `${PACKAGE}.gtmToolkit`,
				typeVersion: 1,
				position: [0, 240],
				parameters: { server: 'crm.attio', writes: 'off', options: { calls } },
				credentials: credentialsOf(place),
			},
		],
		connections: { Toolkit: { ai_tool: [[{ node: 'Trigger', type: 'ai_tool', index: 0 }]] } },
		settings: { executionOrder: 'v1' },
	};
}

/** The same read drawn by hand: a branch, and the GTM CRM node on its output. */
export function branchWorkflow(place: Place): NewWorkflow {
	const field = { name: 'email', type: 'string', description: 'Email', required: true };
	const branch = {
		kind: 'tool',
		name: BRANCH_TOOL,
		description: 'Finds a contact by email.',
		inputMode: 'fields',
		fields: { field: [field] },
	};
	return {
		name: 'Bench: branch with GTM CRM',
		nodes: [
			trigger(place, { branch: [branch] }),
			{
				id: crypto.randomUUID(),
				name: 'Contact',
				type: `${PACKAGE}.gtmCrm`,
				typeVersion: 1,
				position: [256, 0],
				parameters: {
					vendor: 'attio',
					resource: 'contact',
					operation: 'get',
					record: { __rl: true, mode: 'email', value: '={{ $json.email }}' },
					options: {},
				},
				credentials: credentialsOf(place),
			},
		],
		connections: { Trigger: { main: [[{ node: 'Contact', type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1' },
	};
}
