import path from 'node:path';

import { selectors } from 'playwright-core';

import { startEverythingServer, type EverythingServer } from './clients/everything-server';
import { press, startTelegramSink } from './clients/telegram-sink';
import { type AgentCase, AgentBench, TOOLBOX, outputOf } from './setup/agent-workflow';
import {
	chromiumPath,
	keepScreenshot,
	launchBrowser,
	openEditor,
	openWorkflow,
} from './setup/browser';
import { loggedInClient, n8nContext } from './setup/n8n-context';
import type { ToolCall } from '../../sandbox/chat-model/scenario';
import { importExample } from '../../scripts/n8n/import-example';
import { type CrmPeer, startCrmPeer } from '../peers/crm-peer';

const { root, url } = n8nContext();
const KEY = 'e2e-key-0123456789-0123456789';

/** A whole agent runs, sometimes with a person in it. */
jest.setTimeout(60_000);

let everything: EverythingServer;
let crm: CrmPeer;
let bench: AgentBench;

beforeAll(async () => {
	everything = await startEverythingServer(root);
}, 60_000);

afterAll(async () => await everything.stop());

beforeEach(async () => {
	crm = await startCrmPeer();
});

afterEach(async () => {
	await bench.close();
	await crm.close();
});

/** A model that calls these tools in its first turn, and then says that it is done. */
const calling = (...toolCalls: ToolCall[]): AgentCase['turns'] => [
	{ when: { lastRole: 'user' }, reply: { toolCalls } },
	{ when: { lastRole: 'tool' }, reply: { text: 'Done.' } },
];

const atCrm = (changes: object = {}) => ({ parameters: { serverUrl: crm.url, ...changes } });
const atEverything = (options: object = {}) => ({
	parameters: { serverUrl: everything.url, options: { writes: 'allowed', ...options } },
});

async function run(agentCase: AgentCase) {
	bench = await AgentBench.create(agentCase);
	return await bench.run();
}

describe('an AI Agent with the tools of server-everything', () => {
	const turns = calling(
		{ name: 'get-sum', arguments: { a: 40, b: 2 } },
		{ name: 'echo', arguments: { message: 'hello' } },
	);

	it.each([
		['chat completions', {}],
		['responses', { responsesApiEnabled: true }],
	])('calls several in one turn, over %s', async (_name, model) => {
		const execution = await run({ turns, toolboxes: { Tools: atEverything() }, model });
		expect(execution.status).toBe('success');
		expect(outputOf(execution)).toBe('Done.');
		expect(bench.told()).toEqual([
			expect.stringContaining('The sum of 40 and 2 is 42.'),
			expect.stringContaining('Echo: hello'),
		]);
		expect(bench.offered().find(({ name }) => name === 'get-sum')?.parameters).toMatchObject({
			type: 'object',
			properties: { a: { type: 'number', description: 'First number' } },
			required: ['a', 'b'],
		});
	});

	it('calls them with an agent of version 2, which runs tools itself', async () => {
		const execution = await run({
			turns,
			toolboxes: { Tools: atEverything() },
			agent: { typeVersion: 2.2 },
		});
		expect(outputOf(execution)).toBe('Done.');
		expect(bench.told().join()).toContain('The sum of 40 and 2 is 42.');
	});

	it('reads resources and prompts of the server', async () => {
		const execution = await run({
			turns: [
				{
					when: { lastRole: 'user' },
					reply: {
						toolCalls: [
							{ name: 'list_resources', arguments: { filter: 'architecture' } },
							{ name: 'get_prompt', arguments: { name: 'simple-prompt' } },
						],
					},
				},
				{
					when: { lastRole: 'tool', tool: 'get_prompt' },
					reply: {
						toolCalls: [
							{
								name: 'read_resource',
								arguments: { uri: 'demo://resource/static/document/architecture.md' },
							},
						],
					},
				},
				{ when: { tool: 'read_resource' }, reply: { text: 'Read.' } },
			],
			toolboxes: {
				Tools: atEverything({ resources: true, prompts: true, resultTokens: 200 }),
			},
		});
		expect(outputOf(execution)).toBe('Read.');
		const [list, prompt, read] = bench.told();
		expect(list).toContain('demo://resource/static/document/architecture.md');
		expect(prompt).toContain('This is a simple prompt');
		expect(read).toMatch(/This result was cut to about.*To continue, call it again with/);
	});

	it('is shown no base64 of an image', async () => {
		await run({
			turns: calling({ name: 'get-tiny-image', arguments: {} }),
			toolboxes: { Tools: atEverything() },
		});
		expect(bench.told().join()).toContain('image/png');
		expect(bench.told().join()).not.toContain('iVBOR');
	});
});

describe('what gets to a server', () => {
	it('is what the model sent, and nothing of the agent', async () => {
		const contact = {
			email: 'kim@acme.com',
			fields: { plan: 'pro', seats: '5' },
		};
		await run({
			turns: calling(
				{ name: 'log_anything', arguments: { note: 'n' } },
				{ name: 'log_anything', arguments: {} },
				{ name: 'find_person', arguments: { profile: { handle: 'kim', network: 'a' } } },
				{ name: 'create_contact', arguments: contact },
				{
					name: 'create_contact',
					arguments: { ...contact, tool_argument: 'hammer', sessionId: 'own', owner: null },
				},
			),
			toolboxes: { Tools: atCrm({ options: { writes: 'allowed' } }) },
		});
		expect(crm.calls).toEqual([
			{ name: 'log_anything', arguments: { note: 'n' } },
			{ name: 'log_anything', arguments: {} },
			{ name: 'find_person', arguments: { profile: { handle: 'kim', network: 'a' } } },
			{ name: 'create_contact', arguments: contact },
			{
				name: 'create_contact',
				arguments: { ...contact, tool: 'hammer', sessionId: 'own', owner: null },
			},
		]);
	});

	it('is asked of the model by schemas that lose nothing on their way through n8n', async () => {
		await run({ turns: [{ reply: { text: 'Hi.' } }], toolboxes: { Tools: atCrm() } });
		const parametersOf = (name: string) =>
			bench.offered().find((tool) => tool.name === name)?.parameters;
		expect(parametersOf('find_person')).toMatchObject({
			properties: {
				profile: { properties: { network: { enum: ['a', 'b'] } }, required: ['handle'] },
			},
			description: 'Use one of these sets of arguments: { email }; or { profile }.',
		});
		expect(parametersOf('create_contact')).toMatchObject({
			properties: {
				owner: { type: ['string', 'null'] },
				fields: { type: 'object', additionalProperties: { type: 'string' } },
			},
			required: ['email'],
		});
	});

	it('goes through our own trigger, with a key', async () => {
		const n8n = loggedInClient();
		await importExample(n8n, path.join(root, 'examples', 'inbound-lead.json'), [
			{
				type: 'gtmMcpServerKeysApi',
				name: 'Quick start MCP keys',
				data: { keys: { key: [{ label: 'e2e', key: KEY }] } },
			},
		]);
		const credential = await n8n.createCredential({
			name: 'Own trigger for an agent',
			type: 'gtmMcpClientApi',
			data: { serverUrl: `${url}/mcp/gtm`, apiKey: KEY, headerName: 'Authorization' },
		});
		const execution = await run({
			turns: calling({
				name: 'gtm_qualify_inbound_lead',
				arguments: { email: 'kim@acme.com', employees: 5000 },
			}),
			toolboxes: {
				Tools: { parameters: { options: { writes: 'allowed', prefix: 'gtm' } }, credential },
			},
		});
		expect(outputOf(execution)).toBe('Done.');
		expect(bench.told().join()).toContain('enterprise');
	});
});

describe('what goes wrong', () => {
	it('in a tool is told to the model, and shown in the editor', async () => {
		const execution = await run({
			turns: calling(
				{ name: 'spend_credits', arguments: {} },
				{ name: 'search_accounts', arguments: { query: 'a', limit: 2 } },
			),
			toolboxes: { Tools: atCrm() },
		});
		expect(execution.status).toBe('success');
		expect(bench.told()).toEqual([
			expect.stringContaining('The tool reported a failure: No credits left'),
			expect.stringContaining('Account 1'),
		]);
		const runs = execution.data.resultData.runData.Tools ?? [];
		expect(runs.map(({ executionStatus }) => executionStatus)).toEqual(
			expect.arrayContaining(['error', 'success']),
		);
	});

	it('with a server costs its tools, not those of another', async () => {
		const execution = await run({
			turns: calling({ name: 'search_accounts', arguments: { query: 'a', limit: 1 } }),
			toolboxes: {
				'Tools Down': { parameters: { serverUrl: 'http://127.0.0.1:9/mcp' } },
				Tools: atCrm(),
			},
		});
		expect(execution.status).toBe('success');
		expect(outputOf(execution)).toBe('Done.');
		expect(bench.offered().map(({ name }) => name)).toEqual(
			expect.arrayContaining(['Tools_Down_unavailable', 'search_accounts']),
		);
	});

	it.each([
		[401, /Authorization failed|Incorrect API key/i],
		[429, /too many requests/i],
	] as const)('with the model stops the agent: %d', async (status, message) => {
		const execution = await run({
			turns: [{ reply: { error: { status } } }],
			toolboxes: { Tools: atCrm() },
		});
		expect(execution.status).toBe('error');
		expect(JSON.stringify(execution.data.resultData.error)).toMatch(message);
	});
});

describe('a tool that writes', () => {
	const contact = { name: 'create_contact', arguments: { email: 'kim@acme.com' } };

	it('is not run without a review, and the model is told', async () => {
		await run({ turns: calling(contact), toolboxes: { Tools: atCrm() } });
		expect(bench.told().join()).toMatch(/Not done: .*create_contact/);
		expect(crm.calls).toEqual([]);
	});

	it.each([
		['Approve', [{ name: 'create_contact', arguments: { email: 'kim@acme.com', tool: 'hammer' } }]],
		['Decline', []],
	])('waits behind a human review: %s', async (button, calls) => {
		const telegram = await startTelegramSink();
		try {
			const credential = await loggedInClient().createCredential({
				name: 'Telegram',
				type: 'telegramApi',
				data: { accessToken: '1:test', baseUrl: telegram.url },
			});
			const { id, name } = credential;
			bench = await AgentBench.create({
				turns: [
					{
						when: { lastRole: 'user' },
						reply: {
							toolCalls: [
								{
									name: 'create_contact',
									arguments: {
										toolParameters: { email: 'kim@acme.com', tool_argument: 'hammer' },
									},
								},
							],
						},
					},
					{ when: { lastRole: 'tool' }, reply: { text: 'Done.' } },
				],
				toolboxes: { Tools: atCrm({ options: { effects: 'writes' } }) },
				review: {
					type: 'n8n-nodes-base.telegramHitlTool',
					parameters: {
						chatId: '1',
						message: 'Run {{ $tool.name }}?',
						approvalOptions: { values: { approvalType: 'double' } },
						options: { appendAttribution: false },
					},
					credentials: { telegramApi: { id, name } },
				},
			});
			const execution = await bench.start();
			const buttons = await telegram.nextButtons();
			await bench.untilAsleep(execution);
			expect(crm.calls).toEqual([]);
			const address = [...buttons].find(([text]) => text.includes(button))?.[1];
			expect(await press(address)).toBe(200);
			const finished = await loggedInClient().waitForExecution(execution);
			expect(outputOf(finished)).toBe('Done.');
			expect(crm.calls).toEqual(calls);
		} finally {
			await telegram.close();
		}
	});
});

describe('the toolbox, in the editor', () => {
	it('lists the tools of the server to choose from', async () => {
		bench = await AgentBench.create({ turns: [], toolboxes: { Tools: atCrm() } });
		const options = await loggedInClient().parameterOptions({
			path: 'parameters.tools',
			methodName: 'getTools',
			nodeTypeAndVersion: { name: TOOLBOX, version: 1 },
			currentNodeParameters: { server: 'url', authentication: 'none', serverUrl: crm.url },
		});
		expect(options).toContainEqual(
			expect.objectContaining({ value: 'search_accounts', description: 'Searches accounts' }),
		);
	});

	(chromiumPath === undefined ? it.skip : it)(
		'is drawn below its agent, with its icon',
		async () => {
			bench = await AgentBench.create({
				turns: [],
				toolboxes: { 'CRM Tools': atCrm(), 'Product Tools': atEverything() },
			});
			selectors.setTestIdAttribute('data-test-id');
			const browser = await launchBrowser();
			try {
				const page = await openEditor(browser);
				await openWorkflow(page, bench.id);
				const toolbox = page.getByTestId('canvas-node').filter({ hasText: 'CRM Tools' });
				const width = await toolbox
					.locator('img')
					.first()
					.evaluate((image) => (image as unknown as { naturalWidth: number }).naturalWidth);
				expect(width).toBeGreaterThan(0);
				await keepScreenshot(page, 'agent-tools-canvas');
				await toolbox.dblclick();
				await page.getByText('Tools to Include').first().waitFor();
				await keepScreenshot(page, 'agent-tools-panel');
			} finally {
				await browser.close();
			}
		},
	);
});
