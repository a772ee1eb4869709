import { post, resultOf, textOf } from './clients/raw-requests';
import { loggedInClient, n8nContext } from './setup/n8n-context';
import { noOp, publishTrigger, tool, wait } from './setup/published-trigger';
import { freePort } from '../../scripts/n8n/free-port';

const { url } = n8nContext();
const n8n = loggedInClient();

const call = async (path: string, args: object = {}) =>
	await resultOf(await post(`${url}/mcp/${path}`, 'tools/call', { name: 'echo', arguments: args }));

describe('a result of a flow', () => {
	it('that does not fit the output schema is refused, with the place', async () => {
		const outputSchema = JSON.stringify({
			type: 'object',
			properties: { score: { type: 'number' } },
			required: ['score'],
		});
		await publishTrigger({ path: 'typed', ...tool({ settings: { outputSchema } }) }, [noOp]);
		const result = await call('typed', { name: 'Dana' });
		expect(result.isError).toBe(true);
		expect(textOf(result)).toContain("must have required property 'score'");
	});

	it('that is too large is refused, with a word on how to ask for less', async () => {
		await publishTrigger({ path: 'large', ...tool(), options: { largestResult: 1 } }, [noOp]);
		const result = await call('large', { name: 'x'.repeat(2000) });
		expect(result.isError).toBe(true);
		expect(textOf(result)).toContain('one page at a time');
	});
});

describe('a caller', () => {
	it('that repeats one identical call is told so', async () => {
		await publishTrigger({ path: 'again', ...tool(), options: { repeatLimit: 2 } }, [noOp]);
		const same = [await call('again'), await call('again'), await call('again')];
		expect(same.map(({ isError }) => isError ?? false)).toEqual([false, false, true]);
		expect((await call('again', { name: 'other' })).isError ?? false).toBe(false);
	});

	it('from an address that is not allowed is refused', async () => {
		await publishTrigger({ path: 'far', ...tool(), options: { allowedIps: '203.0.113.7' } }, [
			noOp,
		]);
		expect((await post(`${url}/mcp/far`, 'tools/list', {})).status).toBe(403);
	});

	it('from an address within an allowed network is served', async () => {
		const port = await freePort();
		const options = { listen: 'port', port, allowedIps: '203.0.113.7, 127.0.0.0/8' };
		await publishTrigger({ path: 'near', ...tool(), options }, [noOp]);
		const near = `http://127.0.0.1:${port}/near`;
		expect((await post(near, 'tools/list', {})).status).toBe(200);
	});

	it('finds a server that is busy with as many calls as it may have', async () => {
		const options = { concurrentCalls: 1 };
		await publishTrigger({ path: 'busy', ...tool(), options }, [wait(2)]);
		const results = await Promise.all([call('busy'), call('busy')]);
		const refused = results.filter(({ isError }) => isError);
		expect(refused.map(textOf)).toEqual([expect.stringContaining('of this server are running')]);
		expect((await call('busy')).isError ?? false).toBe(false);
	});

	it('of the modern era that goes away stops its flow', async () => {
		const id = await publishTrigger({ path: 'gone', ...tool() }, [wait(2), noOp], {
			connections: { 'Step 0': { main: [[{ node: 'Step 1', type: 'main', index: 0 }]] } },
		});
		const client = new AbortController();
		const calling = fetch(`${url}/mcp/gone`, {
			method: 'POST',
			signal: client.signal,
			headers: {
				'content-type': 'application/json',
				'mcp-protocol-version': '2026-07-28',
				'mcp-method': 'tools/call',
				'mcp-name': 'echo',
			},
			body: JSON.stringify({
				jsonrpc: '2.0',
				id: 1,
				method: 'tools/call',
				params: {
					name: 'echo',
					_meta: {
						'io.modelcontextprotocol/protocolVersion': '2026-07-28',
						'io.modelcontextprotocol/clientCapabilities': {},
					},
				},
			}),
		}).catch((error: Error) => error.name);
		let execution;
		for (let tries = 0; execution === undefined && tries < 50; tries++) {
			await new Promise((resolve) => setTimeout(resolve, 100));
			[execution] = await n8n.listExecutions({ workflowId: id }, 1);
		}
		client.abort();
		expect(await calling).toBe('AbortError');
		const ended = await n8n.waitForExecution(execution?.id ?? '');
		expect(ended.status).toBe('canceled');
		expect(Object.keys(ended.data.resultData.runData)).not.toContain('Step 1');
	});
});
