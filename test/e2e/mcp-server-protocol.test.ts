import path from 'node:path';

import {
	ElicitRequestSchema,
	LoggingMessageNotificationSchema,
} from '@modelcontextprotocol/sdk/types.js';

import { listen, post, resultOf, textOf } from './clients/raw-requests';
import { openSdkV1, openSdkV2 } from './clients/sdk-clients';
import { loggedInClient, n8nContext } from './setup/n8n-context';
import { withTriggerParameters } from './setup/published-trigger';
import { freePort } from '../../scripts/n8n/free-port';
import { readExample } from '../../scripts/n8n/import-example';
import type { N8nRestClient } from '../../scripts/n8n/rest-client';

const { root, url } = n8nContext();

let n8n: N8nRestClient;
let port: number;
let fixturesId: string;

/** The fixtures of the conformance suite have one of everything: they are the subject here too. */
beforeAll(async () => {
	n8n = loggedInClient();
	port = await freePort();
	const fixtures = await readExample(path.join(root, 'examples/conformance/mcp-fixtures.json'));
	const workflow = await n8n.createWorkflow(withTriggerParameters(fixtures, { options: { port } }));
	fixturesId = workflow.id;
	await n8n.publishWorkflow(workflow.id);
}, 60_000);

const ownPort = () => `http://127.0.0.1:${port}/conformance`;
const webhook = `${url}/mcp/conformance`;

describe.each([
	['the webhook URL', () => webhook],
	['the own port', () => ownPort()],
])('at %s', (_, target) => {
	it('resources, templates and prompts are listed, read and filled in', async () => {
		const client = await openSdkV2(target());
		const { resources } = await client.listResources();
		expect(resources.map(({ uri }) => uri)).toEqual(
			expect.arrayContaining(['test://static-text', 'test://watched-resource']),
		);
		const read = await client.readResource({ uri: 'test://template/42/data' });
		expect(JSON.stringify(read.contents)).toContain('42');
		const prompt = await client.getPrompt({
			name: 'test_prompt_with_arguments',
			arguments: { arg1: 'one', arg2: 'two' },
		});
		expect(JSON.stringify(prompt.messages)).toContain('one');
		await client.close();
	});

	it('a resource that is not there is an error that names it', async () => {
		const response = await post(target(), 'resources/read', { uri: 'test://nothing' });
		expect(await response.json()).toMatchObject({
			error: { code: -32602, data: { uri: 'test://nothing' } },
		});
	});

	it('progress precedes the result, on the same response', async () => {
		const client = await openSdkV2(target());
		const seen: number[] = [];
		await client.callTool(
			{ name: 'test_tool_with_progress', arguments: {} },
			{ onprogress: ({ progress }) => seen.push(progress) },
		);
		expect(seen.length).toBeGreaterThanOrEqual(3);
		expect(seen).toEqual([...seen].sort((a, b) => a - b));
		await client.close();
	});

	it('log messages reach a client of the legacy era', async () => {
		const client = await openSdkV1(target());
		const seen: unknown[] = [];
		client.setNotificationHandler(LoggingMessageNotificationSchema, ({ params }) => {
			seen.push(params.data);
		});
		await client.callTool({ name: 'test_tool_with_logging', arguments: {} });
		expect(seen.length).toBeGreaterThanOrEqual(3);
		await client.close();
	});

	it('a flow asks the user of a legacy client in mid-call', async () => {
		const client = await openSdkV1(target(), { elicitation: {} });
		client.setRequestHandler(ElicitRequestSchema, () => ({
			action: 'accept',
			content: { username: 'dana', email: 'dana@acme.com' },
		}));
		const result = await client.callTool({
			name: 'test_elicitation',
			arguments: { message: 'Who are you?' },
		});
		expect(textOf(result)).toContain('dana@acme.com');
		await client.close();
	});

	it('a flow asks the user of a modern client, which comes back with the answer', async () => {
		const client = await openSdkV2(target(), { elicitation: { form: {} } });
		client.setRequestHandler('elicitation/create', () =>
			Promise.resolve({ action: 'accept' as const, content: { name: 'Dana' } }),
		);
		const result = await client.callTool({
			name: 'test_input_required_result_elicitation',
			arguments: {},
		});
		expect(textOf(result)).toContain('Dana');
		await client.close();
	});

	it('a client that cannot be asked gets the error that the protocol names', async () => {
		const response = await post(target(), 'tools/call', { name: 'test_missing_capability' });
		expect(response.status).toBe(400);
		expect(await response.json()).toMatchObject({
			error: { code: -32021, data: { requiredCapabilities: { sampling: {} } } },
		});
	});

	it('a long-running tool gives a task, whose result is there after the client went away', async () => {
		const created = await resultOf(
			await post(target(), 'tools/call', {
				name: 'slow_compute',
				arguments: { seconds: 1, label: 'e2e' },
			}),
		);
		expect(created).toMatchObject({ resultType: 'task', status: 'working' });
		const { taskId } = created as { taskId: string };
		let state = created;
		for (let tries = 0; state.status === 'working' && tries < 50; tries++) {
			await new Promise((resolve) => setTimeout(resolve, 200));
			state = await resultOf(await post(target(), 'tasks/get', { taskId }));
		}
		expect(state.status).toBe('completed');
		expect(JSON.stringify(state.result)).toContain('e2e');
	});

	it('a cancelled task stops its flow, which is recorded as cancelled', async () => {
		const newest = async () => (await n8n.listExecutions({ workflowId: fixturesId }, 1))[0]?.id;
		const before = await newest();
		const created = await resultOf(
			await post(target(), 'tools/call', {
				name: 'slow_compute',
				arguments: { seconds: 3, label: 'cancel' },
			}),
		);
		const { taskId } = created as { taskId: string };
		await post(target(), 'tasks/cancel', { taskId });
		const state = await resultOf(await post(target(), 'tasks/get', { taskId }));
		expect(state.status).toBe('cancelled');
		// The execution may begin only after it was cancelled.
		let id = await newest();
		for (let tries = 0; id === before && tries < 50; tries++) {
			await new Promise((resolve) => setTimeout(resolve, 100));
			id = await newest();
		}
		expect(await n8n.waitForExecution(id ?? '')).toMatchObject({ status: 'canceled' });
	});

	it('a client that listens hears of changes', async () => {
		const subscription = await listen(target(), { toolsListChanged: true });
		expect(await subscription.next()).toContain('notifications/subscriptions/acknowledged');
		await post(target(), 'tools/call', { name: 'test_trigger_tool_change' });
		expect(await subscription.next()).toContain('notifications/tools/list_changed');
		subscription.stop();
	});
});

describe('the own port', () => {
	it('answers what n8n would not let a webhook answer', async () => {
		const preflight = await fetch(ownPort(), {
			method: 'OPTIONS',
			headers: { origin: 'http://localhost:3000', 'access-control-request-headers': 'mcp-method' },
		});
		expect(preflight.status).toBe(204);
		expect(preflight.headers.get('access-control-allow-origin')).toBe('http://localhost:3000');
		const malformed = await fetch(ownPort(), {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: '{',
		});
		expect(malformed.status).toBe(400);
		expect(await malformed.json()).toMatchObject({ error: { code: -32700 } });
	});
});
