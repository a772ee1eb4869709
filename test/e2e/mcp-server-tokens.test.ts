import { createSign, generateKeyPairSync } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { loggedInClient, n8nContext } from './setup/n8n-context';

const { url } = n8nContext();
const endpoint = `${url}/mcp/tokens`;
const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });

let issuer: Server;
let issuerUrl: string;

/** An issuer of tokens on this machine: its metadata and its public key. */
beforeAll(async () => {
	issuer = createServer((request, response) => {
		response.setHeader('content-type', 'application/json');
		response.end(
			JSON.stringify(
				request.url === '/jwks'
					? {
							keys: [
								{ ...publicKey.export({ format: 'jwk' }), kid: 'k1', alg: 'RS256', use: 'sig' },
							],
						}
					: { issuer: issuerUrl, jwks_uri: `${issuerUrl}/jwks` },
			),
		);
	});
	await new Promise<void>((listening) => issuer.listen(0, '127.0.0.1', listening));
	issuerUrl = `http://127.0.0.1:${(issuer.address() as AddressInfo).port}`;
	await publishServer();
}, 60_000);

afterAll(() => issuer.close());

async function publishServer(): Promise<void> {
	const n8n = loggedInClient();
	const credential = await n8n.createCredential({
		name: 'Tokens',
		type: 'gtmMcpServerJwtApi',
		data: { issuer: issuerUrl, audience: endpoint, scopesSupported: 'crm:read crm:write' },
	});
	const branches = {
		branch: [
			{ name: 'read_lead', description: 'Reads' },
			{ name: 'write_lead', description: 'Writes', settings: { requiredScope: 'crm:write' } },
		],
	};
	const workflow = await n8n.createWorkflow({
		name: 'Tokens',
		nodes: [
			{
				id: '70000000-0000-4000-8000-000000000001',
				name: 'Trigger',
				type: 'n8n-nodes-gtm-mcp.gtmMcpServerTrigger',
				typeVersion: 1.1,
				position: [0, 0],
				webhookId: '70000000-0000-4000-8000-0000000000aa',
				parameters: { authentication: 'jwt', path: 'tokens', branches },
				credentials: { gtmMcpServerJwtApi: { id: credential.id, name: credential.name } },
			},
		],
		connections: {},
	});
	await n8n.publishWorkflow(workflow.id);
}

const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');

function token(claims: object = {}): string {
	const now = Math.floor(Date.now() / 1000);
	const body = `${encode({ alg: 'RS256', kid: 'k1' })}.${encode({
		iss: issuerUrl,
		aud: endpoint,
		sub: 'dana',
		iat: now,
		exp: now + 300,
		scope: 'crm:read',
		...claims,
	})}`;
	return `${body}.${createSign('RSA-SHA256').update(body).sign(privateKey, 'base64url')}`;
}

async function call(name: string, bearer?: string): Promise<Response> {
	return await fetch(endpoint, {
		method: 'POST',
		headers: {
			'content-type': 'application/json',
			...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }),
		},
		body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name } }),
	});
}

describe('a server that takes tokens', () => {
	it('tells a caller without one where tokens come from', async () => {
		const response = await call('read_lead');
		expect(response.status).toBe(401);
		const [, metadataUrl = ''] =
			/resource_metadata="([^"]+)"/.exec(response.headers.get('www-authenticate') ?? '') ?? [];
		const metadata = (await (await fetch(metadataUrl)).json()) as object;
		expect(metadata).toMatchObject({
			resource: endpoint,
			authorization_servers: [issuerUrl],
			scopes_supported: ['crm:read', 'crm:write'],
		});
	});

	it('serves one with a good token, who is known to the flow by its subject', async () => {
		const response = await call('read_lead', token());
		expect(response.status).toBe(200);
		expect(await response.json()).toMatchObject({ result: { structuredContent: {} } });
	});

	it('tells one whose token lacks a scope which scope it needs', async () => {
		const response = await call('write_lead', token());
		expect(response.status).toBe(403);
		const challenge = response.headers.get('www-authenticate');
		expect(challenge).toContain('error="insufficient_scope"');
		expect(challenge).toContain('scope="crm:write"');
		expect(challenge).toContain('resource_metadata=');
		expect((await call('write_lead', token({ scope: 'crm:read crm:write' }))).status).toBe(200);
	});

	it.each([
		['of another audience', { aud: 'https://other.example/mcp' }],
		['of another issuer', { iss: 'https://other.example' }],
		['that has expired', { exp: Math.floor(Date.now() / 1000) - 600 }],
	])('refuses a token %s', async (_, claims) => {
		const response = await call('read_lead', token(claims));
		expect(response.status).toBe(401);
		expect(response.headers.get('www-authenticate')).toContain('error="invalid_token"');
	});

	it('refuses a token that somebody else signed', async () => {
		const [header, body] = token().split('.');
		const response = await call('read_lead', `${header}.${body}.${'A'.repeat(342)}`);
		expect(response.status).toBe(401);
	});
});
