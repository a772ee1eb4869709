import { MODERN, post } from './clients/raw-requests';
import { n8nContext } from './setup/n8n-context';
import { noOp, publishTrigger, tool, wait } from './setup/published-trigger';
import { freePort } from '../../scripts/n8n/free-port';

const { url } = n8nContext();

describe('a call that takes long', () => {
	it('is kept alive by a comment before a proxy gives up, at either place', async () => {
		const port = await freePort();
		await publishTrigger({ path: 'kept-alive', ...tool(), options: { listen: 'both', port } }, [
			wait(16),
		]);
		const calls = [`${url}/mcp/kept-alive`, `http://127.0.0.1:${port}/kept-alive`].map(
			async (target) => {
				const params = { name: 'echo', arguments: { name: 'Dana' } };
				const response = await post(target, 'tools/call', params);
				expect(response.headers.get('content-type')).toBe('text/event-stream');
				const [first, last] = (await response.text()).trim().split('\n\n');
				expect(first).toBe(': keep-alive');
				expect(last).toMatch(/^event: message\ndata: .*"structuredContent":\{.*"name":"Dana"/);
			},
		);
		await Promise.all(calls);
	}, 60_000);
});

describe('a batch of the legacy era', () => {
	const request = (id: number, method: string, params = {}) => ({
		jsonrpc: '2.0',
		id,
		method,
		params,
	});
	const send = async (target: string, messages: object[], version = '2025-03-26') =>
		await fetch(target, {
			method: 'POST',
			headers: {
				'content-type': 'application/json',
				accept: 'application/json, text/event-stream',
				'mcp-protocol-version': version,
			},
			body: JSON.stringify(messages),
		});
	const targets: string[] = [];

	beforeAll(async () => {
		const port = await freePort();
		await publishTrigger({ path: 'batch', ...tool(), options: { listen: 'both', port } }, [noOp]);
		targets.push(`${url}/mcp/batch`, `http://127.0.0.1:${port}/batch`);
	});

	it.each([0, 1])('is answered as a whole, a wrong message in its place (place %d)', async (at) => {
		const response = await send(targets[at] ?? '', [
			request(1, 'tools/call', { name: 'echo', arguments: { name: 'Dana' } }),
			request(2, 'ping'),
			request(3, 'no/such/method'),
			{ jsonrpc: '2.0', method: 'notifications/initialized' },
		]);
		expect(response.status).toBe(200);
		const answers = (await response.json()) as Array<{ id: number }>;
		expect(answers.toSorted((one, other) => one.id - other.id)).toMatchObject([
			{ id: 1, result: { structuredContent: { name: 'Dana' } } },
			{ id: 2, result: {} },
			{ id: 3, error: { code: -32601 } },
		]);
	});

	it.each([0, 1])('of notifications only has no answer (place %d)', async (at) => {
		const notification = { jsonrpc: '2.0', method: 'notifications/initialized' };
		const response = await send(targets[at] ?? '', [notification, notification]);
		expect([response.status, await response.text()]).toEqual([202, '']);
	});

	it('does not exist in the modern era', async () => {
		const response = await send(targets[1] ?? '', [request(1, 'ping')], MODERN);
		expect(response.status).toBe(400);
		expect(await response.json()).toMatchObject({ error: { code: -32600 } });
	});
});
