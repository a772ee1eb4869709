import { declareResource } from '../doubles/declarations';
import { legacy, modern } from '../doubles/messages';
import { TestServer } from '../doubles/test-server';
import type { Principal } from '../../../../../../src/mcp/server/principal';

const listen = (notifications: unknown, headers = {}) =>
	modern('subscriptions/listen', { notifications }, { id: 's1', headers });
const everything = {
	toolsListChanged: true,
	promptsListChanged: true,
	resourcesListChanged: true,
	resourceSubscriptions: ['crm://a', 'crm://b'],
};
const _meta = { 'io.modelcontextprotocol/subscriptionId': 's1' };

describe('a subscription', () => {
	it('is acknowledged first, with what was granted, and stays open', async () => {
		const server = new TestServer();
		const response = await server.send(listen(everything));
		expect(response).toMatchObject({ status: 200, streams: true, writableEnded: false });
		expect(response.messages).toEqual([
			{
				jsonrpc: '2.0',
				method: 'notifications/subscriptions/acknowledged',
				params: { _meta, notifications: everything },
			},
		]);
		server.clock.advance(15_000);
		expect(response.text).toContain(': keep-alive');
		expect(server.runtime.subscriptions.count('server')).toBe(1);
	});

	it.each([
		['nothing', undefined, {}],
		['a list', [], {}],
		[
			'wrong types',
			{ toolsListChanged: 1, resourceSubscriptions: ['a://b', 5, null] },
			{
				resourceSubscriptions: ['a://b'],
			},
		],
		[
			'unknown kinds',
			{ moodChanged: true, promptsListChanged: true },
			{ promptsListChanged: true },
		],
	])('grants what is asked for and there is, of %s', async (_, asked, granted) => {
		const response = await new TestServer().send(listen(asked));
		expect(response.messages[0]?.params).toEqual({ _meta, notifications: granted });
	});

	it('grants no resource that the principal may not read', async () => {
		const kim: Principal = { kind: 'apiKey', label: 'Kim', allowed: { resources: ['crm://a'] } };
		const response = await new TestServer().send(listen(everything), kim);
		expect(response.messages[0]?.params?.notifications).toMatchObject({
			resourceSubscriptions: ['crm://a'],
		});
	});

	it('hears of the changes that were granted, and of no others', async () => {
		const server = new TestServer();
		const some = { toolsListChanged: true, resourceSubscriptions: ['crm://a'] };
		const response = await server.send(listen(some));
		await server.send(legacy('tools/call', { name: 'qualify' }));
		for (const kind of ['tools', 'prompts', 'resources'] as const) server.call.announce({ kind });
		server.call.announce({ kind: 'resource', uri: 'crm://a' });
		server.call.announce({ kind: 'resource', uri: 'crm://b' });
		expect(response.messages.slice(1)).toEqual([
			{ jsonrpc: '2.0', method: 'notifications/tools/list_changed', params: { _meta } },
			{
				jsonrpc: '2.0',
				method: 'notifications/resources/updated',
				params: { _meta, uri: 'crm://a' },
			},
		]);
	});

	it('hears nothing of other servers', async () => {
		const server = new TestServer();
		const response = await server.send(listen(everything));
		server.runtime.subscriptions.announce('other', { kind: 'tools' });
		expect(response.messages).toHaveLength(1);
	});

	it('ends when its client goes away', async () => {
		const server = new TestServer();
		const response = await server.send(listen(everything));
		response.leave();
		server.runtime.subscriptions.announce('server', { kind: 'tools' });
		expect(response.messages).toHaveLength(1);
		expect(server.runtime.subscriptions.count('server')).toBe(0);
		expect(server.clock.waiting).toBe(0);
	});

	it('is ended by the server with the result of its request', async () => {
		const server = new TestServer();
		const response = await server.send(listen(everything));
		server.runtime.subscriptions.closeAll('server');
		expect(response.writableEnded).toBe(true);
		expect(response.answer).toEqual({
			jsonrpc: '2.0',
			id: 's1',
			result: {
				resultType: 'complete',
				_meta: {
					..._meta,
					'io.modelcontextprotocol/serverInfo': { name: 'Acme GTM', version: '1.0.0' },
				},
			},
		});
		expect(server.clock.waiting).toBe(0);
	});

	it('grants no resource whose scope the token lacks', async () => {
		const server = new TestServer({ resources: [declareResource({ requiredScope: 'crm' })] });
		const token: Principal = { kind: 'jwt', label: 'Kim', scopes: [] };
		const asked = { resourceSubscriptions: ['crm://pricing', 'crm://other'] };
		const response = await server.send(listen(asked), token);
		expect(response.messages[0]?.params?.notifications).toEqual({
			resourceSubscriptions: ['crm://other'],
		});
	});

	it('makes room, the oldest first, when there are 500', async () => {
		const server = new TestServer();
		const first = await server.send(listen(everything));
		for (let n = 0; n < 500; n++) await server.send(listen(everything));
		expect(server.runtime.subscriptions.count('server')).toBe(500);
		expect(first.writableEnded).toBe(true);
	});

	it('needs a client that reads streams', async () => {
		const response = await new TestServer().send(listen({}, { accept: 'application/json' }));
		expect(response.error).toMatchObject({ status: 406, code: -32600 });
	});
});
