import { generateKeyPairSync } from 'node:crypto';

import { connectAccount, type SignInPage } from './setup/connect-account';
import { loggedInClient } from './setup/n8n-context';
import { type OAuthPeer, startOAuthPeer } from '../peers/oauth-peer';
import type { N8nRestClient } from '../../scripts/n8n/rest-client';
import type { CredentialSummary, Execution } from '../../scripts/n8n/rest-types';

let n8n: N8nRestClient;
let peer: OAuthPeer;

beforeAll(() => {
	n8n = loggedInClient();
});

afterEach(async () => await peer.close());

/** The page of the peer's authorization server. */
const page: SignInPage = (authorizationUrl) => {
	const back = new URL(authorizationUrl.searchParams.get('redirect_uri') ?? '');
	back.search = new URLSearchParams(peer.authorize(authorizationUrl.href)).toString();
	return back;
};

async function callWith(credential: CredentialSummary, authentication: string): Promise<Execution> {
	const workflow = await n8n.createWorkflow({
		name: `OAuth ${authentication}`,
		nodes: [
			{
				id: '42000000-0000-4000-8000-000000000001',
				name: 'Start',
				type: 'n8n-nodes-base.manualTrigger',
				typeVersion: 1,
				position: [0, 0],
				parameters: {},
			},
			{
				id: '42000000-0000-4000-8000-000000000002',
				name: 'Client',
				type: 'n8n-nodes-gtm-mcp.gtmMcpClient',
				typeVersion: 1,
				position: [220, 0],
				credentials: { [credential.type]: { ...credential } },
				parameters: {
					authentication,
					operation: 'callTool',
					tool: { __rl: true, mode: 'name', value: 'companies' },
					inputMode: 'json',
					json: '{}',
				},
			},
		],
		connections: { Start: { main: [[{ node: 'Client', type: 'main', index: 0 }]] } },
	});
	const started = await n8n.runWorkflow(workflow.id, { triggerToStartFrom: { name: 'Start' } });
	if (!('executionId' in started)) throw new Error('the workflow did not start');
	return await n8n.waitForExecution(started.executionId);
}

const itemsOf = (execution: Execution) =>
	execution.data.resultData.runData.Client?.[0]?.data?.main?.[0] ?? [];

it('a vendor that registers clients is connected by one press of a button, and its token renewed', async () => {
	peer = await startOAuthPeer({ registration: 'dynamic' });
	const credential = await n8n.createCredential({
		name: 'Dynamic',
		type: 'gtmMcpClientOAuth2Api',
		data: { useDynamicClientRegistration: true, serverUrl: peer.url },
	});
	const asked = await connectAccount(credential, page);
	expect(peer.registrations).toHaveLength(1);
	expect(asked.searchParams.get('code_challenge_method')).toBe('S256');
	expect(asked.searchParams.get('resource')).toBe(peer.url);
	expect(peer.tokenRequests[0]).toMatchObject({
		grant_type: 'authorization_code',
		resource: peer.url,
	});

	expect(itemsOf(await callWith(credential, 'oAuth2'))).toHaveLength(2);

	peer.validToken = 'the vendor has withdrawn the token';
	expect(itemsOf(await callWith(credential, 'oAuth2'))).toHaveLength(2);
	expect(peer.tokenRequests.at(-1)).toMatchObject({ grant_type: 'refresh_token' });
});

it('a vendor that does not takes the ID and secret of an app, in the body, with PKCE', async () => {
	peer = await startOAuthPeer({ registration: 'manual' });
	const credential = await n8n.createCredential({
		name: 'Manual',
		type: 'gtmMcpClientOAuth2Api',
		data: {
			useDynamicClientRegistration: false,
			serverUrl: peer.url,
			authUrl: `${peer.origin}/authorize`,
			accessTokenUrl: `${peer.origin}/token`,
			clientId: 'my-app',
			clientSecret: 'my-secret',
			authentication: 'body',
			scope: 'contacts.read',
		},
	});
	const asked = await connectAccount(credential, page);
	expect(asked.searchParams.get('scope')).toBe('contacts.read');
	expect(peer.tokenRequests[0]).toMatchObject({
		client_id: 'my-app',
		client_secret: 'my-secret',
		resource: peer.url,
	});
	expect(itemsOf(await callWith(credential, 'oAuth2'))).toHaveLength(2);
});

it('a client of its own proves itself by a signed assertion', async () => {
	peer = await startOAuthPeer({ registration: 'manual' });
	const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
	const data = {
		serverUrl: peer.url,
		clientId: 'n8n-service',
		proof: 'privateKeyJwt',
		privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
		algorithm: 'ES256',
	};
	const type = 'gtmMcpClientCredentialsApi';
	const credential = await n8n.createCredential({ name: 'Service', type, data });
	const tested = await n8n.testCredential({ ...credential, data });
	expect(tested).toMatchObject({ status: 'OK', message: expect.stringContaining('5 tools') });
	expect(itemsOf(await callWith(credential, 'clientCredentials'))).toHaveLength(2);
	expect(peer.tokenRequests[0]?.client_assertion?.split('.')).toHaveLength(3);
});

it('an account that was not connected is an error that says what to press', async () => {
	peer = await startOAuthPeer({ registration: 'dynamic' });
	const credential = await n8n.createCredential({
		name: 'Forgotten',
		type: 'gtmMcpClientOAuth2Api',
		data: { useDynamicClientRegistration: true, serverUrl: peer.url },
	});
	const { data } = await callWith(credential, 'oAuth2');
	expect(data.resultData.error?.message).toBe('The account is not connected');
});
