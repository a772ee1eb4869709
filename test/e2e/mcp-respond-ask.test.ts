import { ElicitRequestSchema } from '@modelcontextprotocol/sdk/types.js';

import { post, resultOf, textOf } from './clients/raw-requests';
import { openSdkV1, openSdkV2 } from './clients/sdk-clients';
import { loggedInClient, n8nContext } from './setup/n8n-context';
import { publishTrigger, tool } from './setup/published-trigger';
import { startChatModel } from '../../sandbox/chat-model/server';

const { url } = n8nContext();
const n8n = loggedInClient();
const RESPOND = 'n8n-nodes-gtm-mcp.gtmMcpRespond';
const OUTPUTS = ['Answered', 'Declined', 'Cancelled', 'Timed Out'];
const to = (node: string) => [{ node, type: 'main', index: 0 }];

/** A tool that asks its user, and says by which output the flow went on. */
async function publishQuestion(path: string, options = {}): Promise<string> {
	const question = { operation: 'askUser', message: 'Renew for another year?', options };
	const saying = (output: string) => ({
		name: output,
		type: RESPOND,
		parameters: {
			operation: 'respond',
			answerWith: 'content',
			blocks: { block: [{ type: 'text', text: output }] },
		},
	});
	return await publishTrigger(
		{ path, ...tool() },
		[{ type: RESPOND, parameters: question }, ...OUTPUTS.map(saying)],
		{ connections: { 'Step 0': { main: OUTPUTS.map(to) } } },
	);
}

beforeAll(async () => {
	await publishQuestion('ask');
});

const callOf = { name: 'echo', arguments: {} };
const answers = [
	['accept', 'Answered'],
	['decline', 'Declined'],
	['cancel', 'Cancelled'],
] as const;

describe('a question to the user', () => {
	it.each(answers)('that ends with "%s" leaves by %s (legacy era)', async (action, output) => {
		const client = await openSdkV1(`${url}/mcp/ask`, { elicitation: {} });
		client.setRequestHandler(ElicitRequestSchema, () => ({ action, content: {} }));
		expect(textOf(await client.callTool(callOf))).toBe(output);
		await client.close();
	});

	it.each(answers)('that ends with "%s" leaves by %s (modern era)', async (action, output) => {
		const client = await openSdkV2(`${url}/mcp/ask`, { elicitation: { form: {} } });
		client.setRequestHandler('elicitation/create', () => Promise.resolve({ action, content: {} }));
		expect(textOf(await client.callTool(callOf))).toBe(output);
		await client.close();
	});

	it('that nobody answers leaves by Timed Out, and a client that waits hears of it', async () => {
		await publishQuestion('unanswered', { timeout: 1 });
		const client = await openSdkV1(`${url}/mcp/unanswered`, { elicitation: {} });
		client.setRequestHandler(ElicitRequestSchema, () => new Promise(() => undefined));
		expect(textOf(await client.callTool(callOf))).toBe('Timed Out');
		await client.close();
	});

	it('to a modern client that never comes back leaves by Timed Out', async () => {
		const id = await publishQuestion('forgotten', { timeout: 1 });
		const asked = await resultOf(await post(`${url}/mcp/forgotten`, 'tools/call', callOf));
		expect(asked.resultType).toBe('input_required');
		const [execution] = await n8n.listExecutions({ workflowId: id }, 1);
		const { data } = await n8n.waitForExecution(execution?.id ?? '');
		const ran = Object.keys(data.resultData.runData);
		expect(ran.filter((name) => OUTPUTS.includes(name))).toEqual(['Timed Out']);
	});
});

describe('an agent behind a tool', () => {
	it('asks the person who called, and goes on with the answer', async () => {
		const apiKey = 'sk-sandbox-asking';
		const model = await startChatModel({
			apiKey,
			turns: [
				{ when: { lastRole: 'tool', contains: 'answered' }, reply: { text: 'Renewed.' } },
				{
					when: { offered: 'Ask_the_User' },
					reply: { toolCalls: [{ name: 'Ask_the_User', arguments: { Message: 'Renew it?' } }] },
				},
			],
		});
		const { id, name } = await n8n.createCredential({
			name: `Asking model ${crypto.randomUUID()}`,
			type: 'openAiApi',
			data: { apiKey, url: model.url },
		});
		const langchain = '@n8n/n8n-nodes-langchain';
		const into = (type: string) => ({ [type]: [[{ node: 'Agent', type, index: 0 }]] });
		await publishTrigger(
			{ path: 'agent-asks', ...tool() },
			[
				{
					name: 'Agent',
					type: `${langchain}.agent`,
					typeVersion: 3.1,
					parameters: { promptType: 'define', text: 'Renew the deal', options: {} },
				},
				{
					name: 'Model',
					type: `${langchain}.lmChatOpenAi`,
					typeVersion: 1.3,
					parameters: {
						model: { __rl: true, mode: 'id', value: 'scripted' },
						responsesApiEnabled: false,
						options: {},
					},
					credentials: { openAiApi: { id, name } },
				},
				{
					name: 'Ask the User',
					type: `${RESPOND}Tool`,
					parameters: {
						operation: 'askUser',
						message: "={{ $fromAI('Message', 'What to ask') }}",
					},
				},
			],
			{
				connections: {
					Trigger: { main: [to('Agent')] },
					Model: into('ai_languageModel'),
					'Ask the User': into('ai_tool'),
				},
			},
		);
		const client = await openSdkV1(`${url}/mcp/agent-asks`, { elicitation: {} });
		const asked: string[] = [];
		client.setRequestHandler(ElicitRequestSchema, ({ params }) => {
			asked.push(params.message);
			return { action: 'accept', content: {} };
		});
		expect(textOf(await client.callTool(callOf))).toContain('Renewed.');
		expect(asked).toEqual(['Renew it?']);
		await client.close();
		await model.close();
	}, 60_000);
});
