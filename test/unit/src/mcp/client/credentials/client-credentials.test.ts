import { generateKeyPairSync } from 'node:crypto';

import {
	type AuthorizationServerOptions,
	startAuthorizationServer,
	startProtectedPeer,
} from '../../../../../peers/authorization-server';
import { startScriptedPeer } from '../../../../../peers/scripted-peer';
import {
	type ClientCredentials,
	createClientCredentialsAuthorization,
} from '../../../../../../src/mcp/client/credentials/client-credentials';
import type { ClientRuntime } from '../../../../../../src/mcp/client/runtime';
import { TestBench, countOf, failureOf, openPorts } from '../access/test-access';

jest.mock('jose', () =>
	jest.requireActual<{ bundledJose(): unknown }>('../../server/access/bundled-jose').bundledJose(),
);

const bench = new TestBench();
afterEach(async () => {
	jest.restoreAllMocks();
	await bench.close();
});

const basic: ClientCredentials['proof'] = {
	kind: 'secret',
	clientSecret: 's3cret+value',
	method: 'basic',
};

async function startServers(options: AuthorizationServerOptions = {}) {
	const authorizationServer = await startAuthorizationServer(options);
	await bench.start(Promise.resolve(authorizationServer));
	const inner = await bench.start(startScriptedPeer());
	const valid = new Set(['token-1', 'token-2', 'token-3']);
	const peer = await bench.start(
		startProtectedPeer(authorizationServer.origin, inner.url, (token) => valid.has(token)),
	);
	return { authorizationServer, inner, peer, valid };
}

function accessWith(
	url: string,
	credentials: Partial<ClientCredentials> = {},
	runtime: ClientRuntime = bench.runtime(),
) {
	const authorization = createClientCredentialsAuthorization(
		{ serverUrl: new URL(url), clientId: 'n8n', proof: basic, ...credentials },
		'tester',
		openPorts,
		runtime,
	);
	return bench.access([url], { authorization }, runtime);
}

it('gets a token where the server says, for the server alone, with the scope it asks for', async () => {
	const { authorizationServer, peer } = await startServers();
	await accessWith(peer.url).callTool('send', {});
	expect(authorizationServer.tokenRequests).toEqual([
		{
			authorization: `Basic ${Buffer.from('n8n:s3cret%2Bvalue').toString('base64')}`,
			form: { grant_type: 'client_credentials', scope: 'crm:read', resource: peer.url },
		},
	]);
});

it('sends the secret in the form if so wished', async () => {
	const { authorizationServer, peer } = await startServers();
	await accessWith(peer.url, { proof: { ...basic, method: 'post' } }).callTool('send', {});
	const [request] = authorizationServer.tokenRequests;
	expect(request?.authorization).toBeUndefined();
	expect(request?.form).toMatchObject({ client_id: 'n8n', client_secret: 's3cret+value' });
});

it('proves itself with a key, and the key stays here', async () => {
	const { authorizationServer, peer } = await startServers();
	const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
	const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
	const proof = { kind: 'privateKeyJwt' as const, privateKey: pem, algorithm: 'ES256' };
	await accessWith(peer.url, { proof }).callTool('send', {});
	const assertion = authorizationServer.tokenRequests[0]?.form.client_assertion ?? '';
	const [, claims = ''] = assertion.split('.');
	expect(JSON.parse(Buffer.from(claims, 'base64url').toString())).toMatchObject({
		iss: 'n8n',
		sub: 'n8n',
		aud: authorizationServer.origin,
	});
});

it('asks for one token however many calls there are, at once and later', async () => {
	const { authorizationServer, peer } = await startServers();
	const runtime = bench.runtime();
	await Promise.all(
		[1, 2, 3].map(async () => await accessWith(peer.url, {}, runtime).callTool('send', {})),
	);
	await accessWith(peer.url, {}, runtime).callTool('send', {});
	expect(authorizationServer.tokensGiven()).toBe(1);
});

it('renews a token shortly before it ends', async () => {
	const { authorizationServer, peer } = await startServers({ expiresIn: 600 });
	const runtime = bench.runtime();
	const access = accessWith(peer.url, {}, runtime);
	await access.callTool('send', {});
	runtime.clock.advance(571_000);
	await Promise.all([access.callTool('send', {}), access.callTool('send', {})]);
	expect(authorizationServer.tokensGiven()).toBe(2);
	expect(authorizationServer.tokenRequests[1]?.form).toMatchObject({ resource: peer.url });
});

it('renews a token that is refused, and does not call twice for that', async () => {
	const { authorizationServer, inner, peer, valid } = await startServers();
	const access = accessWith(peer.url);
	await access.callTool('send', {});
	valid.delete('token-1');
	await access.callTool('send', {});
	expect(authorizationServer.tokensGiven()).toBe(2);
	expect(countOf(inner, 'tools/call')).toBe(2);
});

it('explains a refused client without its secret', async () => {
	jest.spyOn(console, 'warn').mockImplementation(() => undefined); // The SDK writes there.
	const { peer } = await startServers({ refuses: 'everyone' });
	const error = await failureOf(accessWith(peer.url).callTool('send', {}));
	expect(error.step).toBe('authenticate');
	expect(error.message).toMatch(/Could not get an access token: .*unknown/);
	const warned = jest.mocked(console.warn).mock.calls.flat();
	const said = [error.message, error.stack, error.hint, ...warned].join();
	expect(said).not.toContain('s3cret');
	expect(said).not.toContain(Buffer.from('n8n:s3cret%2Bvalue').toString('base64'));
});

it('gives the secret to no other issuer than the one that is named', async () => {
	const { authorizationServer, peer } = await startServers();
	const access = accessWith(peer.url, { issuer: 'https://login.example.com' });
	const error = await failureOf(access.callTool('send', {}));
	expect(error.step).toBe('authenticate');
	expect(authorizationServer.tokenRequests).toEqual([]);
});
