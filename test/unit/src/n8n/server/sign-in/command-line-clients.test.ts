import path from 'node:path';

import { KEY, publish, type PublishedTrigger } from './published-trigger';
import { CommandLineClient } from '../../../../../peers/sign-in/command-line';
import { Person } from '../../../../../peers/sign-in/person';

/** Each is a program that starts by itself. */
jest.setTimeout(60_000);

const bin = (name: string) => path.join(process.cwd(), 'node_modules', '.bin', name);
const initialize = {
	jsonrpc: '2.0',
	id: 1,
	method: 'initialize',
	params: {
		protocolVersion: '2025-06-18',
		capabilities: {},
		clientInfo: { name: 'Claude Desktop', version: '1.0.0' },
	},
};

let trigger: PublishedTrigger;
let client: CommandLineClient | undefined;
beforeEach(async () => {
	trigger = await publish();
});
afterEach(async () => {
	await client?.close();
	await trigger.close();
});

/** The browser of the person, which ends at the address of the client on this machine. */
async function signIn(from: CommandLineClient): Promise<void> {
	const back = await new Person(KEY).allow(await from.authorizationUrl());
	const response = await fetch(back);
	await response.text();
	expect(response.status).toBe(200);
}

describe('a client that is a program', () => {
	it('mcp-remote, as Claude Desktop starts it, signs in and reads', async () => {
		client = new CommandLineClient([bin('mcp-remote'), trigger.url.href, '--allow-http']);
		client.send(initialize);
		await signIn(client);
		await client.output(/"serverInfo"/);
		client.send({ jsonrpc: '2.0', method: 'notifications/initialized' });
		client.send({
			jsonrpc: '2.0',
			id: 2,
			method: 'resources/read',
			params: { uri: 'gtm://guide' },
		});
		expect(await client.output(/read me/)).toBe('read me');
	});

	it('MCP Inspector signs in and reads', async () => {
		client = new CommandLineClient(
			[
				bin('mcp-inspector'),
				'--cli',
				trigger.url.href,
				'--transport',
				'http',
				'--method',
				'resources/read',
				'--uri',
				'gtm://guide',
			],
			{ MCP_AUTO_OPEN_ENABLED: 'true' },
		);
		await signIn(client);
		expect(await client.output(/read me/)).toBe('read me');
	});
});
