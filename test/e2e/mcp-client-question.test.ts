import { setTimeout as pause } from 'node:timers/promises';

import { startEverythingServer, type EverythingServer } from './clients/everything-server';
import { loggedInClient, n8nContext } from './setup/n8n-context';
import type { N8nRestClient } from '../../scripts/n8n/rest-client';
import type { Execution, WorkflowNode } from '../../scripts/n8n/rest-types';

const { root, url } = n8nContext();
let n8n: N8nRestClient;
let everything: EverythingServer;

beforeAll(async () => {
	n8n = loggedInClient();
	everything = await startEverythingServer(root);
}, 60_000);

afterAll(async () => await everything.stop());

const ITEMS = [
	{ json: { tool: 'echo', args: { message: 'first' } } },
	{ json: { tool: 'trigger-elicitation-request', args: {} } },
];

/** A workflow that begins in some way, calls a tool for each item, and goes on after that. */
async function createAsking(start: Pick<WorkflowNode, 'type' | 'typeVersion' | 'parameters'>) {
	return await n8n.createWorkflow({
		name: 'Ask a person',
		nodes: [
			{
				id: '41000000-0000-4000-8000-000000000001',
				name: 'Start',
				position: [0, 0],
				webhookId: crypto.randomUUID(),
				...start,
			},
			{
				id: '41000000-0000-4000-8000-000000000002',
				name: 'Client',
				type: 'n8n-nodes-gtm-mcp.gtmMcpClient',
				typeVersion: 1,
				position: [440, 0],
				parameters: {
					authentication: 'none',
					serverUrl: everything.url,
					operation: 'callTool',
					tool: { __rl: true, mode: 'name', value: '={{ $json.tool }}' },
					inputMode: 'json',
					json: '={{ JSON.stringify($json.args) }}',
					options: { elicitation: 'ask', writes: 'allowed' },
				},
			},
			{
				id: '41000000-0000-4000-8000-000000000003',
				name: 'After',
				type: 'n8n-nodes-base.noOp',
				typeVersion: 1,
				position: [660, 0],
				parameters: {},
			},
			{
				id: '41000000-0000-4000-8000-000000000004',
				name: 'Items',
				type: 'n8n-nodes-base.splitOut',
				typeVersion: 1,
				position: [220, 0],
				parameters: { fieldToSplitOut: 'body', options: {} },
			},
		],
		connections: {
			Start: {
				main: [
					[{ node: start.type.endsWith('webhook') ? 'Items' : 'Client', type: 'main', index: 0 }],
				],
			},
			Items: { main: [[{ node: 'Client', type: 'main', index: 0 }]] },
			Client: { main: [[{ node: 'After', type: 'main', index: 0 }]] },
		},
		...(start.type.endsWith('webhook') ? {} : { pinData: { Start: ITEMS } }),
	});
}

/** As the button of the editor does. */
async function startAsking(): Promise<string> {
	const type = 'n8n-nodes-base.manualTrigger';
	const { id } = await createAsking({ type, typeVersion: 1, parameters: {} });
	const started = await n8n.runWorkflow(id, { triggerToStartFrom: { name: 'Start' } });
	if (!('executionId' in started)) throw new Error('the workflow did not start');
	return started.executionId;
}

/** By a call of its webhook, once it is published. */
async function startPublished(): Promise<string> {
	const path = `ask-${Date.now()}`;
	const workflow = await createAsking({
		type: 'n8n-nodes-base.webhook',
		typeVersion: 2,
		parameters: { httpMethod: 'POST', path, options: {} },
	});
	await n8n.publishWorkflow(workflow.id);
	await fetch(`${url}/webhook/${path}`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(ITEMS.map(({ json }) => json)),
	});
	for (let tries = 0; tries < 50; tries++) {
		const [execution] = await n8n.listExecutions({ workflowId: workflow.id });
		if (execution) return execution.id;
		await pause(200);
	}
	throw new Error('the webhook started nothing');
}

async function waitUntilAsleep(id: string): Promise<Execution> {
	for (let tries = 0; tries < 150; tries++) {
		const execution = await n8n.getExecution(id);
		if (execution.status === 'waiting') return execution;
		if (execution.status === 'error')
			throw new Error(JSON.stringify(execution.data.resultData.error));
		await pause(200);
	}
	throw new Error('the execution does not wait');
}

const lastOutput = (execution: Execution, name: string) =>
	execution.data.resultData.runData[name]?.at(-1)?.data?.main?.[0] ?? [];

it.each([
	{ how: 'in the editor', start: startAsking },
	{ how: 'when it is published', start: startPublished },
])(
	'a person answers the question of a server, and the execution goes on: $how',
	async ({ start }) => {
		const id = await start();
		const asleep = await waitUntilAsleep(id);
		const [shown] = lastOutput(asleep, 'Client');
		expect(shown?.json).toMatchObject({ subject: 'trigger-elicitation-request', item: 1 });
		const formUrl = String(shown?.json.formUrl);

		const page = await (await fetch(formUrl)).text();
		expect(page).toContain('Please provide inputs');
		expect(page).toContain('name="field.integer" value="42"');

		const withoutToken = await fetch(formUrl.replace(/\?.*/, ''));
		expect(withoutToken.status).toBe(401);

		const wrong = await fetch(formUrl, {
			method: 'POST',
			body: new URLSearchParams({
				decision: 'accept',
				'field.name': 'Ada',
				'field.integer': '1000',
			}),
		});
		expect(await wrong.text()).toContain('integer must be');

		const answered = await fetch(formUrl, {
			method: 'POST',
			body: new URLSearchParams({ decision: 'accept', 'field.name': 'Ada', 'field.integer': '7' }),
		});
		expect(await answered.text()).toContain('Thank you');

		const execution = await n8n.waitForExecution(id);
		expect(execution.status).toBe('success');
		const outputs = lastOutput(execution, 'After').map(({ json }) => JSON.stringify(json));
		expect(outputs).toHaveLength(2);
		expect(outputs[0]).toContain('Echo: first');
		expect(outputs[1]).toContain('Name: Ada');
		expect(outputs[1]).toContain('7');
	},
);
