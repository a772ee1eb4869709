import { lookup } from 'node:dns';

import type { ICredentialTestFunctions, INodeParameters } from 'n8n-workflow';

import { GtmMcpClientApi } from '../../../credentials/GtmMcpClientApi.credentials';
import { GtmMcpClient } from '../../../nodes/GtmMcpClient/GtmMcpClient.node';
import { clientRuntime } from '../../../src/mcp/client/runtime';
import { startDualEraPeer } from '../../peers/dual-era-peer';
import { type HttpPeer, startFixedPeer } from '../../peers/http-peer';
import { toLoadOptionsContext } from '../harness/load-options';

const node = new GtmMcpClient();
let peer: HttpPeer;

beforeEach(async () => {
	peer = await startDualEraPeer({ token: 'k' });
});

afterEach(async () => {
	await clientRuntime().close();
	await peer.close();
});

function editor(parameters: INodeParameters) {
	const all: INodeParameters = { authentication: 'apiKey', serverUrl: '', ...parameters };
	return toLoadOptionsContext(
		node,
		{ resource: 'tool', operation: 'call', ...all },
		{
			gtmMcpClientApi: { serverUrl: peer.url, apiKey: 'Bearer k', headerName: 'Authorization' },
		},
	);
}

describe('the list of tools', () => {
	it('shows title and description, and gives the name', async () => {
		const { results } = await node.methods.listSearch.searchTools.call(editor({}));
		expect(results).toHaveLength(5);
		expect(results[0]).toEqual({
			name: 'Echo',
			value: 'echo',
			description: 'Gives the arguments back',
		});
	});

	it('is filtered by name, title and description', async () => {
		const { results } = await node.methods.listSearch.searchTools.call(editor({}), 'PIXEL');
		expect(results.map(({ value }) => value)).toEqual(['picture']);
	});

	it('says why it cannot be shown', async () => {
		const context = editor({ serverUrl: 'https://elsewhere.example/mcp' });
		await expect(node.methods.listSearch.searchTools.call(context)).rejects.toThrow(
			/not on .*, the origin of the credential/,
		);
	});
});

it('asks the network policy of n8n before it connects', async () => {
	const context = editor({});
	context.helpers.getSecureEgressFilter = () => ({
		validateUrl: async () => await Promise.resolve({ ok: false, error: new Error('private') }),
		validateConnectionHost: () => ({ ok: true, result: undefined }),
		createSecureLookup: () => lookup,
		validateRedirectSync: () => undefined,
	});
	await expect(node.methods.listSearch.searchTools.call(context)).rejects.toThrow(
		/The network policy of n8n forbids/,
	);
	expect(peer.requests).toEqual([]);
});

describe('the form of a tool', () => {
	const chosen = (value: string): INodeParameters => ({
		tool: { __rl: true, mode: 'list', value },
	});

	it('has a field an argument', async () => {
		const context = editor(chosen('echo'));
		const { fields } = await node.methods.resourceMapping.getToolForm.call(context);
		expect(fields).toMatchObject([
			{ id: 'text', displayName: 'Text – What to say', type: 'string', required: true },
			{ id: 'count', type: 'number', required: false, defaultValue: 3 },
			{ id: 'loud', type: 'boolean', removed: true },
			{ id: 'day', type: 'dateTime' },
			{ id: 'tags', type: 'array' },
			{ id: 'tone', type: 'options', options: [{ value: 'warm' }, { value: 'cold' }] },
		]);
	});

	it('is empty, with a word on it, for a tool without arguments', async () => {
		const context = editor(chosen('companies'));
		const form = await node.methods.resourceMapping.getToolForm.call(context);
		expect(form).toEqual({ fields: [], emptyFieldsNotice: 'This tool takes no arguments.' });
	});

	it('is empty while no tool is chosen', async () => {
		const form = await node.methods.resourceMapping.getToolForm.call(editor(chosen('')));
		expect(form.fields).toEqual([]);
	});

	it('says that the server does not have the tool', async () => {
		const form = node.methods.resourceMapping.getToolForm.call(editor(chosen('gone')));
		await expect(form).rejects.toThrow('The server has no tool named "gone"');
	});
});

describe('the test of the credential', () => {
	const test = async (data: Record<string, string>) =>
		await node.methods.credentialTest.testMcpConnection.call({} as ICredentialTestFunctions, {
			id: '1',
			name: 'Key',
			type: 'gtmMcpClientApi',
			data,
		});

	it('is the one that the node names', () => {
		const [used] = node.description.credentials ?? [];
		expect(used).toMatchObject({ name: new GtmMcpClientApi().name, testedBy: 'testMcpConnection' });
		expect(node.methods.credentialTest).toHaveProperty('testMcpConnection');
	});

	it('passes with the right key and says what the server is', async () => {
		expect(await test({ serverUrl: peer.url, apiKey: 'k' })).toEqual({
			status: 'OK',
			message: 'Connected to dual-era-peer (MCP 2026-07-28). It offers 5 tools.',
		});
	});

	it.each([
		{ what: 'a wrong key', apiKey: 'wrong', message: /refused the API key/ },
		{ what: 'no key', apiKey: '', message: /asks for an API key/ },
		{ what: 'an unsendable key', apiKey: 'two words', message: /cannot be sent/ },
		{ what: 'no URL', serverUrl: '', message: /server URL is empty/ },
		{ what: 'a bad URL', serverUrl: 'octave', message: /not an http or https URL/ },
		{ what: 'a dead port', serverUrl: 'http://127.0.0.1:1/mcp', message: /Could not reach/ },
	])('names $what', async ({ apiKey = 'k', serverUrl, message }) => {
		const result = await test({ serverUrl: serverUrl ?? peer.url, apiKey });
		expect(result).toEqual({ status: 'Error', message: expect.stringMatching(message) });
		expect(result.message).not.toContain('wrong');
	});

	it('names an address that is no MCP server', async () => {
		const page = await startFixedPeer(200, { 'content-type': 'text/html' }, '<html></html>');
		const result = await test({ serverUrl: page.url, apiKey: 'k' });
		await page.close();
		expect(result.message).toMatch(/does not speak MCP/);
	});
});
