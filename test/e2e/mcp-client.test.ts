import path from 'node:path';

import { startEverythingServer, type EverythingServer } from './clients/everything-server';
import { call, CLIENT, jsonOf, outputOf, runClientStep, type Step } from './setup/client-step';
import { loggedInClient, n8nContext } from './setup/n8n-context';
import { importExample } from '../../scripts/n8n/import-example';
import type { N8nRestClient } from '../../scripts/n8n/rest-client';

const KEY = 'e2e-key-0123456789-0123456789';
const { root, url } = n8nContext();

let n8n: N8nRestClient;
let everything: EverythingServer;

beforeAll(async () => {
	n8n = loggedInClient();
	everything = await startEverythingServer(root);
}, 60_000);

afterAll(async () => await everything.stop());

const run = async ({ parameters, ...step }: Step) =>
	await runClientStep(n8n, {
		...step,
		parameters: { ...(step.credential ? {} : { serverUrl: everything.url }), ...parameters },
	});

const keyData = (key: string) => ({
	serverUrl: `${url}/mcp/gtm`,
	apiKey: key,
	headerName: 'Authorization',
});

const serverKey = async (key: string) =>
	await n8n.createCredential({
		name: `Own trigger ${key.slice(0, 5)}`,
		type: 'gtmMcpClientApi',
		data: keyData(key),
	});

describe('the client, at server-everything', () => {
	it('lists the tools, one item each', async () => {
		const execution = await run({ parameters: { operation: 'listTools', returnAll: true } });
		expect(execution.status).toBe('success');
		expect(jsonOf(execution).map(({ name }) => name)).toEqual(
			expect.arrayContaining(['echo', 'get-sum', 'get-structured-content']),
		);
	});

	it('calls a tool for each item, with the values of that item', async () => {
		const execution = await run({
			parameters: call('get-sum', '={{ JSON.stringify({ a: $json.a, b: 10 }) }}'),
			items: [{ a: 1 }, { a: 2 }, { a: 3 }],
		});
		expect(jsonOf(execution)).toEqual([
			{ text: 'The sum of 1 and 10 is 11.' },
			{ text: 'The sum of 2 and 10 is 12.' },
			{ text: 'The sum of 3 and 10 is 13.' },
		]);
		expect(outputOf(execution)).toMatchObject([0, 1, 2].map((item) => ({ pairedItem: { item } })));
	});

	it('sends what a form holds, numbers as numbers', async () => {
		const execution = await run({
			parameters: {
				operation: 'callTool',
				tool: { __rl: true, mode: 'list', value: 'get-sum' },
				inputMode: 'form',
				form: {
					mappingMode: 'defineBelow',
					value: { a: 2, b: '={{ $json.b }}' },
					schema: ['a', 'b'].map((id) => ({
						id,
						displayName: id,
						required: true,
						defaultMatch: false,
						display: true,
						type: 'number',
					})),
				},
			},
			items: [{ b: 40 }],
		});
		expect(jsonOf(execution)).toEqual([{ text: 'The sum of 2 and 40 is 42.' }]);
	});

	it('outputs structured content as JSON', async () => {
		const execution = await run({
			parameters: call('get-structured-content', { location: 'New York' }),
		});
		expect(jsonOf(execution)).toEqual([
			{
				temperature: expect.any(Number),
				conditions: expect.any(String),
				humidity: expect.any(Number),
			},
		]);
	});

	it('outputs images as binary data', async () => {
		const execution = await run({ parameters: call('get-tiny-image', {}) });
		expect(outputOf(execution)).toMatchObject([{ binary: { data: { mimeType: 'image/png' } } }]);
	});

	it('fails with what the server says of wrong arguments', async () => {
		const execution = await run({ parameters: call('get-sum', { a: 'one' }) });
		expect(execution.status).toBe('error');
		expect(execution.data.resultData.error?.message).toContain('get-sum');
	});

	it('goes on with the next item if the node says so', async () => {
		const execution = await run({
			parameters: call('={{ $json.tool }}', { message: 'hello' }),
			items: [{ tool: 'nothing-of-that-name' }, { tool: 'echo' }],
			onError: 'continueRegularOutput',
		});
		expect(execution.status).toBe('success');
		expect(jsonOf(execution)).toEqual([{ error: expect.any(String) }, { text: 'Echo: hello' }]);
	});
});

describe('the client, at our own trigger', () => {
	beforeAll(async () => {
		await importExample(n8n, path.join(root, 'examples', 'inbound-lead.json'), [
			{
				type: 'gtmMcpServerKeysApi',
				name: 'Quick start MCP keys',
				data: { keys: { key: [{ label: 'e2e', key: KEY }] } },
			},
		]);
	});

	it('calls the flow by the key of its credential', async () => {
		const execution = await run({
			parameters: call('qualify_inbound_lead', { email: 'kim@acme.com', employees: 5000 }),
			credential: await serverKey(KEY),
		});
		expect(jsonOf(execution)).toMatchObject([{ domain: 'acme.com', segment: 'enterprise' }]);
	});

	it('says that the key was refused, and does not show it', async () => {
		const wrong = 'wrong-key-0123456789-0123456789';
		const execution = await run({
			parameters: call('qualify_inbound_lead', { email: 'kim@acme.com' }),
			credential: await serverKey(wrong),
		});
		expect(execution.data.resultData.error?.message).toContain('rejected the API key');
		expect(JSON.stringify(execution.data)).not.toContain(wrong);
	});

	it('has a credential test that connects, and one that says which step failed', async () => {
		const { id, name, type } = await serverKey(KEY);
		const test = async (key: string) =>
			await n8n.testCredential({ id, name, type, data: keyData(key) });
		expect(await test(KEY)).toEqual({
			status: 'OK',
			message: expect.stringMatching(/^Connected to GTM \(MCP 2026-07-28\)\. It offers 1 tool/),
		});
		expect(await test('wrong-key')).toMatchObject({
			status: 'Error',
			message: expect.stringContaining('rejected the API key'),
		});
	});
});

describe('the client, in the editor', () => {
	const ask = (changes: object) => ({
		path: 'parameters.tool',
		nodeTypeAndVersion: { name: CLIENT, version: 1 },
		currentNodeParameters: {
			authentication: 'none',
			serverUrl: everything.url,
			operation: 'callTool',
			...changes,
		},
	});

	it('finds tools by a part of their name', async () => {
		const { results } = await n8n.resourceLocatorResults({
			...ask({}),
			methodName: 'searchTools',
			filter: 'sum',
		});
		expect(results).toMatchObject([{ value: 'get-sum' }]);
	});

	it('makes a form of the schema of a tool', async () => {
		const { fields } = await n8n.resourceMapperFields({
			...ask({ tool: { __rl: true, mode: 'list', value: 'get-sum' } }),
			path: 'parameters.form',
			methodName: 'getToolForm',
		});
		expect(fields).toMatchObject([
			{ id: 'a', type: 'number', required: true },
			{ id: 'b', type: 'number', required: true },
		]);
	});
});
