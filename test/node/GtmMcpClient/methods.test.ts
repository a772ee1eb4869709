import { lookup } from 'node:dns';

import type {
	ICredentialDataDecryptedObject,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
	INodeParameters,
} from 'n8n-workflow';

import { GtmMcpClientHubSpotOAuth2Api } from '../../../credentials/GtmMcpClientHubSpotOAuth2Api.credentials';
import { GtmMcpClientOAuth2Api } from '../../../credentials/GtmMcpClientOAuth2Api.credentials';
import { findPreset } from '../../../src/gtm/presets/preset-table';
import { type FeaturePeer, startFeaturePeer } from '../../peers/feature-peer';
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
		{ operation: 'callTool', ...all },
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
		const context = editor({ options: { serverUrl: 'https://elsewhere.example/mcp' } });
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
		/The network policy of n8n blocks/,
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
	type Test = keyof GtmMcpClient['methods']['credentialTest'];

	const test = async (
		data: ICredentialDataDecryptedObject,
		by: Test = 'testMcpConnection',
	): Promise<INodeCredentialTestResult> =>
		await node.methods.credentialTest[by].call({} as ICredentialTestFunctions, {
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
		{ what: 'a wrong key', apiKey: 'wrong', message: /rejected the API key/ },
		{ what: 'no key', apiKey: '', message: /requires authentication/ },
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
		expect(result.message).toMatch(/is not an MCP server/);
	});

	it('names the step that failed', async () => {
		const refused = await test({ serverUrl: peer.url, apiKey: 'wrong' });
		expect(refused.message).toMatch(/^Step authenticate: /);
		const page = await startFixedPeer(200, { 'content-type': 'text/html' }, '<html></html>');
		const foreign = await test({ serverUrl: page.url, apiKey: 'k' });
		await page.close();
		expect(foreign.message).toMatch(/^Step negotiate/);
	});

	it('of several headers connects with all of them', async () => {
		const headers = { header: [{ name: 'Authorization', value: 'Bearer k' }] };
		expect(await test({ serverUrl: peer.url, headers }, 'testMcpHeaders')).toMatchObject({
			status: 'OK',
		});
	});

	it('of client credentials says what is missing before it asks anybody', async () => {
		const result = await test({ serverUrl: peer.url, clientId: 'me' }, 'testMcpClientCredentials');
		expect(result).toMatchObject({
			status: 'Error',
			message: expect.stringMatching(/^Step authenticate: 'Client Secret' is empty/),
		});
		expect(peer.requests).toEqual([]);
	});

	it('of the variables of a command checks their names', async () => {
		const variables = (name: string) => ({ variables: { variable: [{ name, value: 'x' }] } });
		expect(await test(variables('ACME_KEY'), 'testMcpEnvironment')).toMatchObject({ status: 'OK' });
		expect(await test(variables('ACME-KEY'), 'testMcpEnvironment')).toMatchObject({
			status: 'Error',
			message: expect.stringContaining('"ACME-KEY"'),
		});
	});

	it('is there for every credential that the node takes', () => {
		const { credentials = [] } = node.description;
		const oAuth = [new GtmMcpClientOAuth2Api(), new GtmMcpClientHubSpotOAuth2Api()];
		for (const { name, testedBy } of credentials) {
			const own = oAuth.find((type) => type.name === name)?.test;
			expect(own ?? node.methods.credentialTest[testedBy as Test]).toBeDefined();
		}
	});
});

it('the OAuth credential of HubSpot leaves nothing to fill in but the ID and the secret', () => {
	const shown = new GtmMcpClientHubSpotOAuth2Api().properties.filter(
		({ type }) => type !== 'hidden',
	);
	expect(shown.map(({ name }) => name)).toEqual(['clientId']);
	const [access] = findPreset('hubspot').access;
	const defaults = Object.fromEntries(
		new GtmMcpClientHubSpotOAuth2Api().properties.map((property) => [
			property.name,
			property.default,
		]),
	);
	expect(defaults).toMatchObject({
		useDynamicClientRegistration: false,
		grantType: 'pkce',
		authentication: 'body',
		authUrl: access.kind === 'oAuth2' && access.authorizationUrl,
		accessTokenUrl: access.kind === 'oAuth2' && access.tokenUrl,
		resourceUrl: access.kind === 'oAuth2' && access.resource,
	});
});

describe('the lists of prompts, resources and templates', () => {
	let features: FeaturePeer;
	const open = (parameters: INodeParameters = {}) =>
		editor({ authentication: 'none', serverUrl: features.url, ...parameters });

	beforeEach(async () => {
		features = await startFeaturePeer();
	});

	afterEach(async () => {
		await features.close();
	});

	it.each([
		['searchPrompts', 'brief', 'brief'],
		['searchResources', 'acme', 'crm://accounts/acme'],
		['searchTemplates', '', 'crm://accounts/{domain}'],
	] as const)('%s finds what contains "%s"', async (search, filter, value) => {
		const { results } = await node.methods.listSearch[search].call(open(), filter);
		expect(results.map((result) => result.value)).toEqual([value]);
	});

	it('make a form of text fields for a prompt', async () => {
		const prompt = { __rl: true, mode: 'list', value: 'brief' };
		const context = open({ operation: 'getPrompt', prompt });
		const { fields } = await node.methods.resourceMapping.getPromptForm.call(context);
		expect(fields).toMatchObject([
			{ id: 'account', displayName: 'account – Whose', type: 'string', required: true },
			{ id: 'tone', required: false },
		]);
	});
});
