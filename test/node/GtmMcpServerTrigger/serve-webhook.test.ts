import '../harness/n8n-core-environment';

import { WebhookContext } from 'n8n-core';
import type { IDataObject, IWebhookData } from 'n8n-workflow';

import { GtmMcpServerTrigger } from '../../../nodes/GtmMcpServerTrigger/GtmMcpServerTrigger.node';
import { readStartItem } from '../../../src/n8n/server/flow-start';
import { mcpProcess } from '../../../src/n8n/server/mcp-process';
import { RecordedResponse } from '../../unit/src/mcp/server/doubles/recorded-response';
import { toAdditionalData } from '../harness/additional-data';
import type { TestCredentials } from '../harness/credentials-helper';
import { toWorkflow } from '../harness/run-workflow';

const KEY = 'key-0123456789-0123456789';
const trigger = new GtmMcpServerTrigger();

const parameters = (changes: IDataObject = {}) => ({
	authentication: 'apiKeys',
	path: 'gtm',
	branches: { branch: [{ name: 'qualify', description: 'Scores a lead' }] },
	...changes,
});

interface Sent {
	method?: string;
	path?: string;
	headers?: Record<string, string>;
	body?: unknown;
}

/** One request through n8n-core's own webhook context. */
async function send(
	{ method = 'POST', path = '/mcp/gtm', headers = {}, body }: Sent,
	nodeParameters: IDataObject = parameters(),
	credentials: TestCredentials = {
		gtmMcpServerKeysApi: { keys: { key: [{ label: 'Dana', key: KEY }] } },
	},
) {
	const workflow = toWorkflow(
		{
			nodes: [
				{
					name: 'Trigger',
					type: 'test.gtmMcpServerTrigger',
					parameters: nodeParameters as never,
					credentials: { gtmMcpServerKeysApi: { id: '1', name: 'Keys' } },
				},
			],
			connections: {},
		},
		[trigger],
	);
	const node = workflow.getNode('Trigger');
	if (!node) throw new Error('no trigger');
	const response = new RecordedResponse();
	const request = {
		method,
		path,
		url: path,
		socket: {},
		headers: { 'content-type': 'application/json', ...headers },
		body,
	};
	const additionalData = Object.assign(toAdditionalData(credentials), {
		mcpBaseUrl: 'http://localhost/mcp',
		httpRequest: request,
		httpResponse: response,
	});
	const webhookData = { webhookDescription: trigger.description.webhooks?.[0] } as IWebhookData;
	const context = new WebhookContext(
		workflow,
		node,
		additionalData,
		'webhook',
		webhookData,
		[],
		null,
	);
	const returned = await trigger.webhook.call(context);
	return { returned, response };
}

const authorized = { authorization: `Bearer ${KEY}` };

describe('a request to the trigger', () => {
	it('that needs no flow is answered at once, and starts no execution', async () => {
		const body = { jsonrpc: '2.0', id: 1, method: 'tools/list' };
		const { returned, response } = await send({ headers: authorized, body });
		expect(returned).toEqual({ noWebhookResponse: true });
		expect(response.result).toMatchObject({ tools: [{ name: 'qualify' }] });
	});

	it('that calls a tool starts an execution, and stays open', async () => {
		const body = { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'qualify' } };
		const { returned, response } = await send({ headers: authorized, body });
		expect(returned.noWebhookResponse).toBe(true);
		expect(response.writableEnded).toBe(false);
		const start = readStartItem(returned.workflowData?.[0]?.[0]?.json);
		if (start?.kind !== 'call') throw new Error('no call was started');
		expect(start.call).toMatchObject({ name: 'qualify', principal: { label: 'Dana' } });
		const live = await mcpProcess().bus.take(start.callId, 'execution');
		expect(await live?.respond({ content: [] })).toBe(true);
		expect(response.writableEnded).toBe(true);
	});

	it('with a wrong key is refused, and starts nothing', async () => {
		const body = { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'qualify' } };
		const { returned, response } = await send({ headers: { authorization: 'Bearer no' }, body });
		expect(returned).toEqual({ noWebhookResponse: true });
		expect(response.status).toBe(401);
		expect(response.headers['WWW-Authenticate']).toMatch(/^Bearer /);
	});

	it('needs no key where the owner asks for none', async () => {
		const body = { jsonrpc: '2.0', id: 1, method: 'ping' };
		const { response } = await send({ body }, parameters({ authentication: 'none' }), {});
		expect(response.status).toBe(200);
	});

	it.each(['GET', 'DELETE'])('by %s without a session hears that only POST is', async (method) => {
		const { response } = await send({ method, headers: authorized });
		expect(response.status).toBe(405);
		expect(response.headers.Allow).toBe('POST');
	});

	it('by GET opens the stream of its session, which DELETE ends', async () => {
		const body = { jsonrpc: '2.0', id: 1, method: 'initialize', params: {} };
		const opened = await send({ headers: authorized, body });
		const session = { 'mcp-session-id': opened.response.headers['Mcp-Session-Id'] ?? '' };
		const headers = { ...authorized, ...session, accept: 'text/event-stream' };
		const { returned, response } = await send({ method: 'GET', headers });
		expect(returned).toEqual({ noWebhookResponse: true });
		expect(response).toMatchObject({ status: 200, streams: true, writableEnded: false });
		expect((await send({ method: 'DELETE', headers })).response.status).toBe(200);
		expect(response.writableEnded).toBe(true);
	});

	it('that asks the context graph is answered in process, where the owner serves it', async () => {
		const call = (name: string, values: object) => ({
			headers: authorized,
			body: { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name, arguments: values } },
		});
		const ask = async (access: string, name: string, values: object) => {
			const options = { contextGraph: access };
			const { returned, response } = await send(call(name, values), parameters({ options }));
			if (!response.writableEnded) await new Promise<void>((done) => response.on('close', done));
			expect(returned).toEqual({ noWebhookResponse: true });
			return response;
		};
		const facts = [{ attribute: 'title', value: 'CMO' }];
		const draft = { type: 'contact', email: 'kim@acme.com', facts, source: 'hubspot' };
		const written = await ask('write', 'upsert_facts', draft);
		expect(written.result).toMatchObject({ structuredContent: { status: 'created' } });
		const context = await ask('read', 'get_prospect_context', { email: 'kim@acme.com' });
		expect(context.result).toMatchObject({
			structuredContent: { contact: { facts: { title: { value: 'CMO', source: 'hubspot' } } } },
		});
		expect((await ask('read', 'upsert_facts', draft)).error.message).toContain('unknown tool');
		const off = await ask('off', 'get_prospect_context', { email: 'kim@acme.com' });
		expect(off.error.message).toContain('unknown tool');
	});

	it('hears nothing of the server at the webhook URL if that listens on its own port only', async () => {
		const body = { jsonrpc: '2.0', id: 1, method: 'ping' };
		const { response } = await send(
			{ headers: authorized, body },
			parameters({ options: { listen: 'port' } }),
		);
		expect(response.status).toBe(404);
	});

	it('by a page that may call lets it read its session and its challenge', async () => {
		const { response } = await send({
			headers: { ...authorized, origin: 'http://localhost:6274' },
			body: { jsonrpc: '2.0', id: 1, method: 'initialize', params: {} },
		});
		expect(response.headers['Mcp-Session-Id']).toBeDefined();
		expect(response.headers['Access-Control-Expose-Headers']).toBe(
			'Mcp-Session-Id, WWW-Authenticate',
		);
	});

	it('by a page of a foreign host is refused', async () => {
		const { response } = await send({
			headers: { ...authorized, origin: 'https://evil.example' },
			body: { jsonrpc: '2.0', id: 1, method: 'ping' },
		});
		expect(response.status).toBe(403);
	});
});

describe('the dashboard of a trigger', () => {
	const page = { path: '/mcp/gtm/dashboard' };
	const form = { 'content-type': 'application/x-www-form-urlencoded' };
	const shown = parameters({ options: { dashboardKeys: 'Dana' } });

	it('asks for a key, and opens with one that is named for it', async () => {
		const asked = await send({ ...page, method: 'GET' }, shown);
		expect(asked.returned).toEqual({ noWebhookResponse: true });
		expect(asked.response.text).toContain('type="password"');
		const signedIn = await send({ ...page, headers: form, body: { key: KEY } }, shown);
		expect(signedIn.response.status).toBe(303);
		const [cookie = ''] = (signedIn.response.headers['Set-Cookie'] ?? '').split(';');
		const opened = await send({ ...page, method: 'GET', headers: { cookie } }, shown);
		expect(opened.response.text).toContain('No calls are kept');
	});

	it('is not there unless keys are named for it', async () => {
		const { response } = await send({ ...page, method: 'GET' });
		expect(response.status).toBe(404);
	});
});
