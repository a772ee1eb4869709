import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import {
	ResourceUpdatedNotificationSchema,
	ToolListChangedNotificationSchema,
} from '@modelcontextprotocol/sdk/types.js';

import { TestServer } from '../doubles/test-server';
import { serveHttp } from '../../../../../../src/mcp/server/endpoint';
import { Listener } from '../../../../../../src/mcp/server/listener';
import { ANONYMOUS } from '../../../../../../src/mcp/server/principal';

/** Until a condition holds; the test's own time limit is the deadline. */
async function until(holds: () => boolean): Promise<void> {
	while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5));
}

describe('the official client of the 1.x line, on our own port', () => {
	let server: TestServer;
	let listener: Listener;
	let client: Client;
	let transport: StreamableHTTPClientTransport;
	const heard: string[] = [];

	beforeEach(async () => {
		server = new TestServer();
		listener = await Listener.open('127.0.0.1', 0);
		listener.mount('/gtm', {
			serve: async (request, response) =>
				await serveHttp(request, response, server.runtime, {
					repeat: server.clock.repeat,
					authenticate: async () => ANONYMOUS,
					report: (error) => {
						throw error;
					},
				}),
			guard: () => undefined,
			allowOrigin: () => undefined,
		});
		client = new Client({ name: 'unit', version: '1.0.0' });
		transport = new StreamableHTTPClientTransport(
			new URL(`http://127.0.0.1:${listener.port}/gtm`),
			{
				reconnectionOptions: {
					initialReconnectionDelay: 10,
					maxReconnectionDelay: 10,
					reconnectionDelayGrowFactor: 1,
					maxRetries: 2,
				},
			},
		);
		heard.length = 0;
		client.setNotificationHandler(ToolListChangedNotificationSchema, () => {
			heard.push('tools');
		});
		client.setNotificationHandler(ResourceUpdatedNotificationSchema, ({ params }) => {
			heard.push(params.uri);
		});
		await client.connect(transport);
		await until(() => server.runtime.subscriptions.count('server') === 1);
	});

	afterEach(async () => {
		await client.close();
		await listener.close();
	});

	it('hears of changed lists and updated resources by itself', async () => {
		await client.subscribeResource({ uri: 'crm://pricing' });
		server.runtime.subscriptions.announce('server', { kind: 'resource', uri: 'crm://pricing' });
		server.runtime.subscriptions.announce('server', { kind: 'tools' });
		await until(() => heard.length === 2);
		expect(heard).toEqual(['crm://pricing', 'tools']);
	});

	it('opens its stream again when the server ended it, and hears on', async () => {
		await client.subscribeResource({ uri: 'crm://pricing' });
		server.runtime.subscriptions.closeAll('server');
		await until(() => server.runtime.subscriptions.count('server') === 1);
		server.runtime.subscriptions.announce('server', { kind: 'resource', uri: 'crm://pricing' });
		await until(() => heard.length === 1);
		expect(heard).toEqual(['crm://pricing']);
	});

	it('ends its session, which is then unknown', async () => {
		const { sessionId = '' } = transport;
		await transport.terminateSession();
		await until(() => server.runtime.subscriptions.count('server') === 0);
		const response = await fetch(`http://127.0.0.1:${listener.port}/gtm`, {
			headers: { accept: 'text/event-stream', 'mcp-session-id': sessionId },
		});
		expect(response.status).toBe(404);
	});
});
