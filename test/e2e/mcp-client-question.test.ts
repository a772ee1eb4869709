import { setTimeout as pause } from 'node:timers/promises';

import { startEverythingServer, type EverythingServer } from './clients/everything-server';
import { loggedInClient, n8nContext } from './setup/n8n-context';
import type { N8nRestClient } from '../../scripts/n8n/rest-client';
import type { Execution } from '../../scripts/n8n/rest-types';

const { root } = n8nContext();
let n8n: N8nRestClient;
let everything: EverythingServer;

beforeAll(async () => {
	n8n = loggedInClient();
	everything = await startEverythingServer(root);
}, 60_000);

afterAll(async () => await everything.stop());

/** A published workflow: only there, or in the editor, n8n gives an execution an address to wake it. */
async function startAsking(): Promise<string> {
	const workflow = await n8n.createWorkflow({
		name: 'Ask a person',
		nodes: [
			{
				id: '41000000-0000-4000-8000-000000000001',
				name: 'Start',
				type: 'n8n-nodes-base.manualTrigger',
				typeVersion: 1,
				position: [0, 0],
				parameters: {},
			},
			{
				id: '41000000-0000-4000-8000-000000000002',
				name: 'Client',
				type: 'n8n-nodes-gtm-mcp.gtmMcpClient',
				typeVersion: 1,
				position: [220, 0],
				parameters: {
					authentication: 'none',
					serverUrl: everything.url,
					operation: 'call',
					tool: { __rl: true, mode: 'name', value: '={{ $json.tool }}' },
					allowWrites: true,
					inputMode: 'json',
					json: '={{ JSON.stringify($json.args) }}',
					elicitation: 'ask',
				},
			},
			{
				id: '41000000-0000-4000-8000-000000000003',
				name: 'After',
				type: 'n8n-nodes-base.noOp',
				typeVersion: 1,
				position: [440, 0],
				parameters: {},
			},
		],
		connections: {
			Start: { main: [[{ node: 'Client', type: 'main', index: 0 }]] },
			Client: { main: [[{ node: 'After', type: 'main', index: 0 }]] },
		},
		pinData: {
			Start: [
				{ json: { tool: 'echo', args: { message: 'first' } } },
				{ json: { tool: 'trigger-elicitation-request', args: {} } },
			],
		},
	});
	const started = await n8n.runWorkflow(workflow.id, { triggerToStartFrom: { name: 'Start' } });
	if (!('executionId' in started)) throw new Error('the workflow did not start');
	return started.executionId;
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

it('a person answers the question of a server, and the execution goes on with the answer', async () => {
	const id = await startAsking();
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
		body: new URLSearchParams({ decision: 'accept', 'field.name': 'Ada', 'field.integer': '1000' }),
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
});
