import path from 'node:path';

import { startSsePeer } from '../../../../../peers/sse-peer';
import { startFixedPeer } from '../../../../../peers/http-peer';
import { peerTools } from '../../../../../peers/peer-tools';
import { createMcpServerAccess } from '../../../../../../src/mcp/client/access/server-access';
import type { CommandEndpoint } from '../../../../../../src/mcp/client/access/endpoint';
import { noAuthorization } from '../../../../../../src/mcp/client/access/authorization';
import { createClientRuntime } from '../../../../../../src/mcp/client/runtime';
import { TestBench, countOf, failureOf, openPorts, policyWith } from './test-access';

const bench = new TestBench();
afterEach(async () => await bench.close());

describe('a server that only knows HTTP+SSE', () => {
	it('is found without being named so, and remembered', async () => {
		const peer = await bench.start(startSsePeer());
		const runtime = bench.runtime();
		const { value } = await bench.access([peer.url], {}, runtime).listTools();
		expect(value.map(({ name }) => name)).toEqual(peerTools.map(({ name }) => name));
		await runtime.pool.closeAll();
		const probes = countOf(peer, 'server/discover');
		const { report } = await bench.access([peer.url], {}, runtime).callTool('echo', { text: 'hi' });
		expect(report.era).toBe('legacy');
		expect(countOf(peer, 'server/discover')).toBe(probes);
	});

	it('fails a call at once when its stream breaks, and calls nothing again', async () => {
		const peer = await startSsePeer();
		await bench.start(Promise.resolve(peer));
		const call = failureOf(bench.access([peer.url]).callTool('slow', {}));
		while (countOf(peer, 'tools/call') === 0) await new Promise((done) => setTimeout(done, 10));
		peer.breakStreams();
		expect(await call).toMatchObject({ step: 'call', delivery: 'unknown' });
		expect(countOf(peer, 'tools/call')).toBe(1);
	});

	it('is not what a wrong path is taken for', async () => {
		const peer = await bench.start(startFixedPeer(404, { 'content-type': 'text/html' }, 'no'));
		const error = await failureOf(bench.access([peer.url]).listTools());
		expect(error).toMatchObject({ step: 'negotiate', httpStatus: 404 });
	});
});

describe('a local command', () => {
	const root = path.resolve(__dirname, '../../../../../..');
	const everything: CommandEndpoint = {
		kind: 'command',
		command: process.execPath,
		args: [
			path.join(root, 'node_modules/@modelcontextprotocol/server-everything/dist/index.js'),
			'stdio',
		],
	};

	const accessTo = (endpoint: CommandEndpoint, runtime = createClientRuntime()) => {
		const settings = {
			endpoints: [endpoint],
			principal: 'tester',
			authorization: noAuthorization,
			policy: policyWith({ retry: { attemptsMax: 1 } }),
			answers: {},
		};
		return {
			runtime,
			access: createMcpServerAccess(settings, { ...openPorts, commands: 'allowed' }, runtime),
		};
	};

	it('is not started unless the operator allows it', () => {
		const settings = {
			endpoints: [everything],
			principal: 'tester',
			authorization: noAuthorization,
			policy: policyWith(),
			answers: {},
		};
		expect(() => createMcpServerAccess(settings, openPorts)).toThrow(
			/does not allow local programs/,
		);
	});

	it('is called over its standard input and output, and ended with the connection', async () => {
		const { access, runtime } = accessTo(everything);
		try {
			const { value, report } = await access.callTool('echo', { message: 'hi' });
			expect(value.content).toEqual([{ type: 'text', text: 'Echo: hi' }]);
			expect(report).toMatchObject({ endpoint: process.execPath, attempts: 1 });
		} finally {
			await runtime.close();
		}
	}, 20_000);

	it('that does not exist is named', async () => {
		const { access } = accessTo({ ...everything, command: '/no/such/program' });
		const error = await failureOf(access.listTools());
		expect(error.message).toMatch(/program was not found/);
		expect(error.retryable).toBe(false);
	});

	it('that ends before it answers is quoted, without its secrets', async () => {
		const script = 'console.error("bad key " + process.env.API_KEY); process.exit(3)';
		const env = { API_KEY: 'sk-very-secret' };
		const { access } = accessTo({ ...everything, args: ['-e', script], env });
		const error = await failureOf(access.listTools());
		expect(error.message).toMatch(/bad key \[secret\]/);
	});
});
