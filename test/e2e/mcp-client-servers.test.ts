import path from 'node:path';

import { startEverythingServer } from './clients/everything-server';
import { call, failureOf, jsonOf, runClientStep } from './setup/client-step';
import { loggedInClient, n8nContext } from './setup/n8n-context';
import { withTriggerParameters } from './setup/published-trigger';
import { startDualEraPeer } from '../peers/dual-era-peer';
import { startLegacyPeer } from '../peers/legacy-peer';
import { startSsePeer } from '../peers/sse-peer';
import { freePort } from '../../scripts/n8n/free-port';
import { readExample } from '../../scripts/n8n/import-example';
import type { N8nRestClient } from '../../scripts/n8n/rest-client';

const { root, url } = n8nContext();
const n8n: N8nRestClient = loggedInClient();

interface Server {
	url: string;
	stop(): Promise<void>;
}

const peer = (started: { url: string; close(): Promise<void> }): Server => ({
	url: started.url,
	stop: async () => await started.close(),
});

interface Case {
	what: string;
	start(): Promise<Server>;
	era: 'legacy' | 'modern';
	transport: 'sse' | 'streamableHttp';
	/** What `echo` is given, and what comes back. */
	echo: [args: object, answer: object];
}

const everythingEcho: Case['echo'] = [{ message: 'hello' }, { text: 'Echo: hello' }];
const peerEcho: Case['echo'] = [{ text: 'hello' }, { received: { text: 'hello' } }];

const servers: Case[] = [
	{
		what: 'server-everything over Streamable HTTP',
		start: async () => await startEverythingServer(root, 'streamableHttp'),
		era: 'legacy',
		transport: 'streamableHttp',
		echo: everythingEcho,
	},
	{
		what: 'server-everything over HTTP+SSE',
		start: async () => await startEverythingServer(root, 'sse'),
		era: 'legacy',
		transport: 'sse',
		echo: everythingEcho,
	},
	{
		what: 'a server of the SDK 1.x with sessions',
		start: async () => peer(await startLegacyPeer()),
		era: 'legacy',
		transport: 'streamableHttp',
		echo: peerEcho,
	},
	{
		what: 'a server of the SDK 1.x that only knows HTTP+SSE',
		start: async () => peer(await startSsePeer()),
		era: 'legacy',
		transport: 'sse',
		echo: peerEcho,
	},
	{
		what: 'a server of the SDK 2.x',
		start: async () => peer(await startDualEraPeer()),
		era: 'modern',
		transport: 'streamableHttp',
		echo: peerEcho,
	},
];

describe.each(servers)('the client, at $what', ({ start, era, transport, echo }) => {
	let server: Server;

	beforeAll(async () => {
		server = await start();
	}, 60_000);
	afterAll(async () => await server.stop());

	it('finds out how to speak to it', async () => {
		const execution = await runClientStep(n8n, {
			parameters: { serverUrl: server.url, operation: 'serverInfo' },
		});
		expect(jsonOf(execution)).toMatchObject([{ era, transport, tools: expect.any(Number) }]);
	});

	it('says that it is healthy', async () => {
		const execution = await runClientStep(n8n, {
			parameters: { serverUrl: server.url, operation: 'checkHealth' },
		});
		expect(jsonOf(execution)).toMatchObject([{ healthy: true, latencyMs: expect.any(Number) }]);
	});

	it('lists all tools and calls one for each item', async () => {
		const listed = await runClientStep(n8n, {
			parameters: { serverUrl: server.url, operation: 'listTools', returnAll: true },
		});
		expect(jsonOf(listed).map(({ name }) => name)).toContain('echo');
		const [args, answer] = echo;
		const called = await runClientStep(n8n, {
			parameters: {
				serverUrl: server.url,
				...call('echo', args),
				options: { concurrency: 3, includeReport: true },
			},
			items: [{}, {}, {}],
		});
		expect(jsonOf(called)).toMatchObject(
			Array.from({ length: 3 }, () => ({ ...answer, _mcp: { era, attempts: 1 } })),
		);
	});
});

describe('the client, at our own trigger with one of everything', () => {
	let fixtures: string;

	beforeAll(async () => {
		const example = await readExample(path.join(root, 'examples/conformance/mcp-fixtures.json'));
		const changed = withTriggerParameters(example, {
			path: 'client-fixtures',
			options: { port: await freePort() },
		});
		const { id } = await n8n.createWorkflow(changed);
		await n8n.publishWorkflow(id);
		fixtures = `${url}/mcp/client-fixtures`;
	}, 60_000);

	const run = async (parameters: object) =>
		await runClientStep(n8n, { parameters: { serverUrl: fixtures, ...parameters } });

	it('is asked in the newer revision', async () => {
		const execution = await run({ operation: 'serverInfo' });
		expect(jsonOf(execution)).toMatchObject([
			{ era: 'modern', protocolVersion: '2026-07-28', capabilities: { prompts: {} } },
		]);
	});

	it('outputs text, images and structured data', async () => {
		expect(jsonOf(await run(call('test_simple_text')))).toEqual([
			{ text: 'This is a simple text response for testing.' },
		]);
		const image = await run(call('test_image_content'));
		expect(failureOf(image)).toBeUndefined();
	});

	it('takes a tool that reports a failure for one', async () => {
		const execution = await run(call('test_error_handling'));
		expect(execution.status).toBe('error');
		expect(failureOf(execution)?.message).toContain('reported a failure');
	});

	it('answers what a flow asks the user', async () => {
		const answered = await run({
			...call('test_elicitation', { message: 'Who are you?' }),
			options: {
				elicitation: 'values',
				elicitationValues: JSON.stringify({ username: 'dana', email: 'dana@example.com' }),
			},
		});
		expect(failureOf(answered)).toBeUndefined();
		expect(JSON.stringify(jsonOf(answered))).toContain('accept');
		const declined = await run({
			...call('test_elicitation', { message: 'Who are you?' }),
			options: { elicitation: 'decline' },
		});
		expect(failureOf(declined)).toBeUndefined();
		expect(JSON.stringify(jsonOf(declined))).not.toContain('accept');
	});

	it('follows a long-running tool to its end', async () => {
		const execution = await run(call('slow_compute', { seconds: 2, label: 'followed' }));
		expect(failureOf(execution)).toBeUndefined();
		expect(JSON.stringify(jsonOf(execution))).toContain('followed');
	});
});
