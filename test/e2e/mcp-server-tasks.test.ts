import { request } from 'node:http';

import { MODERN, post, resultOf } from './clients/raw-requests';
import { publishTrigger, tool, wait } from './setup/published-trigger';
import { freePort } from '../../scripts/n8n/free-port';

const asTask = { settings: { execution: 'task' } };
const pause = async (ms: number) => await new Promise((resolve) => setTimeout(resolve, ms));

/** Publishes a tool that takes a second and gives a task. @returns its URL on a port of its own */
async function publish(path: string, options: object): Promise<string> {
	const port = await freePort();
	const parameters = { path, ...tool(asTask), options: { listen: 'port', port, ...options } };
	await publishTrigger(parameters, [wait(1)]);
	return `http://127.0.0.1:${port}/${path}`;
}

const params = { name: 'echo', arguments: { name: 'Dana' } };

/** Asks after a task until it is no longer as it was. */
async function stateAfter(target: string, taskId: string, status: string) {
	let state: Record<string, unknown> = { status };
	for (let tries = 0; state.status === status && tries < 100; tries += 1) {
		await pause(100);
		const answer = (await (await post(target, 'tasks/get', { taskId })).json()) as {
			result?: Record<string, unknown>;
			error?: object;
		};
		state = answer.result ?? { error: answer.error };
	}
	return state;
}

/** Calls over a connection that is cut as soon as the first byte of the answer is there. */
async function callAndCut(target: string, body: string): Promise<string> {
	return await new Promise((resolve, reject) => {
		const headers = {
			'content-type': 'application/json',
			'mcp-protocol-version': MODERN,
			'mcp-method': 'tools/call',
			'mcp-name': 'echo',
		};
		const sent = request(target, { method: 'POST', agent: false, headers }, (response) => {
			response.once('data', (chunk: Buffer) => {
				sent.destroy();
				resolve(chunk.toString());
			});
		});
		sent.once('error', reject);
		sent.end(body);
	});
}

describe('a task', () => {
	it('goes on when the connection that began it is cut, and is found over another', async () => {
		const target = await publish('cut', {});
		const meta = {
			'io.modelcontextprotocol/protocolVersion': MODERN,
			'io.modelcontextprotocol/clientCapabilities': {
				extensions: { 'io.modelcontextprotocol/tasks': {} },
			},
		};
		const message = { method: 'tools/call', params: { ...params, _meta: meta } };
		const begun = await callAndCut(target, JSON.stringify({ jsonrpc: '2.0', id: 1, ...message }));
		const taskId = /"taskId":"([^"]+)"/.exec(begun)?.[1] ?? '';
		expect(await stateAfter(target, taskId, 'working')).toMatchObject({
			status: 'completed',
			result: { structuredContent: { name: 'Dana' } },
		});
	});

	it('can be asked for no longer than its lifetime', async () => {
		const target = await publish('short', { taskTtl: 4 });
		const { taskId, ttlMs } = await resultOf(await post(target, 'tools/call', params));
		expect(ttlMs).toBe(4_000);
		const done = await stateAfter(target, String(taskId), 'working');
		expect(done).toMatchObject({ status: 'completed' });
		expect(await stateAfter(target, String(taskId), 'completed')).toMatchObject({
			error: { code: -32602, message: expect.stringContaining('unknown task') },
		});
	});
});
