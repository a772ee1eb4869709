import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { startDualEraPeer } from '../../peers/dual-era-peer';
import type { HttpPeer } from '../../peers/http-peer';
import { startLegacyPeer } from '../../peers/legacy-peer';
import { PIXEL, peerTools } from '../../peers/peer-tools';
import { clientRuntime } from '../../../src/mcp/client/runtime';
import { GtmMcpClient } from '../../../nodes/GtmMcpClient/GtmMcpClient.node';
import { type WorkflowJson, runWorkflow } from '../harness/run-workflow';

const TOKEN = 'secret-token';
let peer: HttpPeer;

beforeEach(async () => {
	peer = await startDualEraPeer({ token: TOKEN });
});

afterEach(async () => {
	await clientRuntime().close();
	await peer.close();
});

interface ClientNode {
	parameters: INodeParameters;
	items?: IDataObject[];
	onError?: 'continueRegularOutput' | 'continueErrorOutput';
}

function workflowOf({ parameters, items = [{}], onError }: ClientNode): WorkflowJson {
	return {
		nodes: [
			{ name: 'Start', type: 'test.startItems', parameters: { items: JSON.stringify(items) } },
			{
				name: 'Client',
				type: 'test.gtmMcpClient',
				credentials: { gtmMcpClientApi: { id: '1', name: 'Key' } },
				onError,
				parameters: {
					authentication: 'apiKey',
					operation: 'callTool',
					inputMode: 'json',
					json: '{}',
					options: {},
					...parameters,
				},
			},
		],
		connections: { Start: { main: [[{ node: 'Client', type: 'main', index: 0 }]] } },
	};
}

async function run(node: ClientNode, credential: IDataObject = {}) {
	const gtmMcpClientApi = {
		serverUrl: peer.url,
		apiKey: TOKEN,
		headerName: 'Authorization',
		...credential,
	};
	return await runWorkflow(workflowOf(node), {
		nodeTypes: [new GtmMcpClient()],
		credentials: { gtmMcpClientApi: gtmMcpClientApi },
	});
}

const byName = (name: string): INodeParameters => ({
	tool: { __rl: true, mode: 'name', value: name },
});

describe('Call', () => {
	it('reads the parameters of each item and pairs the output with it', async () => {
		const finished = await run({
			items: [{ who: 'Ada' }, { who: 'Bo' }],
			parameters: { ...byName('echo'), json: '={{ { text: $json.who } }}' },
		});
		expect(finished.status).toBe('success');
		expect(finished.output('Client')).toEqual([
			{ json: { received: { text: 'Ada' } }, pairedItem: { item: 0 } },
			{ json: { received: { text: 'Bo' } }, pairedItem: { item: 1 } },
		]);
	});

	it('takes the name of the tool from an expression', async () => {
		const finished = await run({
			items: [{ tool: 'echo' }, { tool: 'companies' }],
			parameters: {
				...byName('={{ $json.tool }}'),
				json: '{"text":"x"}',
				options: { writes: 'allowed' },
			},
		});
		expect(finished.output('Client').map(({ json }) => json)).toEqual([
			{ received: { text: 'x' } },
			{ domain: 'n8n.io' },
			{ domain: 'octavehq.com' },
		]);
	});

	it('connects once for all items', async () => {
		await run({ items: [{}, {}, {}], parameters: byName('companies') });
		const discoveries = peer.requests.filter(({ rpcMethod }) => rpcMethod === 'server/discover');
		expect(discoveries).toHaveLength(1);
	});

	it('pairs every element of a list with the input item', async () => {
		const finished = await run({ items: [{}, {}], parameters: byName('companies') });
		expect(finished.output('Client').map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 0 },
			{ item: 1 },
			{ item: 1 },
		]);
	});

	it('sends what the form holds, typed and without its empty fields', async () => {
		const field = (id: string, type: string, required = false) => ({
			id,
			type,
			required,
			displayName: id,
			defaultMatch: false,
			display: true,
		});
		const finished = await run({
			items: [{ zip: 94107, day: '2026-11-23T08:00:00' }],
			parameters: {
				...byName('echo'),
				inputMode: 'form',
				form: {
					mappingMode: 'defineBelow',
					value: {
						text: '={{ $json.zip }}',
						count: '7',
						loud: null,
						day: '={{ $json.day }}',
						tags: '["a","b"]',
						tone: '',
					},
					matchingColumns: [],
					schema: [
						field('text', 'string', true),
						field('count', 'number'),
						field('loud', 'boolean'),
						field('day', 'dateTime'),
						field('tags', 'array'),
						field('tone', 'string'),
					],
					attemptToConvertTypes: false,
					convertFieldsToString: false,
				},
			},
		});
		expect(finished.error).toBeUndefined();
		expect(finished.output('Client')[0]?.json).toEqual({
			received: { text: '94107', count: 7, day: '2026-11-23', tags: ['a', 'b'] },
		});
	});

	it('calls a tool that takes no arguments from an empty form', async () => {
		const finished = await run({
			parameters: {
				...byName('companies'),
				inputMode: 'form',
				form: { mappingMode: 'defineBelow', value: null, schema: [] },
			},
		});
		expect(finished.error).toBeUndefined();
		expect(finished.output('Client')).toHaveLength(2);
	});

	it('turns an image into binary data', async () => {
		const finished = await run({ parameters: byName('picture') });
		const [item] = finished.output('Client');
		expect(item?.json).toEqual({ text: 'A pixel' });
		expect(item?.binary?.data).toMatchObject({ mimeType: 'image/png', data: PIXEL });
	});

	it('outputs the raw result when asked to', async () => {
		const finished = await run({
			parameters: { ...byName('picture'), options: { output: 'raw' } },
		});
		const [item] = finished.output('Client');
		expect(item?.json.content).toContainEqual({
			type: 'image',
			data: PIXEL,
			mimeType: 'image/png',
		});
		expect(item?.binary).toBeUndefined();
	});

	it('works without a credential', async () => {
		const open = await startLegacyPeer();
		const finished = await run({
			parameters: { ...byName('companies'), authentication: 'none', serverUrl: open.url },
		});
		await open.close();
		expect(finished.output('Client')).toHaveLength(2);
		expect(open.requests.map(({ headers }) => headers.authorization)).not.toContain(
			expect.any(String),
		);
	});

	it('keeps the session of a legacy server for the next execution', async () => {
		const legacy = await startLegacyPeer();
		const once = async () =>
			await run({ parameters: byName('companies') }, { serverUrl: legacy.url });
		await once();
		await once();
		const methods = legacy.requests.map(({ rpcMethod }) => rpcMethod);
		await clientRuntime().close();
		await legacy.close();
		expect(methods.filter((method) => method === 'initialize')).toHaveLength(1);
		expect(legacy.requests.map(({ method }) => method)).toContain('DELETE');
	});
});

describe('Get Many', () => {
	const list: INodeParameters = { operation: 'listTools', returnAll: true };

	it('gives an item a tool, of all pages', async () => {
		const finished = await run({ parameters: list });
		const items = finished.output('Client');
		expect(items.map(({ json }) => json.name)).toEqual(peerTools.map(({ name }) => name));
		expect(items[0]).toMatchObject({
			json: { title: 'Echo', inputSchema: { required: ['text'] } },
			pairedItem: { item: 0 },
		});
	});

	it('stops at the limit', async () => {
		const finished = await run({ parameters: { ...list, returnAll: false, limit: 3 } });
		expect(finished.output('Client')).toHaveLength(3);
	});
});

describe('what goes wrong', () => {
	it('stops the execution with what the tool said and the item', async () => {
		const finished = await run({ items: [{}, {}], parameters: byName('fails') });
		expect(finished.status).toBe('error');
		expect(finished.error).toMatchObject({
			name: 'NodeOperationError',
			message: 'The tool "fails" reported a failure: No credits left',
			context: { itemIndex: 0 },
		});
		expect(finished.error?.description).toMatch(/Output the Result/);
	});

	it('outputs the failure of a tool when asked to', async () => {
		const finished = await run({
			parameters: { ...byName('fails'), options: { toolFailure: 'output' } },
		});
		expect(finished.output('Client')[0]?.json).toEqual({ text: 'No credits left', isError: true });
	});

	it('goes on with the other items when the node may continue', async () => {
		const finished = await run({
			items: [{ tool: 'fails' }, { tool: 'companies' }],
			parameters: { ...byName('={{ $json.tool }}'), options: { writes: 'allowed' } },
			onError: 'continueRegularOutput',
		});
		expect(finished.status).toBe('success');
		const [failed, ...rest] = finished.output('Client');
		expect(failed).toMatchObject({
			json: { error: 'The tool "fails" reported a failure: No credits left' },
			pairedItem: { item: 0 },
		});
		expect(rest.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 1 }, { item: 1 }]);
	});

	it('sends failed items to the error output when there is one', async () => {
		const finished = await run({
			items: [{ tool: 'fails' }, { tool: 'companies' }],
			parameters: { ...byName('={{ $json.tool }}'), options: { writes: 'allowed' } },
			onError: 'continueErrorOutput',
		});
		expect(finished.output('Client', 0)).toHaveLength(2);
		expect(finished.output('Client', 1)[0]?.json.error).toMatch(/No credits left/);
	});

	it('names a refused key and keeps it out of the run data', async () => {
		const finished = await run({ parameters: byName('echo') }, { apiKey: 'wrong-key' });
		expect(finished.error).toMatchObject({ name: 'NodeApiError', httpCode: '401' });
		expect(finished.error?.message).toMatch(/rejected the API key/);
		expect(JSON.stringify(finished.run)).not.toContain('wrong-key');
	});

	it('does not send a key to another origin than that of its credential', async () => {
		const other = await startDualEraPeer();
		const finished = await run({
			parameters: { ...byName('echo'), options: { serverUrl: other.url } },
		});
		await other.close();
		expect(finished.error?.message).toMatch(/is not on .*, the origin of the credential/);
		expect(other.requests).toEqual([]);
	});

	it('refuses arguments that are no JSON object', async () => {
		const finished = await run({ parameters: { ...byName('echo'), json: '[1]' } });
		expect(finished.error?.message).toBe("'Arguments (JSON)' is not a JSON object");
	});

	it('says that the tool is not chosen', async () => {
		const finished = await run({ parameters: byName('={{ $json.tool }}') });
		expect(finished.error?.message).toBe("'Tool' is empty");
	});

	it('keeps to the timeout of the node', async () => {
		const finished = await run({ parameters: { ...byName('slow'), options: { timeout: 1 } } });
		expect(finished.error?.message).toMatch(/did not answer within 1 second/);
	});
});
