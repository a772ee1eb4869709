import path from 'node:path';

import { completed, startScriptedPeer } from '../../../../../peers/scripted-peer';
import { noAuthorization } from '../../../../../../src/mcp/client/access/authorization';
import type { Progress } from '../../../../../../src/mcp/client/access/progress';
import { createMcpServerAccess } from '../../../../../../src/mcp/client/access/server-access';
import { createClientRuntime } from '../../../../../../src/mcp/client/runtime';
import { TestBench, countOf, failureOf, openPorts, policyWith } from './test-access';

const bench = new TestBench();
afterEach(async () => await bench.close());

const state = (fields: object) => ({
	taskId: 't-1',
	createdAt: '2026-01-01T00:00:00Z',
	lastUpdatedAt: '2026-01-01T00:00:00Z',
	ttlMs: 60_000,
	pollIntervalMs: 2_000,
	...fields,
});

/** Makes a task of every call, which goes through these states, one a question about it. */
const taskPeer = async (states: object[]) =>
	await bench.start(
		startScriptedPeer(({ method, count }) => {
			if (method === 'tools/call') {
				return { result: { resultType: 'task', ...state({ status: 'working' }) } };
			}
			if (method === 'tasks/get') return completed(state(states[count - 1] ?? {}));
			return method.startsWith('tasks/') ? completed({}) : undefined;
		}),
	);

const done = { status: 'completed', result: { content: [{ type: 'text', text: 'finally' }] } };

describe('a call that the server makes a task of', () => {
	it('is followed to its end as often as the server wishes, with its messages', async () => {
		const peer = await taskPeer([{ status: 'working', statusMessage: 'Half way' }, done]);
		const runtime = bench.runtime();
		const heard: Progress[] = [];
		const access = bench.access([peer.url], {}, runtime);
		const { value } = await access.callTool('send', {}, { progress: (one) => heard.push(one) });
		expect(value.content).toEqual([{ type: 'text', text: 'finally' }]);
		expect(heard).toMatchObject([{ message: 'Half way' }]);
		expect(runtime.clock.sleeps).toEqual([2_000, 2_000]);
		expect(countOf(peer, 'tools/call')).toBe(1);
	});

	it('gives back the failure that the tool reports', async () => {
		const result = { content: [{ type: 'text', text: 'no credits' }], isError: true };
		const peer = await taskPeer([{ status: 'completed', result }]);
		const { value } = await bench.access([peer.url]).callTool('send', {});
		expect(value).toMatchObject(result);
	});

	it.each([
		{
			state: { status: 'failed', error: { code: -32_603, message: 'boom' } },
			words: /failed: boom/,
		},
		{ state: { status: 'cancelled' }, words: /was canceled/ },
	])('rejects when it ends $state.status', async ({ state: last, words }) => {
		const peer = await taskPeer([last]);
		const error = await failureOf(bench.access([peer.url]).callTool('send', {}));
		expect(error.message).toMatch(words);
		expect(countOf(peer, 'tools/call')).toBe(1);
	});

	it('answers each of its questions once', async () => {
		const question = {
			method: 'elicitation/create',
			params: {
				mode: 'form',
				message: 'Sure?',
				requestedSchema: { type: 'object', properties: { sure: { type: 'boolean' } } },
			},
		};
		const asking = { status: 'input_required', inputRequests: { q1: question } };
		const peer = await taskPeer([asking, asking, done]);
		const values = { sure: 'true' };
		const elicitation = { kind: 'values' as const, values, otherwise: 'decline' as const };
		await bench.access([peer.url], { answers: { elicitation } }).callTool('send', {});
		expect(countOf(peer, 'tasks/update')).toBe(1);
	});

	it('is cancelled on the server when the execution is', async () => {
		const peer = await taskPeer(Array.from({ length: 100 }, () => ({ status: 'working' })));
		const controller = new AbortController();
		const { signal } = controller;
		const call = failureOf(bench.access([peer.url]).callTool('send', {}, { signal }));
		while (countOf(peer, 'tasks/get') < 2) await new Promise((tick) => setTimeout(tick, 5));
		controller.abort();
		expect((await call).message).toMatch(/canceled/);
		expect(countOf(peer, 'tasks/cancel')).toBe(1);
	});
});

it('runs a legacy tool that only runs as a task', async () => {
	const root = path.resolve(__dirname, '../../../../../..');
	const script = 'node_modules/@modelcontextprotocol/server-everything/dist/index.js';
	const runtime = createClientRuntime();
	const access = createMcpServerAccess(
		{
			endpoints: [
				{ kind: 'command', command: process.execPath, args: [path.join(root, script), 'stdio'] },
			],
			principal: 'tester',
			authorization: noAuthorization,
			policy: policyWith(),
			answers: {},
		},
		{ ...openPorts, commands: 'allowed' },
		runtime,
	);
	try {
		const { value: tools } = await access.listTools();
		const tool = tools.find(({ execution }) => execution?.taskSupport === 'required');
		const { value } = await access.callTool(tool?.name ?? '', { topic: 'n8n' });
		expect(JSON.stringify(value.content)).toContain('n8n');
	} finally {
		await runtime.close();
	}
}, 40_000);
