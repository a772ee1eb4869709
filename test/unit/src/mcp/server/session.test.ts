import { legacy, post } from './doubles/messages';
import { TestServer } from './doubles/test-server';
import type { Principal } from '../../../../../src/mcp/server/principal';

const dana: Principal = { kind: 'apiKey', label: 'Dana' };
const kim: Principal = { kind: 'apiKey', label: 'Kim' };
const DAY = 24 * 60 * 60 * 1000;

describe('a session of the legacy era', () => {
	it('is known to the principal that opened it, in any process with the same secret', async () => {
		const session = await new TestServer().openSession({}, dana);
		const other = new TestServer();
		expect((await other.send(legacy('ping', {}, session), dana)).status).toBe(200);
		expect((await other.send(legacy('tools/list', {}, session), dana)).status).toBe(200);
	});

	it('tells the flow which client calls', async () => {
		const server = new TestServer();
		const session = await server.openSession();
		await server.send(legacy('tools/call', { name: 'qualify' }, session));
		expect(server.call.terms.call.client).toEqual({ name: 'Cursor', version: '3' });
	});

	it('does not grow with what a client says of itself', async () => {
		const clientInfo = { name: 'x'.repeat(100_000), version: 'y'.repeat(100_000) };
		const { headers } = await new TestServer().send(legacy('initialize', { clientInfo }));
		expect(headers['Mcp-Session-Id']?.length).toBeLessThan(1000);
	});

	it('is not needed to be served', async () => {
		expect((await new TestServer().send(legacy('tools/list'))).status).toBe(200);
	});

	it.each([
		['another principal', async (_: TestServer, token: string) => [token, kim] as const],
		[
			'a token of the same label',
			async (_: TestServer, token: string) => [token, { kind: 'jwt', label: 'Dana' }] as const,
		],
		[
			'a changed token',
			async (_: TestServer, token: string) =>
				[`${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`, dana] as const,
		],
		[
			'a token whose signature is written in another way',
			async (_: TestServer, token: string) => {
				const [body = '', signature = ''] = token.split('.');
				const other = signature.replace(/.$/, (last) =>
					String.fromCharCode(last.charCodeAt(0) + 1),
				);
				expect(Buffer.from(other, 'base64url')).toEqual(Buffer.from(signature, 'base64url'));
				return [`${body}.${other}`, dana] as const;
			},
		],
		[
			'a token without its signature',
			async (_: TestServer, token: string) => [token.split('.')[0] ?? '', dana] as const,
		],
		[
			'a token with something behind it',
			async (_: TestServer, token: string) => [`${token}.x`, dana] as const,
		],
		['an empty token', async () => ['', dana] as const],
		[
			'a token that is too long',
			async (_: TestServer, token: string) => [token + 'A'.repeat(10_000), dana] as const,
		],
		[
			'an expired token',
			async (server: TestServer, token: string) => {
				server.clock.advance(7 * DAY);
				return [token, dana] as const;
			},
		],
	])('is not found for %s', async (_, present) => {
		const server = new TestServer();
		const { 'mcp-session-id': token } = await server.openSession({}, dana);
		const [sent, principal] = await present(server, token);
		const response = await server.send(
			legacy('tools/list', {}, { 'mcp-session-id': sent }),
			principal,
		);
		expect(response.error).toMatchObject({ status: 404, code: -32001 });
		const notification = post(
			{ jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: 1 } },
			{ 'mcp-session-id': sent },
		);
		expect((await server.send(notification, principal)).status).toBe(404);
	});

	it('lives for a week', async () => {
		const server = new TestServer();
		const session = await server.openSession({}, dana);
		server.clock.advance(7 * DAY - 1);
		expect((await server.send(legacy('ping', {}, session), dana)).status).toBe(200);
	});

	it('is worth nothing at another server of the same process', async () => {
		const session = await new TestServer().openSession();
		const other = new TestServer({}, { id: 'other' });
		expect((await other.send(legacy('ping', {}, session))).status).toBe(404);
	});

	it('is worth nothing as a requestState', async () => {
		const server = new TestServer();
		const { 'mcp-session-id': token } = await server.openSession();
		expect(server.runtime.signer.verify('session', token)).toBeDefined();
		expect(server.runtime.signer.verify('requestState', token)).toBeUndefined();
	});

	it('does not stand in the way of a new handshake when it has ended', async () => {
		const request = legacy('initialize', {}, { 'mcp-session-id': 'gone' });
		expect((await new TestServer().send(request)).status).toBe(200);
	});
});
