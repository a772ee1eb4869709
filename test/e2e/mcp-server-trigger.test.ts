import path from 'node:path';

import { inspect } from './clients/inspector';
import { connectSdkV1, connectSdkV2, type ForeignClient } from './clients/sdk-clients';
import { loggedInClient, n8nContext } from './setup/n8n-context';
import { noOp, publishTrigger, tool } from './setup/published-trigger';
import { freePort } from '../../scripts/n8n/free-port';
import { importExample } from '../../scripts/n8n/import-example';
import type { N8nRestClient } from '../../scripts/n8n/rest-client';
import type { ExecutionSummary } from '../../scripts/n8n/rest-types';

const TOOL = 'qualify_inbound_lead';
const KEY = 'e2e-key-0123456789-0123456789';
const lead = {
	email: 'Dana@ACME.com',
	full_name: 'Dana   Doe',
	job_title: 'VP of Sales',
	company: 'Acme',
	employees: 450,
	message: 'Can we get a demo and pricing?',
};

const { url, root } = n8nContext();
const endpoint = `${url}/mcp/gtm`;

let n8n: N8nRestClient;
let workflowId: string;

beforeAll(async () => {
	n8n = loggedInClient();
	const workflow = await importExample(n8n, path.join(root, 'examples', 'inbound-lead.json'), [
		{
			type: 'gtmMcpServerKeysApi',
			name: 'Quick start MCP keys',
			data: { keys: { key: [{ label: 'e2e', key: KEY }] } },
		},
	]);
	workflowId = workflow.id;
});

const executions = async () => await n8n.listExecutions({ workflowId }, 100);

/** The executions that an action started, ended. */
async function startedBy(action: () => Promise<void>): Promise<ExecutionSummary[]> {
	const before = new Set((await executions()).map(({ id }) => id));
	await action();
	const started = (await executions()).filter(({ id }) => !before.has(id));
	return await Promise.all(started.map(async ({ id }) => await n8n.waitForExecution(id)));
}

async function post(body: unknown, headers: Record<string, string> = {}, method = 'POST') {
	return await fetch(endpoint, {
		method,
		headers: {
			'content-type': 'application/json',
			accept: 'application/json, text/event-stream',
			authorization: `Bearer ${KEY}`,
			...headers,
		},
		...(method === 'POST' ? { body: JSON.stringify(body) } : {}),
	});
}

const clients: Array<[string, string, () => Promise<ForeignClient>]> = [
	['SDK 1.x', '2025-11-25', async () => await connectSdkV1(endpoint, KEY)],
	[
		'SDK 2.x in the legacy era',
		'2025-11-25',
		async () => await connectSdkV2(endpoint, KEY, 'legacy'),
	],
	[
		'SDK 2.x in the modern era',
		'2026-07-28',
		async () => await connectSdkV2(endpoint, KEY, { pin: '2026-07-28' }),
	],
	[
		'SDK 2.x on its own choice',
		'2026-07-28',
		async () => await connectSdkV2(endpoint, KEY, 'auto'),
	],
];

describe.each(clients)('the client of %s', (_, version, connect) => {
	let client: ForeignClient;

	beforeAll(async () => {
		client = await connect();
	});
	afterAll(async () => await client.close());

	it(`agrees on ${version}`, () => {
		expect(client.protocolVersion).toBe(version);
	});

	it('finds the tool', async () => {
		expect(await client.toolNames()).toEqual([TOOL]);
	});

	it('gets the result of the flow, and the call is a green execution', async () => {
		let result;
		const started = await startedBy(async () => {
			result = await client.call(TOOL, lead);
		});
		expect(result).toMatchObject({
			isError: false,
			structured: {
				email: 'dana@acme.com',
				domain: 'acme.com',
				full_name: 'Dana Doe',
				seniority: 'vp',
				segment: 'mid-market',
				score: 93,
				grade: 'A',
			},
		});
		expect(started).toMatchObject([{ status: 'success', mode: 'webhook' }]);
	});

	it('reads why the flow failed, and the execution is red', async () => {
		let result;
		const started = await startedBy(async () => {
			result = await client.call(TOOL, { email: 'someone@mailinator.com' });
		});
		expect(result).toMatchObject({
			isError: true,
			text: 'mailinator.com gives out disposable addresses. Ask the lead for a work email and call again.',
		});
		expect(started).toMatchObject([{ status: 'error' }]);
	});

	it('hears which arguments are wrong, and no execution starts', async () => {
		let result;
		const started = await startedBy(async () => {
			result = await client.call(TOOL, { email: 'not an address', employees: 'many' });
		});
		expect(result).toMatchObject({
			isError: true,
			text: expect.stringContaining('- employees: must be integer'),
		});
		expect(started).toEqual([]);
	});
});

describe.each(['legacy', 'modern', 'auto'])('MCP Inspector in the era "%s"', (era) => {
	const target = [
		endpoint,
		'--transport',
		'http',
		'--protocol-era',
		era,
		'--header',
		`Authorization: Bearer ${KEY}`,
	];

	it('lists the tool with its schema', async () => {
		const run = await inspect(root, [...target, '--method', 'tools/list', '--strict']);
		expect(run).toMatchObject({ exitCode: 0 });
		const { tools } = JSON.parse(run.stdout) as {
			tools: Array<{ name: string; inputSchema: object }>;
		};
		expect(tools).toMatchObject([{ name: TOOL, inputSchema: { required: ['email'] } }]);
	});

	it('calls it', async () => {
		const run = await inspect(root, [
			...target,
			'--method',
			'tools/call',
			'--tool-name',
			TOOL,
			'--tool-arg',
			'email=dana@acme.com',
			'employees=450',
		]);
		expect(run).toMatchObject({ exitCode: 0 });
		expect(run.stdout).toContain('mid-market');
	});
});

describe('MCP Inspector under load', () => {
	it.each(["n8n's URL", 'the own port'])('finds no error at %s', async (place) => {
		const port = await freePort();
		const path = `load-${port}`;
		await publishTrigger({ path, ...tool(), options: { listen: 'both', port } }, [noOp]);
		const target =
			place === 'the own port' ? `http://127.0.0.1:${port}/${path}` : `${url}/mcp/${path}`;
		const run = await inspect(root, [
			...[target, '--transport', 'http', '--method', 'tools/call', '--tool-name', 'echo'],
			...['--tool-arg', 'name=Dana'],
			...['--load', '--load-concurrency', '8', '--load-duration', '5'],
		]);
		expect(run).toMatchObject({ exitCode: 0 });
		const { requests, ok, toolErrors, errors } = JSON.parse(run.stdout) as Record<string, number>;
		expect({ toolErrors, errors }).toEqual({ toolErrors: 0, errors: 0 });
		expect(ok).toBe(requests);
		expect(ok).toBeGreaterThanOrEqual(8);
	});
});

describe('the endpoint in n8n', () => {
	const ping = { jsonrpc: '2.0', id: 1, method: 'ping' };

	it.each([
		['without a key', { authorization: '' }],
		['with a wrong key', { authorization: 'Bearer wrong' }],
	])(
		'answers a request %s with 401, says how to authenticate, and starts nothing',
		async (_, headers) => {
			const call = { ...ping, method: 'tools/call', params: { name: TOOL, arguments: lead } };
			let response: Response | undefined;
			const started = await startedBy(async () => {
				response = await post(call, headers);
			});
			expect(response?.status).toBe(401);
			expect(response?.headers.get('www-authenticate')).toMatch(/^Bearer /);
			expect(started).toEqual([]);
		},
	);

	it('takes a key by X-API-Key as well', async () => {
		expect((await post(ping, { authorization: '', 'x-api-key': KEY })).status).toBe(200);
	});

	it.each(['GET', 'DELETE'])('answers %s with 405', async (method) => {
		const response = await post(undefined, {}, method);
		expect(response.status).toBe(405);
		expect(response.headers.get('allow')).toBe('POST');
	});

	it('refuses pages of foreign hosts', async () => {
		expect((await post(ping, { origin: 'https://evil.example' })).status).toBe(403);
	});

	it.each([
		['an empty batch', []],
		['a null id', { ...ping, id: null }],
		['no method', { jsonrpc: '2.0', id: 1 }],
	])('answers %s with 400 and an error of JSON-RPC', async (_, body) => {
		const response = await post(body);
		expect(response.status).toBe(400);
		expect(await response.json()).toMatchObject({ jsonrpc: '2.0', error: { code: -32600 } });
	});

	it('serves sixteen calls at once, each with its own result', async () => {
		const calls = Array.from({ length: 16 }, async (_, index) => {
			const response = await post({
				jsonrpc: '2.0',
				id: index,
				method: 'tools/call',
				params: { name: TOOL, arguments: { email: `lead${index}@acme.com` } },
			});
			return await response.json();
		});
		expect(await Promise.all(calls)).toEqual(
			Array.from({ length: 16 }, (_, index) =>
				expect.objectContaining({
					id: index,
					result: expect.objectContaining({
						structuredContent: expect.objectContaining({ email: `lead${index}@acme.com` }),
					}),
				}),
			),
		);
	});
});

/** n8n tries a publication that fails again for a quarter of a minute before it says so. */
const PUBLISHING_MS = 40_000;

describe('publishing a trigger', () => {
	const publish = async (parameters: object) => {
		const workflow = await n8n.createWorkflow({
			name: `Publish ${Date.now()}`,
			nodes: [
				{
					id: '20000000-0000-4000-8000-000000000001',
					name: 'GTM MCP Server Trigger',
					type: 'n8n-nodes-gtm-mcp.gtmMcpServerTrigger',
					typeVersion: 1.1,
					position: [0, 0],
					webhookId: '20000000-0000-4000-8000-0000000000aa',
					parameters: { authentication: 'none', ...parameters },
				},
			],
			connections: {},
		});
		return await n8n.publishWorkflow(workflow.id);
	};

	it(
		'with a tool that cannot be served is refused by tool and field',
		async () => {
			const branches = { branch: [{ name: 'two words', description: 'A tool' }] };
			await expect(publish({ path: 'refused', branches })).rejects.toThrow(
				'Branch 1, Name: "two words" is not a tool name',
			);
		},
		PUBLISHING_MS,
	);

	it('whose flow is slower than its timeout answers in time, and says so', async () => {
		const workflow = await n8n.createWorkflow({
			name: 'Slow tool',
			nodes: [
				{
					id: '30000000-0000-4000-8000-000000000001',
					name: 'GTM MCP Server Trigger',
					type: 'n8n-nodes-gtm-mcp.gtmMcpServerTrigger',
					typeVersion: 1.1,
					position: [0, 0],
					webhookId: '30000000-0000-4000-8000-0000000000aa',
					parameters: {
						authentication: 'none',
						path: 'slow',
						branches: { branch: [{ name: 'sleep', description: 'Sleeps' }] },
						options: { timeout: 1 },
					},
				},
				{
					id: '30000000-0000-4000-8000-000000000002',
					name: 'Wait',
					type: 'n8n-nodes-base.wait',
					typeVersion: 1.1,
					position: [220, 0],
					webhookId: '30000000-0000-4000-8000-0000000000bb',
					parameters: { amount: 4 },
				},
			],
			connections: {
				'GTM MCP Server Trigger': { main: [[{ node: 'Wait', type: 'main', index: 0 }]] },
			},
		});
		await n8n.publishWorkflow(workflow.id);
		const response = await fetch(`${url}/mcp/slow`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({
				jsonrpc: '2.0',
				id: 1,
				method: 'tools/call',
				params: { name: 'sleep' },
			}),
		});
		expect(await response.json()).toMatchObject({
			result: {
				isError: true,
				content: [
					{ text: expect.stringMatching(/did not answer within 1 seconds \(execution \d+\)/) },
				],
			},
		});
		const [execution] = await n8n.listExecutions({ workflowId: workflow.id });
		expect(await n8n.waitForExecution(execution?.id ?? '')).toMatchObject({ status: 'success' });
	});
});
