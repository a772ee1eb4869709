import { startDualEraPeer } from '../../../../peers/dual-era-peer';
import { type HttpPeer, startFixedPeer, startHttpPeer } from '../../../../peers/http-peer';
import { startLegacyPeer } from '../../../../peers/legacy-peer';
import { peerTools } from '../../../../peers/peer-tools';
import { toKeyHeader } from '../../../../../src/mcp/client/api-key';
import { McpClientError } from '../../../../../src/mcp/client/client-error';
import { connectToMcpServer } from '../../../../../src/mcp/client/connection';
import type { McpConnection } from '../../../../../src/mcp/client/mcp-connection';
import { staticAuthorization } from '../../../../../src/mcp/client/access/authorization';

const limits = { timeoutMs: 10_000 };
const peers: HttpPeer[] = [];
const connections: McpConnection[] = [];

async function started(peer: Promise<HttpPeer>): Promise<HttpPeer> {
	peers.push(await peer);
	return await peer;
}

function target(url: string, key = '', assertAllowed = async () => await Promise.resolve()) {
	const header = toKeyHeader(key, 'Authorization');
	return {
		endpoint: { kind: 'http' as const, url: new URL(url) },
		binding: {
			authorization: staticAuthorization(header ? { [header.name]: header.value } : {}),
			ports: { egress: { assertAllowed } },
		},
	};
}

async function connect(url: string, { key = '', timeoutMs = limits.timeoutMs } = {}) {
	const connection = await connectToMcpServer(target(url, key), { timeoutMs });
	connections.push(connection);
	return connection;
}

async function failureOf(act: Promise<unknown>): Promise<McpClientError> {
	const error: unknown = await act.then(
		() => undefined,
		(reason: unknown) => reason,
	);
	if (error instanceof McpClientError) return error;
	throw new Error(`expected an McpClientError, got ${String(error)}`);
}

afterEach(async () => {
	await Promise.all(connections.splice(0).map(async (connection) => await connection.close()));
	await Promise.all(peers.splice(0).map(async (peer) => await peer.close()));
});

describe.each([
	{ sdk: 'SDK 1.x', start: startLegacyPeer, era: 'legacy', version: '2025-11-25' },
	{ sdk: 'SDK 2.x', start: startDualEraPeer, era: 'modern', version: '2026-07-28' },
])('a connection to a server of the $sdk', ({ start, era, version }) => {
	it(`negotiates ${version}`, async () => {
		const peer = await started(start());
		const connection = await connect(peer.url);
		expect(connection.server).toMatchObject({ era, protocolVersion: version });
		expect(connection.server.capabilities.tools).toBeDefined();
	});

	it('lists the tools of all pages', async () => {
		const connection = await connect((await started(start())).url);
		const { items } = await connection.list('tools', limits);
		expect(items.map(({ name }) => name)).toEqual(peerTools.map(({ name }) => name));
	});

	it('calls a tool with its arguments', async () => {
		const connection = await connect((await started(start())).url);
		const { content } = await connection.callTool(
			{ name: 'echo', arguments: { text: 'hi', count: 2 } },
			limits,
		);
		expect(content).toEqual([
			{ type: 'text', text: JSON.stringify({ received: { text: 'hi', count: 2 } }) },
		]);
	});

	it('gives back the failure that a tool reports', async () => {
		const connection = await connect((await started(start())).url);
		const result = await connection.callTool({ name: 'fails', arguments: {} }, limits);
		expect(result).toMatchObject({ isError: true, content: [{ text: 'No credits left' }] });
	});

	it('explains that a tool is unknown, and goes on working', async () => {
		const connection = await connect((await started(start())).url);
		const error = await failureOf(connection.callTool({ name: 'nope', arguments: {} }, limits));
		expect(error).toMatchObject({ step: 'call', rpcCode: -32602 });
		expect(error.message).toContain('Unknown tool: nope');
		await expect(
			connection.callTool({ name: 'echo', arguments: { text: 'hi' } }, limits),
		).resolves.toBeDefined();
	});

	it('gives up on a tool that takes longer than the timeout', async () => {
		const connection = await connect((await started(start())).url);
		const error = await failureOf(
			connection.callTool({ name: 'slow', arguments: {} }, { timeoutMs: 200 }),
		);
		expect(error.step).toBe('call');
		expect(error.message).toMatch(/did not answer within 0.2 seconds/);
	});

	it('stops waiting when the execution is cancelled', async () => {
		const connection = await connect((await started(start())).url);
		const controller = new AbortController();
		setTimeout(() => controller.abort(), 100);
		const { signal } = controller;
		const error = await failureOf(
			connection.callTool({ name: 'slow', arguments: {} }, { timeoutMs: 9_000, signal }),
		);
		expect(error.message).toMatch(/canceled/);
	});

	it('sends the key with every request', async () => {
		const peer = await started(start());
		const connection = await connect(peer.url, { key: 'k-123' });
		await connection.list('tools', limits);
		await connection.close();
		expect(peer.requests.length).toBeGreaterThan(1);
		expect(peer.requests.every(({ headers }) => headers.authorization === 'Bearer k-123')).toBe(
			true,
		);
	});
});

it('needs one request to connect to a modern server', async () => {
	const peer = await started(startDualEraPeer());
	await connect(peer.url);
	expect(peer.requests.map(({ rpcMethod }) => rpcMethod)).toEqual(['server/discover']);
});

it('ends the session of a legacy server when it closes', async () => {
	const peer = await started(startLegacyPeer());
	const connection = await connect(peer.url);
	await connection.close();
	expect(peer.requests.map(({ method }) => method)).toContain('DELETE');
});

describe('a connection that cannot be made', () => {
	it('names a refused key, and does not quote it when the server does', async () => {
		const peer = await started(startDualEraPeer({ token: 'right-key' }));
		const error = await failureOf(connect(peer.url, { key: 'wrong-key' }));
		expect(error).toMatchObject({ step: 'authenticate', httpStatus: 401 });
		expect(JSON.stringify([error.message, error.hint, error.cause, error.stack])).not.toContain(
			'wrong-key',
		);
		expect((error.cause as Error).stack).not.toContain('wrong-key');
	});

	it('says that nothing was sent that proves who is calling', async () => {
		const peer = await started(startDualEraPeer({ token: 'right-key' }));
		const error = await failureOf(connect(peer.url));
		expect(error.message).toMatch(/requires authentication \(HTTP 401\)/);
	});

	it.each([
		{ what: 'a web page', status: 200, type: 'text/html', body: '<html></html>' },
		{ what: 'another JSON API', status: 200, type: 'application/json', body: '{"hello":1}' },
		{ what: 'broken JSON', status: 200, type: 'application/json', body: '{' },
	])('recognises $what', async ({ status, type, body }) => {
		const peer = await started(startFixedPeer(status, { 'content-type': type }, body));
		const error = await failureOf(connect(peer.url));
		expect(error.step).toBe('negotiate');
		expect(error.message).toMatch(/is not an MCP server/);
	});

	it('recognises a wrong path', async () => {
		const peer = await started(startFixedPeer(404, { 'content-type': 'text/html' }, '<p>no</p>'));
		const error = await failureOf(connect(peer.url));
		expect(error).toMatchObject({ step: 'negotiate', httpStatus: 404 });
	});

	it('recognises a server that is down behind a proxy', async () => {
		const peer = await started(startFixedPeer(503, {}, 'upstream gone'));
		const error = await failureOf(connect(peer.url));
		expect(error).toMatchObject({ step: 'connect', httpStatus: 503 });
		expect(error.message).toContain('upstream gone');
	});

	it('recognises a port on which nothing listens', async () => {
		const peer = await startFixedPeer(200, {}, '');
		await peer.close();
		const error = await failureOf(connect(peer.url));
		expect(error.step).toBe('connect');
		expect(error.message).toMatch(/connection was refused/);
	});

	it('gives up on a server that never answers', async () => {
		const peer = await started(startHttpPeer(() => undefined));
		const error = await failureOf(connect(peer.url, { timeoutMs: 200 }));
		expect(error).toMatchObject({ step: 'connect' });
		expect(error.message).toMatch(/did not answer within 0.2 seconds/);
	});

	it('does not carry the key to another origin', async () => {
		const other = await started(startDualEraPeer());
		const peer = await started(startFixedPeer(307, { location: other.url }, ''));
		const error = await failureOf(connect(peer.url, { key: 'k-123' }));
		expect(error.message).toBe(`${peer.url} redirects to ${other.url}`);
		expect(other.requests).toEqual([]);
	});

	it('asks the network policy before it sends anything', async () => {
		const peer = await started(startDualEraPeer());
		const forbidden = new McpClientError('connect', 'forbidden', { hint: '' });
		const forbid = async () => await Promise.reject(forbidden);
		const attempt = connectToMcpServer(target(peer.url, '', forbid), limits);
		expect(await failureOf(attempt)).toBe(forbidden);
		expect(peer.requests).toEqual([]);
	});
});

it('follows a redirect within the origin', async () => {
	const peer = await started(startDualEraPeer());
	const viaRedirect = await started(
		startHttpPeer(async (request, response, body) => {
			if (request.url === '/mcp') {
				response.writeHead(307, { location: '/moved' }).end();
				return;
			}
			const answer = await fetch(peer.url, {
				method: request.method,
				headers: request.headers as Record<string, string>,
				body,
			});
			response.writeHead(answer.status, {
				'content-type': answer.headers.get('content-type') ?? '',
			});
			response.end(await answer.text());
		}),
	);
	await expect(connect(viaRedirect.url, { key: 'k-123' })).resolves.toMatchObject({
		server: { era: 'modern' },
	});
});

it('gives up on a list of tools that goes round in circles', async () => {
	let page = 0;
	const peer = await started(
		startHttpPeer((_request, response, body) => {
			const { id, method } = JSON.parse(body) as { id: unknown; method: string };
			const discovery = {
				supportedVersions: ['2026-07-28'],
				capabilities: { tools: {} },
			};
			const tool = { name: `tool_${page++}`, inputSchema: { type: 'object' } };
			const listing = { tools: [tool], nextCursor: page % 2 === 0 ? 'a' : 'b' };
			const result = {
				resultType: 'complete',
				ttlMs: 0,
				cacheScope: 'private',
				...(method === 'server/discover' ? discovery : listing),
			};
			response.writeHead(200, { 'content-type': 'application/json' });
			response.end(JSON.stringify({ jsonrpc: '2.0', id, result }));
		}),
	);
	const connection = await connect(peer.url);
	const error = await failureOf(connection.list('tools', limits));
	expect(error.message).toMatch(/never ends/);
	expect(peer.requests.length).toBeLessThanOrEqual(101);
});
