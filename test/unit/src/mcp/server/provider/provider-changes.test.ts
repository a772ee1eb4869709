import { declareCatalog } from '../doubles/declarations';
import { legacy, modern } from '../doubles/messages';
import { declareProvider } from '../doubles/providers';
import { TestServer } from '../doubles/test-server';
import type { Change } from '../../../../../../src/mcp/bus/live-call';
import { withProviders } from '../../../../../../src/mcp/server/provider/declarations';
import type { Provider } from '../../../../../../src/mcp/server/provider/provider';
import type { Principal } from '../../../../../../src/mcp/server/principal';

const URI = 'gtm://account/acme.com';
const dana: Principal = { kind: 'apiKey', label: 'Dana' };

/** A provider whose data the test changes. */
function changing() {
	const listening = new Set<(change: Change) => void>();
	const provider: Provider = declareProvider({
		templates: [
			{
				uriTemplate: 'gtm://account/{domain}',
				name: 'Account',
				read: async () => ({ text: '' }),
			},
		],
		subscriptions: (announce) => {
			listening.add(announce);
			return () => listening.delete(announce);
		},
	});
	const announce = (change: Change) => listening.forEach((hear) => hear(change));
	return { provider, announce, listening };
}

function serverWith(provider: Provider): TestServer {
	return new TestServer(withProviders(declareCatalog(), [provider]));
}

const listen = (notifications: object) => modern('subscriptions/listen', { notifications });
const http = (headers: Record<string, string>) => ({
	method: 'GET',
	headers: { accept: 'text/event-stream', ...headers },
	body: undefined,
});

describe('changes that a provider announces', () => {
	it('reach the subscriptions that were granted them', async () => {
		const { provider, announce } = changing();
		const server = serverWith(provider);
		const wanted = { toolsListChanged: true, resourceSubscriptions: [URI] };
		const stream = await server.send(listen(wanted));
		announce({ kind: 'resource', uri: URI });
		announce({ kind: 'resource', uri: 'gtm://account/other.com' });
		announce({ kind: 'prompts' });
		announce({ kind: 'tools' });
		expect(stream.messages.slice(1)).toMatchObject([
			{ method: 'notifications/resources/updated', params: { uri: URI } },
			{ method: 'notifications/tools/list_changed' },
		]);
	});

	it('reach the sessions that subscribed to the resource', async () => {
		const { provider, announce } = changing();
		const server = serverWith(provider);
		const session = await server.openSession({}, dana);
		const stream = await server.send(http(session), dana);
		await server.send(legacy('resources/subscribe', { uri: URI }, session), dana);
		announce({ kind: 'resource', uri: URI });
		expect(stream.messages).toMatchObject([
			{ method: 'notifications/resources/updated', params: { uri: URI } },
		]);
	});

	it('are looked for while somebody listens, once for all, and no longer', async () => {
		const { provider, listening } = changing();
		const server = serverWith(provider);
		expect(listening.size).toBe(0);
		const one = await server.send(listen({ toolsListChanged: true }));
		const other = await server.send(listen({ toolsListChanged: true }));
		expect(listening.size).toBe(1);
		one.leave();
		expect(listening.size).toBe(1);
		other.leave();
		expect(listening.size).toBe(0);
	});

	it('come from the providers of the newest version once the old streams were ended', async () => {
		const old = changing();
		const server = serverWith(old.provider);
		await server.send(listen({ toolsListChanged: true }));
		server.runtime.subscriptions.closeAll('server');
		expect(old.listening.size).toBe(0);
		const next = changing();
		Object.assign(server.runtime, { catalog: serverWith(next.provider).runtime.catalog });
		const stream = await server.send(listen({ toolsListChanged: true }));
		next.announce({ kind: 'tools' });
		expect(stream.messages[1]).toMatchObject({ method: 'notifications/tools/list_changed' });
	});
});
