import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import {
	ResourceUpdatedNotificationSchema,
	ToolListChangedNotificationSchema,
} from '@modelcontextprotocol/sdk/types.js';

import { listen, post } from './clients/raw-requests';
import { loggedInClient, n8nContext } from './setup/n8n-context';
import { noOp, publishTrigger, tool, withTriggerParameters } from './setup/published-trigger';
import { freePort } from '../../scripts/n8n/free-port';

const { url } = n8nContext();
const URI = 'crm://pricing';
const RESPOND = 'n8n-nodes-gtm-mcp.gtmMcpRespond';

/** A trigger whose tool announces that the resource changed. */
const parametersAt = (path: string, port: number) => ({
	path,
	...tool({ name: 'update' }),
	options: {
		listen: 'both',
		port,
		content: { resource: [{ name: 'Pricing', uri: URI, format: 'text', text: 'Ten' }] },
	},
});
const announce = {
	type: RESPOND,
	parameters: { operation: 'announce', change: 'resourceUpdated', uri: URI },
};

/** A client of the legacy era, and what it heard by itself. */
async function connect(target: string) {
	const heard: string[] = [];
	const client = new Client({ name: 'e2e', version: '1.0.0' });
	client.setNotificationHandler(ResourceUpdatedNotificationSchema, ({ params }) => {
		heard.push(params.uri);
	});
	client.setNotificationHandler(ToolListChangedNotificationSchema, () => {
		heard.push('tools');
	});
	const transport = new StreamableHTTPClientTransport(new URL(target));
	await client.connect(transport);
	return { client, transport, heard };
}

async function until(holds: () => boolean): Promise<void> {
	for (let tries = 0; !holds() && tries < 100; tries++) {
		await new Promise((resolve) => setTimeout(resolve, 100));
	}
}

describe('the stream of a legacy client', () => {
	let port: number;
	let workflowId: string;
	beforeAll(async () => {
		port = await freePort();
		workflowId = await publishTrigger(parametersAt('streams', port), [announce]);
	}, 60_000);

	const targets = {
		webhook: () => `${url}/mcp/streams`,
		port: () => `http://127.0.0.1:${port}/streams`,
	};

	it.each(['webhook', 'port'] as const)(
		'tells of an updated resource that it subscribed to, at the %s',
		async (place) => {
			const { client, transport, heard } = await connect(targets[place]());
			await client.callTool({ name: 'update', arguments: {} });
			await client.subscribeResource({ uri: URI });
			await client.callTool({ name: 'update', arguments: {} });
			await until(() => heard.length > 0);
			await client.unsubscribeResource({ uri: URI });
			await client.callTool({ name: 'update', arguments: {} });
			await new Promise((resolve) => setTimeout(resolve, 300));
			expect(heard).toEqual([URI]);
			await transport.terminateSession();
			await client.close();
		},
	);

	it.each(['webhook', 'port'] as const)(
		'is refused without a session, and after its end, at the %s',
		async (place) => {
			const target = targets[place]();
			const bare = await fetch(target, { headers: { accept: 'text/event-stream' } });
			expect([bare.status, bare.headers.get('allow')]).toEqual([405, 'POST']);
			const { client, transport } = await connect(target);
			const headers = {
				accept: 'text/event-stream',
				'mcp-session-id': transport.sessionId ?? '',
			};
			const stream = await fetch(target, { headers });
			expect([stream.status, stream.headers.get('x-accel-buffering')]).toEqual([200, 'no']);
			await transport.terminateSession();
			expect(await stream.text()).toBe(': open\n\n');
			expect((await fetch(target, { headers })).status).toBe(404);
			await client.close();
		},
	);

	it('tells of the lists that a new version changed, at both places, and is opened anew', async () => {
		const clients = [await connect(targets.webhook()), await connect(targets.port())];
		const raw = await listen(targets.webhook(), { toolsListChanged: true });
		await raw.next();
		const n8n = loggedInClient();
		const workflow = await n8n.getWorkflow(workflowId);
		const changed = withTriggerParameters(workflow, tool({ name: 'update', description: 'New' }));
		await n8n.updateWorkflow(workflowId, {
			nodes: changed.nodes,
			connections: changed.connections,
		});
		await n8n.publishWorkflow(workflowId);
		await until(() => clients.every(({ heard }) => heard.includes('tools')));
		expect(clients.map(({ heard }) => heard)).toEqual([['tools'], ['tools']]);
		// A client of the modern era hears that, and then that its subscription has ended.
		let rest = '';
		while (!rest.includes('"result"')) rest += await raw.next();
		expect(rest).toMatch(/tools\/list_changed[\s\S]*"result":\{"resultType":"complete"/);
		for (const { client, heard } of clients) {
			await client.subscribeResource({ uri: URI });
			for (let tries = 0; !heard.includes(URI) && tries < 20; tries++) {
				await client.callTool({ name: 'update', arguments: {} });
				await new Promise((resolve) => setTimeout(resolve, 250));
			}
			expect(heard).toContain(URI);
			await client.close();
		}
	}, 60_000);
});

describe('unpublishing', () => {
	it('ends open streams with the result that the protocol has for it', async () => {
		const id = await publishTrigger({ path: 'closing', ...tool() }, [noOp]);
		const target = `${url}/mcp/closing`;
		expect((await post(target, 'tools/list', {})).status).toBe(200);
		const subscription = await listen(target, { toolsListChanged: true });
		await subscription.next();
		await loggedInClient().unpublishWorkflow(id);
		expect(await subscription.next()).toContain('"resultType":"complete"');
	}, 30_000);
});
