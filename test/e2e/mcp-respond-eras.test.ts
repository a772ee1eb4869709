import path from 'node:path';

import { connectLegacy, connectModern, type AskedClient } from './clients/asked-clients';
import { post, resultOf, textOf } from './clients/raw-requests';
import { loggedInClient, n8nContext } from './setup/n8n-context';
import { publishTrigger, tool, withTriggerParameters } from './setup/published-trigger';
import { readExample } from '../../scripts/n8n/import-example';

const { root, url } = n8nContext();
const target = `${url}/mcp/eras`;

/** The table of docs/mcp-respond.md, row by row: what each operation does for clients of each era. */
beforeAll(async () => {
	const n8n = loggedInClient();
	const fixtures = await readExample(path.join(root, 'examples/conformance/mcp-fixtures.json'));
	const parameters = { path: 'eras', options: { listen: 'webhook' } };
	const { id } = await n8n.createWorkflow(withTriggerParameters(fixtures, parameters));
	await n8n.publishWorkflow(id);
}, 60_000);

describe.each([
	['legacy', connectLegacy],
	['modern', connectModern],
])('for a client of the %s era', (_, connect) => {
	let client: AskedClient;
	beforeAll(async () => {
		client = await connect(target);
	});
	afterAll(async () => await client.close());

	it('Respond gives the result', async () => {
		expect(await client.call('test_simple_text')).not.toBe('');
	});

	it('Report Progress notifies before the result, if the client asked for it', async () => {
		expect(await client.callWithProgress('test_tool_with_progress')).toEqual([0, 50, 100]);
	});

	it('Log sends from the level on that the client wants', async () => {
		expect(await client.countLogs('test_tool_with_logging', 'error')).toBe(0);
		expect(await client.countLogs('test_tool_with_logging', 'debug')).toBe(3);
	});

	it('Ask User asks, and goes on with the answer', async () => {
		expect(await client.call('test_input_required_result_elicitation')).toBe('Hello, Dana!');
	});

	it('Ask Model lets the model of the client write', async () => {
		expect(await client.call('test_sampling', { prompt: 'Capital?' })).toBe('LLM response: Paris');
	});

	it('List Roots gives the folders of the client', async () => {
		expect(await client.call('test_input_required_result_list_roots')).toBe('file:///crm');
	});

	it('Ask Several Questions asks all at once', async () => {
		expect(await client.call('test_input_required_result_multiple_inputs')).toBe(
			'all inputs received: user_name, greeting, client_roots',
		);
	});

	it('Announce Change reaches a client that listens', async () => {
		expect(await client.hearsChange('test_trigger_tool_change')).toBe(true);
	});

	it('Become Task goes on as a plain call, as the client knows no tasks', async () => {
		expect(await client.call('test_tool_with_task')).toBe('Hello Dana');
	});
});

describe('for a client of the modern era that knows tasks', () => {
	it('Become Task gives a task, which holds the result afterwards', async () => {
		const name = 'test_tool_with_task';
		const asked = await resultOf(await post(target, 'tools/call', { name }));
		expect(asked.resultType).toBe('input_required');
		const { requestState } = asked;
		const inputResponses = { user_name: { action: 'accept', content: { name: 'Dana' } } };
		const retry = { name, requestState, inputResponses };
		const created = await resultOf(await post(target, 'tools/call', retry));
		expect(created.resultType).toBe('task');
		const { taskId } = created as { taskId: string };
		let state = created;
		for (let tries = 0; state.status === 'working' && tries < 50; tries++) {
			await new Promise((resolve) => setTimeout(resolve, 100));
			state = await resultOf(await post(target, 'tasks/get', { taskId }));
		}
		expect(textOf(state.result)).toBe('Hello Dana');
	});
});

const askUser = {
	type: 'n8n-nodes-gtm-mcp.gtmMcpRespond',
	parameters: { operation: 'askUser', message: 'Go on?', options: { timeout: 1 } },
};

describe('a question', () => {
	it('that a legacy client does not answer in time is cancelled, and its flow goes on', async () => {
		await publishTrigger({ path: 'late', ...tool() }, [askUser]);
		const send = async (method: string, params: object, headers: Record<string, string> = {}) =>
			await fetch(`${url}/mcp/late`, {
				method: 'POST',
				headers: {
					'content-type': 'application/json',
					accept: 'application/json, text/event-stream',
					...headers,
				},
				body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
			});
		const opened = await send('initialize', { capabilities: { elicitation: {} } });
		const session = { 'mcp-session-id': opened.headers.get('mcp-session-id') ?? '' };
		const text = await (await send('tools/call', { name: 'echo' }, session)).text();
		const messages = text
			.split('\n')
			.filter((line) => line.startsWith('data: '))
			.map((line) => JSON.parse(line.slice(6)) as Record<string, unknown>);
		expect(messages).toMatchObject([
			{ method: 'elicitation/create', id: expect.any(String) },
			{ method: 'notifications/cancelled', params: { requestId: messages[0]?.id } },
			{ id: 1, result: expect.anything() },
		]);
	});

	it('of a completion fails the completion', async () => {
		const promptArguments = { argument: [{ name: 'who' }] };
		const content = {
			prompt: [{ name: 'greet', promptArguments, messages: { message: [{ text: 'Hi {who}' }] } }],
		};
		const branches = { branch: [{ kind: 'completion', name: 'completions' }] };
		const id = await publishTrigger({ path: 'completing', branches, options: { content } }, [
			askUser,
		]);
		const response = await post(`${url}/mcp/completing`, 'completion/complete', {
			ref: { type: 'ref/prompt', name: 'greet' },
			argument: { name: 'who', value: '' },
		});
		expect(await response.json()).toMatchObject({
			error: { code: -32603, message: expect.stringContaining('a completion cannot ask') },
		});
		const [execution] = await loggedInClient().listExecutions({ workflowId: id }, 1);
		const ended = await loggedInClient().waitForExecution(execution?.id ?? '');
		expect(ended.status).toBe('error');
	});
});
