import {
	Client as ModernClient,
	StreamableHTTPClientTransport as ModernTransport,
} from '@modelcontextprotocol/client';
import { UnauthorizedError } from '@modelcontextprotocol/sdk/client/auth.js';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

import { KEY, publish, type PublishedTrigger } from './published-trigger';
import {
	CHATGPT,
	CLAUDE,
	CLAUDE_AT_ROOT,
	HostedClient,
} from '../../../../../peers/sign-in/hosted-client';
import { OAuthMemory } from '../../../../../peers/sign-in/oauth-memory';
import { Person } from '../../../../../peers/sign-in/person';

let trigger: PublishedTrigger;
beforeEach(async () => {
	trigger = await publish();
});
afterEach(async () => await trigger.close());

const person = () => new Person(KEY);

describe('the official client of the 1.x line', () => {
	const transportOf = (memory: OAuthMemory) =>
		new StreamableHTTPClientTransport(trigger.url, { authProvider: memory });
	const newClient = () => new Client({ name: 'unit', version: '1.0.0' });

	async function signIn(memory: OAuthMemory, untick: readonly string[] = []): Promise<Client> {
		const first = transportOf(memory);
		await expect(newClient().connect(first)).rejects.toThrow(UnauthorizedError);
		const back = await person().allow(memory.authorizationUrl as URL, { untick });
		await first.finishAuth(back.searchParams.get('code') ?? '');
		const client = newClient();
		await client.connect(transportOf(memory));
		return client;
	}

	it('signs in from nothing by its own code, and reads', async () => {
		const client = await signIn(new OAuthMemory());
		const { contents } = await client.readResource({ uri: 'gtm://guide' });
		expect(contents).toMatchObject([{ text: 'read me' }]);
		await client.close();
	});

	it('renews an ended token by itself, without a person', async () => {
		const memory = new OAuthMemory();
		const client = await signIn(memory);
		const before = memory.current;
		memory.current = { ...memory.current!, access_token: 'ended' };
		memory.authorizationUrl = undefined;
		await client.readResource({ uri: 'gtm://guide' });
		expect(memory.current.access_token).not.toBe('ended');
		expect(memory.current.refresh_token).not.toBe(before?.refresh_token);
		expect(memory.authorizationUrl).toBeUndefined();
		await client.close();
	});
});

describe('the official client of the 2.x line', () => {
	const transportOf = (memory: OAuthMemory) =>
		new ModernTransport(trigger.url, { authProvider: memory });
	const newClient = () => new ModernClient({ name: 'unit', version: '1.0.0' });

	async function signIn(memory: OAuthMemory, untick: readonly string[] = []) {
		const first = transportOf(memory);
		await expect(newClient().connect(first)).rejects.toThrow('Unauthorized');
		return await comeBack(memory, first, untick);
	}

	async function comeBack(
		memory: OAuthMemory,
		transport: ModernTransport,
		untick: readonly string[] = [],
	) {
		const { searchParams } = await person().allow(memory.authorizationUrl as URL, { untick });
		await transport.finishAuth(searchParams);
		const client = newClient();
		await client.connect(transportOf(memory));
		return client;
	}

	it('signs in from nothing by its own code, with the issuer checked, and reads', async () => {
		const client = await signIn(new OAuthMemory());
		const { contents } = await client.readResource({ uri: 'gtm://guide' });
		expect(contents).toMatchObject([{ text: 'read me' }]);
		await client.close();
	});

	it('asks the person again for a scope that was left out', async () => {
		const memory = new OAuthMemory();
		const client = await signIn(memory, ['forecast:read']);
		memory.authorizationUrl = undefined;
		await expect(client.readResource({ uri: 'gtm://forecast' })).rejects.toThrow();
		const asked = memory.authorizationUrl as unknown as URL;
		expect(asked.searchParams.get('scope')).toContain('forecast:read');
		const again = await comeBack(memory, transportOf(memory));
		const { contents } = await again.readResource({ uri: 'gtm://forecast' });
		expect(contents).toMatchObject([{ text: 'secret' }]);
		await Promise.all([client.close(), again.close()]);
	});
});

describe('a hosted client', () => {
	it.each([
		['claude.ai', CLAUDE],
		['claude.ai that looks at the root alone', CLAUDE_AT_ROOT],
		['ChatGPT', CHATGPT],
	])('that looks as %s does finds the sign-in', async (_, order) => {
		const client = new HostedClient(order, trigger.url);
		expect(await list((await client.signIn(person())).access_token)).toBe(200);
	});
});

describe('a key that is withdrawn', () => {
	it('ends sign-ins and keys on the own port within a second', async () => {
		const { access_token: token } = await new HostedClient(CLAUDE, trigger.url).signIn(person());
		expect([await list(token), await list(KEY)]).toEqual([200, 200]);
		trigger.credential.keys.key = [{ label: 'Kim', key: 'another-key-that-nobody-guesses' }];
		const deadline = AbortSignal.timeout(1_000);
		const isRefused = async () => (await list(token)) === 401 && (await list(KEY)) === 401;
		while (!(await isRefused())) deadline.throwIfAborted();
	});

	it('ends the streams that are open', async () => {
		const headers = {
			'content-type': 'application/json',
			accept: 'application/json, text/event-stream',
			authorization: `Bearer ${KEY}`,
		};
		const clientInfo = { name: 'unit', version: '1' };
		const params = { protocolVersion: '2025-06-18', capabilities: {}, clientInfo };
		const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'initialize', params });
		const opened = await fetch(trigger.url, { method: 'POST', headers, body });
		await opened.text();
		const session = opened.headers.get('mcp-session-id') ?? '';
		const stream = await fetch(trigger.url, { headers: { ...headers, 'mcp-session-id': session } });
		expect(stream.status).toBe(200);
		trigger.credential.keys.key = [{ label: 'Kim', key: 'another-key-that-nobody-guesses' }];
		await stream.text(); // Ends only with the stream.
		// Requests may hold to what they read of the credential a moment before the streams did.
		while ((await list(KEY)) !== 401) await new Promise(setImmediate);
		expect(await list(KEY)).toBe(401);
	});

	it('lets nobody in while the credential cannot be used, and tells the log once', async () => {
		trigger.credential.keys.key = [{ label: 'Dana', key: 'short' }];
		while ((await list(KEY)) !== 503) await new Promise(setImmediate);
		expect(await list(KEY)).toBe(503);
		expect(trigger.errors).toEqual([
			expect.stringContaining('No caller can sign in: The credential GTM MCP Server Keys API'),
		]);
	});
});

async function list(bearer: string): Promise<number> {
	const { status } = await fetch(trigger.url, {
		method: 'POST',
		headers: { 'content-type': 'application/json', authorization: `Bearer ${bearer}` },
		body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list', params: {} }),
	});
	return status;
}
