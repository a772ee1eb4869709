import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import {
	Client as ModernClient,
	StreamableHTTPClientTransport as ModernTransport,
} from '@modelcontextprotocol/client';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { Browser } from 'playwright-core';

import { chromiumPath, keepScreenshot, launchBrowser } from './setup/browser';
import { call, failureOf, jsonOf, runClientStep } from './setup/client-step';
import { connectAccount } from './setup/connect-account';
import { ConsentPerson } from './setup/consent-person';
import { loggedInClient, n8nContext } from './setup/n8n-context';
import { TRIGGER } from './setup/published-trigger';
import { freePort } from '../../scripts/n8n/free-port';
import { installTarball } from '../../scripts/n8n/install-tarball';
import { nodeRuntime } from '../../scripts/n8n/node-runtime';
import { N8nRestClient } from '../../scripts/n8n/rest-client';
import { type RunningN8n, startN8n } from '../../scripts/n8n/start-n8n';
import { CommandLineClient } from '../peers/sign-in/command-line';
import { CHATGPT, CLAUDE, HostedClient, renew } from '../peers/sign-in/hosted-client';
import { OAuthMemory } from '../peers/sign-in/oauth-memory';

/** An n8n starts twice here, and a browser is slow on a busy machine. */
jest.setTimeout(240_000);

const describeWithBrowser = chromiumPath === undefined ? describe.skip : describe;
const KEY = 'e2e-danas-key-0123456789-0123456789';
const CREDENTIAL = 'gtmMcpServerKeysApi';

describeWithBrowser('people who sign in to a server in n8n', () => {
	const { root, tarball, installFolder, artefactFolder } = n8nContext();
	const userFolder = mkdtempSync(path.join(tmpdir(), 'gtm-mcp-sign-in-'));
	let n8n: RunningN8n;
	let rest: N8nRestClient;
	let credential: string;
	let browser: Browser;
	let person: ConsentPerson;
	/** Of n8n, and of the trigger itself. */
	let ports: [number, number];

	const start = async (env: NodeJS.ProcessEnv = {}) =>
		await startN8n({
			env,
			root,
			installFolder,
			userFolder,
			port: ports[0],
			logFile: path.join(artefactFolder, 'sign-in.log'),
		});
	const ownPort = () => new URL(`http://127.0.0.1:${ports[1]}/sign-in`);
	const n8nUrl = () => new URL(`${n8n.url}/mcp/sign-in`);
	const places = { 'the own port': ownPort, "n8n's URL": n8nUrl };
	const bothPlaces = Object.keys(places) as Array<keyof typeof places>;

	beforeAll(async () => {
		ports = [await freePort(), await freePort()];
		const logFile = path.join(artefactFolder, 'sign-in-npm.log');
		await installTarball({ tarball, userFolder, runtime: nodeRuntime(root), logFile });
		n8n = await start();
		rest = new N8nRestClient(n8n.url);
		await rest.setUpOwner({ email: 'owner@example.com', password: 'SignIn-0123456789' });
		const created = await rest.createCredential({
			name: 'Keys',
			type: CREDENTIAL,
			data: dana(KEY),
		});
		credential = created.id;
		const { id } = await rest.createWorkflow(workflowWith(created, ports[1]));
		await rest.publishWorkflow(id);
		browser = await launchBrowser();
		person = new ConsentPerson(browser, KEY);
	});
	afterAll(async () => {
		await browser?.close();
		await n8n?.stop();
		rmSync(userFolder, { recursive: true, force: true });
	});

	it.each(bothPlaces)('by the 1.x client call a tool on %s', async (place) => {
		const memory = new OAuthMemory();
		const transport = () =>
			new StreamableHTTPClientTransport(places[place](), { authProvider: memory });
		const first = transport();
		await expect(new Client({ name: 'e2e', version: '1' }).connect(first)).rejects.toThrow();
		const { searchParams } = await person.allow(memory.authorizationUrl as URL);
		await first.finishAuth(searchParams.get('code') ?? '');
		const client = new Client({ name: 'e2e', version: '1' });
		await client.connect(transport());
		const { structuredContent } = await client.callTool({
			name: 'echo',
			arguments: { email: 'kim@acme.com' },
		});
		expect(structuredContent).toMatchObject({ email: 'kim@acme.com' });
		await client.close();
	});

	it.each(bothPlaces)(
		'by the 2.x client are asked again for what they left out, on %s',
		async (place) => {
			const memory = new OAuthMemory();
			const transport = () => new ModernTransport(places[place](), { authProvider: memory });
			const signIn = async (untick: string[]) => {
				const { searchParams } = await person.allow(memory.authorizationUrl as URL, { untick });
				await transport().finishAuth(searchParams);
				const client = new ModernClient({ name: 'e2e', version: '1' });
				await client.connect(transport());
				return client;
			};
			await expect(
				new ModernClient({ name: 'e2e', version: '1' }).connect(transport()),
			).rejects.toThrow('Unauthorized');
			const client = await signIn(['crm:write']);
			const call = { name: 'write', arguments: { email: 'kim@acme.com' } };
			await expect(client.callTool(call)).rejects.toThrow();
			const again = await signIn([]);
			expect((await again.callTool(call)).isError ?? false).toBe(false);
			await Promise.all([client.close(), again.close()]);
		},
	);

	it.each([
		['claude.ai', 'the own port', CLAUDE],
		['claude.ai', "n8n's URL", CLAUDE],
		['ChatGPT', 'the own port', CHATGPT],
	] as const)(
		'by a client that looks as %s does are let in on %s, and out when a token was used twice',
		async (_, place, order) => {
			const first = await new HostedClient(order, places[place]()).signIn(person);
			const second = await renew(first);
			expect(await list(places[place](), second.access_token)).toBe(200);
			await expect(renew(first)).rejects.toThrow('invalid_grant');
			await expect(renew(second)).rejects.toThrow('invalid_grant');
			expect(await list(places[place](), second.access_token)).toBe(401);
		},
	);

	it.each(bothPlaces)('by mcp-remote and MCP Inspector are let in on %s', async (place) => {
		const { href } = places[place]();
		const bin = (name: string) => path.join(root, 'node_modules', '.bin', name);
		const inspector = ['--cli', href, '--transport', 'http', '--method', 'tools/list'];
		const remote = new CommandLineClient([bin('mcp-remote'), href, '--allow-http']);
		const programs = [
			remote,
			new CommandLineClient([bin('mcp-inspector'), ...inspector], {
				MCP_AUTO_OPEN_ENABLED: 'true',
			}),
		];
		const params = {
			protocolVersion: '2025-06-18',
			capabilities: {},
			clientInfo: { name: 'e2e', version: '1' },
		};
		remote.send({ jsonrpc: '2.0', id: 1, method: 'initialize', params });
		for (const program of programs) await person.allow(await program.authorizationUrl());
		expect(await programs[1]?.output(/Echoes/)).toBe('Echoes');
		expect(await remote.output(/Acme GTM/)).toBe('Acme GTM');
		for (const program of programs) await program.close();
	});

	it('by GTM MCP Client in another n8n call a tool', async () => {
		const client = await loggedInClient().createCredential({
			name: 'Signed in',
			type: 'gtmMcpClientOAuth2Api',
			data: { useDynamicClientRegistration: true, serverUrl: ownPort().href },
		});
		await connectAccount(client, async (url) => await person.allow(url));
		const execution = await runClientStep(loggedInClient(), {
			parameters: { authentication: 'oAuth2', ...call('echo', { email: 'kim@acme.com' }) },
			credential: client,
		});
		expect(failureOf(execution)).toBeUndefined();
		expect(jsonOf(execution)).toMatchObject([{ email: 'kim@acme.com' }]);
	});

	it("are led to n8n's own login by a client that looks at the root of n8n's host first, as publishing says", async () => {
		const client = new HostedClient(CHATGPT, n8nUrl());
		await expect(client.signIn(person)).rejects.toThrow('/mcp-oauth/');
		const log = readFileSync(path.join(artefactFolder, 'sign-in.log'), 'utf8');
		expect(log).toContain("On n8n's URL only clients that follow the server's own word");
	});

	it('see who asks, in light and dark and on a phone', async () => {
		const memory = new OAuthMemory();
		const transport = new StreamableHTTPClientTransport(ownPort(), { authProvider: memory });
		await expect(new Client({ name: 'e2e', version: '1' }).connect(transport)).rejects.toThrow();
		const url = memory.authorizationUrl as URL;
		for (const colorScheme of ['light', 'dark'] as const) {
			const page = await person.open(url, { colorScheme, viewport: { width: 390, height: 844 } });
			expect(await page.getByRole('heading').innerText()).toBe('Connect to Acme GTM');
			const width = 'document.documentElement.scrollWidth <= window.innerWidth';
			expect(await page.evaluate(width)).toBe(true);
			await keepScreenshot(page, `sign-in-${colorScheme}`);
			await page.close();
		}
	});

	it('see what is wrong with a key, and can enter another', async () => {
		const memory = new OAuthMemory();
		const transport = new StreamableHTTPClientTransport(n8nUrl(), { authProvider: memory });
		await expect(new Client({ name: 'e2e', version: '1' }).connect(transport)).rejects.toThrow();
		const page = await person.open(memory.authorizationUrl as URL);
		await page.getByLabel('Your key').fill('not-a-key-of-anybody-at-all');
		await page.getByRole('button', { name: 'Allow' }).click();
		expect(await page.getByRole('alert').innerText()).toContain('This key is not known here');
		await page.close();
	});

	it('stay signed in over a restart of n8n, and renew a token that has expired since', async () => {
		const tokens = await new HostedClient(CLAUDE, ownPort()).signIn(person);
		const answer = async (token: string) => await list(ownPort(), token).catch(() => 0);
		await n8n.stop();
		n8n = await start();
		await until(async () => (await answer(tokens.access_token)) === 200);
		await n8n.stop();
		n8n = await start({
			NODE_OPTIONS: `--require ${path.join(root, 'test/e2e/setup/clock-ahead.cjs')}`,
			GTM_TEST_CLOCK_AHEAD_MS: String(2 * 3_600_000),
		});
		await until(async () => (await answer(tokens.access_token)) === 401);
		const renewed = await renew(tokens);
		expect(await answer(renewed.access_token)).toBe(200);
	});

	it('are out within a second when their key is withdrawn', async () => {
		const tokens = await Promise.all(
			bothPlaces.map(async (place) => ({
				place: places[place](),
				token: (await new HostedClient(CLAUDE, places[place]()).signIn(person)).access_token,
			})),
		);
		const data = dana('e2e-another-key-0123456789-0123456789');
		await rest.updateCredential(credential, { name: 'Keys', type: CREDENTIAL, data });
		const deadline = Date.now() + 1_000;
		await new Promise((resolve) => setTimeout(resolve, deadline - Date.now()));
		for (const { place, token } of tokens) {
			expect([await list(place, token), await list(place, KEY)]).toEqual([401, 401]);
		}
	});
});

const dana = (key: string) => ({ keys: { key: [{ label: 'Dana', key }] } });

function workflowWith({ id, name }: { id: string; name: string }, port: number) {
	const fields = { field: [{ name: 'email', type: 'string' }] };
	const branch = [
		{ name: 'echo', description: 'Echoes', fields },
		{ name: 'write', description: 'Writes', fields, settings: { requiredScope: 'crm:write' } },
	];
	const next = { node: 'Step', type: 'main', index: 0 };
	return {
		name: 'Sign-in',
		nodes: [
			{
				id: crypto.randomUUID(),
				name: 'Trigger',
				type: TRIGGER,
				typeVersion: 1.1,
				position: [0, 0] as [number, number],
				webhookId: crypto.randomUUID(),
				parameters: {
					authentication: 'signIn',
					path: 'sign-in',
					branches: { branch },
					options: { listen: 'both', port, serverName: 'Acme GTM' },
				},
				credentials: { [CREDENTIAL]: { id, name } },
			},
			{
				id: crypto.randomUUID(),
				name: 'Step',
				type: 'n8n-nodes-base.noOp',
				typeVersion: 1,
				position: [200, 0] as [number, number],
				parameters: {},
			},
		],
		connections: { Trigger: { main: [[next], [next]] } },
	};
}

async function list(server: URL, bearer: string): Promise<number> {
	const response = await fetch(server, {
		method: 'POST',
		headers: { 'content-type': 'application/json', authorization: `Bearer ${bearer}` },
		body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list', params: {} }),
	});
	await response.text();
	return response.status;
}

/** The test's own time limit is the deadline. */
async function until(holds: () => Promise<boolean>): Promise<void> {
	while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 250));
}
