import path from 'node:path';

import type { ICredentialDataDecryptedObject, INodeParameters } from 'n8n-workflow';

import { clientRuntime } from '../../../src/mcp/client/runtime';
import { GtmMcpClient } from '../../../nodes/GtmMcpClient/GtmMcpClient.node';
import { type FeaturePeer, startFeaturePeer } from '../../peers/feature-peer';
import { startDualEraPeer } from '../../peers/dual-era-peer';
import { startOAuthPeer } from '../../peers/oauth-peer';
import type { HttpPeer } from '../../peers/http-peer';
import { runWorkflow } from '../harness/run-workflow';
import { clientWorkflow, runClientNode, tool } from './run-client';

let peer: FeaturePeer;
let others: HttpPeer[] = [];

beforeEach(async () => {
	peer = await startFeaturePeer();
});

afterEach(async () => {
	await clientRuntime().close();
	await Promise.all([peer, ...others].map(async (one) => await one.close()));
	others = [];
});

const open = async (token?: string) => {
	const started = await startDualEraPeer({ token });
	others.push(started);
	return started;
};

describe('fallback servers', () => {
	it('are asked when the first is down, and the node says so', async () => {
		const finished = await runClientNode({
			parameters: {
				serverUrl: 'http://127.0.0.1:1/mcp',
				...tool('search'),
				options: { fallbackServers: { server: [{ url: peer.url }] }, includeReport: true },
			},
		});
		expect(finished.error).toBeUndefined();
		expect(finished.output('Client')[0]?.json._mcp).toMatchObject({ endpoint: peer.url });
		const [task] = finished.run.data.resultData.runData.Client ?? [];
		expect(task?.hints?.length).toBeGreaterThan(0);
	});
});

describe('a command', () => {
	const everything = path.resolve(
		__dirname,
		'../../../node_modules/@modelcontextprotocol/server-everything/dist/index.js',
	);
	const parameters: INodeParameters = {
		server: 'command',
		command: process.execPath,
		commandArguments: [everything, 'stdio'],
		...tool('echo'),
		json: '{"message":"hello"}',
	};

	afterEach(() => {
		delete process.env.GTM_MCP_ALLOW_STDIO;
	});

	it('is not started unless the operator allows it, by a variable that the error names', async () => {
		const { error } = await runClientNode({ parameters });
		expect(`${error?.message} ${error?.description}`).toMatch(/GTM_MCP_ALLOW_STDIO/);
	});

	it('is a server like any other when it is allowed', async () => {
		process.env.GTM_MCP_ALLOW_STDIO = 'true';
		const finished = await runClientNode({ parameters });
		expect(finished.error).toBeUndefined();
		expect(finished.output('Client')[0]?.json).toEqual({ text: 'Echo: hello' });
	});

	it('has to be named', async () => {
		const { error } = await runClientNode({ parameters: { ...parameters, command: ' ' } });
		expect(error?.message).toBe("'Command' is empty");
	});
});

describe('a preset', () => {
	const preset = async (parameters: INodeParameters) =>
		await runClientNode({
			parameters: { server: 'preset', ...tool('search'), ...parameters },
		});

	it('that does not exist is named, with those that do', async () => {
		const { error } = await preset({ preset: '={{ "rolodex" }}' });
		expect(error?.message).toBe('There is no preset "rolodex"');
		expect(error?.description).toMatch(/hubspot/);
	});

	it('says which name its URL needs', async () => {
		const { error } = await preset({
			preset: 'salesforce',
			presetEndpoint: 'custom',
			presetValue: '',
		});
		expect(error?.message).toMatch(/Salesforce, Custom Server: Name in the URL is empty/);
	});
});

describe('credentials', () => {
	const run = async (
		authentication: string,
		type: string,
		credential: ICredentialDataDecryptedObject,
		parameters: INodeParameters = {},
	) => {
		const json = clientWorkflow({
			parameters: { authentication, ...tool('companies'), ...parameters },
		});
		const node = json.nodes.find(({ name }) => name === 'Client');
		if (node) node.credentials = { [type]: { id: '1', name: type } };
		return await runWorkflow(json, {
			nodeTypes: [new GtmMcpClient()],
			credentials: { [type]: credential },
		});
	};

	it('of several headers are all sent', async () => {
		const server = await open();
		const finished = await run('headers', 'gtmMcpClientHeadersApi', {
			serverUrl: server.url,
			headers: {
				header: [
					{ name: 'X-API-Key', value: 'abc-123-def' },
					{ name: 'X-Account', value: '42' },
				],
			},
		});
		expect(finished.error).toBeUndefined();
		expect(server.requests[0]?.headers).toMatchObject({
			'x-api-key': 'abc-123-def',
			'x-account': '42',
		});
	});

	it('of OAuth send the token that n8n keeps', async () => {
		const server = await open('token-of-n8n');
		const finished = await run('oAuth2', 'gtmMcpClientOAuth2Api', {
			serverUrl: server.url,
			grantType: 'pkce',
			oauthTokenData: { access_token: 'token-of-n8n' },
		});
		expect(finished.error).toBeUndefined();
		expect(finished.output('Client')).toHaveLength(2);
	});

	it('of OAuth have to be connected first', async () => {
		const server = await open();
		const { error } = await run('oAuth2', 'gtmMcpClientOAuth2Api', { serverUrl: server.url });
		expect(error?.message).toBe('The account is not connected');
		expect(server.requests).toEqual([]);
	});

	it('are sent to another address only if they name it', async () => {
		const [own, fallback] = [await open(), await open('k')];
		await own.close();
		const parameters = { options: { fallbackServers: { server: [{ url: fallback.url }] } } };
		const credential = { serverUrl: own.url, apiKey: 'k', headerName: '' };
		const refused = await run('apiKey', 'gtmMcpClientApi', credential, parameters);
		expect(refused.error?.message).toMatch(/is not on .*, the origin of the credential/);
		expect(fallback.requests).toEqual([]);
		const named = { ...credential, otherServerUrls: fallback.url };
		const finished = await run('apiKey', 'gtmMcpClientApi', named, parameters);
		expect(finished.error).toBeUndefined();
		expect(finished.output('Client')).toHaveLength(2);
	});

	it('keep to the domains that n8n restricts them to', async () => {
		const server = await open();
		const { error } = await run('apiKey', 'gtmMcpClientApi', {
			serverUrl: server.url,
			apiKey: 'k',
			allowedHttpRequestDomains: 'domains',
			allowedDomains: 'elsewhere.example',
		});
		expect(error?.message).toMatch(/Domain not allowed/);
		expect(server.requests).toEqual([]);
	});

	it('keep the key that is in the query of their URL', async () => {
		const server = await open();
		await run(
			'apiKey',
			'gtmMcpClientApi',
			{
				serverUrl: `${server.url}?user_api_key=in-the-query`,
				apiKey: '',
			},
			{ options: { serverUrl: server.url } },
		);
		expect(server.requests[0]?.path).toBe('/mcp?user_api_key=in-the-query');
	});

	// A signed assertion is tested in a real n8n: jest cannot load what the SDK loads for it.
	it.each([
		{ where: 'in a header', proof: 'basic', sent: { basic: 'n8n-service:s3cret' } },
		{ where: 'in the body', proof: 'post', sent: { client_secret: 's3cret' } },
	])('of a client get a token by a secret $where, for the server', async ({ proof, sent }) => {
		const server = await startOAuthPeer({ registration: 'manual' });
		others.push(server);
		const finished = await run('clientCredentials', 'gtmMcpClientCredentialsApi', {
			serverUrl: server.url,
			clientId: 'n8n-service',
			clientSecret: 's3cret',
			proof,
		});
		expect(finished.error).toBeUndefined();
		expect(finished.output('Client')).toHaveLength(2);
		expect(server.tokenRequests).toEqual([
			expect.objectContaining({
				grant_type: 'client_credentials',
				resource: server.url,
				...sent,
			}),
		]);
		expect(JSON.stringify(finished.run)).not.toContain('s3cret');
	});
});
