import { call, failureOf, jsonOf, outputOf, runClientStep, type Step } from './setup/client-step';
import { loggedInClient } from './setup/n8n-context';
import { refusingUrl } from '../peers/fault-peer/dead-port';
import { type FaultPeer, startFaultPeer } from '../peers/fault-peer/fault-peer';
import { always, first, redirect, status } from '../peers/fault-peer/faults';
import { READ_TOOL, UNSAFE_TOOL } from '../peers/fault-peer/tools';

const n8n = loggedInClient();
let peer: FaultPeer;

beforeEach(async () => {
	peer = await startFaultPeer();
});

afterEach(async () => await peer.close());

const run = async ({ parameters, ...step }: Step) =>
	await runClientStep(n8n, { ...step, parameters: { serverUrl: peer.url, ...parameters } });

const report = { options: { includeReport: true } };

describe('the client in a real n8n, when the server fails', () => {
	it('waits as long as a busy server asks for, and says so', async () => {
		peer.plan(first('tools/call', status(429, { 'retry-after': '2' })));
		const execution = await run({ parameters: { ...call(UNSAFE_TOOL, { id: '1' }), ...report } });
		const [item] = jsonOf(execution) as Array<{ _mcp: { attempts: number; waitedMs: number } }>;
		expect(item?._mcp.attempts).toBe(2);
		// A little more, so that not all who were refused come back at once.
		expect(item?._mcp.waitedMs).toBeGreaterThanOrEqual(2_000);
		expect(item?._mcp.waitedMs).toBeLessThan(3_000);
		expect(peer.effects).toHaveLength(1);
		const [before, after] = peer.received('tools/call');
		expect((after?.at ?? 0) - (before?.at ?? 0)).toBeGreaterThanOrEqual(1_900);
	});

	it('tells what it did as a hint of the node, without being asked', async () => {
		peer.plan(first('tools/call', status(500)));
		const execution = await run({ parameters: call(READ_TOOL, { id: '1' }) });
		const [ran] = execution.data.resultData.runData.Client ?? [];
		expect(JSON.stringify(ran?.hints)).toContain('at attempt 2');
	});

	it('sends a call that may write once, whatever becomes of it', async () => {
		peer.plan(first('tools/call', { kind: 'reset', tool: 'done' }));
		const execution = await run({ parameters: call(UNSAFE_TOOL, { id: '1' }) });
		expect(execution.status).toBe('error');
		expect(failureOf(execution)?.message).toContain('the connection was closed');
		expect(peer.effects).toHaveLength(1);
	});

	it('goes on with the other items, the failed one paired with its error', async () => {
		peer.plan((method, before) =>
			method === 'tools/call' && before === 1 ? { kind: 'cut stream' } : undefined,
		);
		const execution = await run({
			parameters: call(UNSAFE_TOOL, '={{ JSON.stringify($json) }}'),
			items: [{ id: '0' }, { id: '1' }, { id: '2' }],
			onError: 'continueRegularOutput',
		});
		expect(outputOf(execution)).toMatchObject([
			{ json: { arguments: { id: '0' } }, pairedItem: { item: 0 } },
			{ json: { error: expect.stringContaining('closed the connection') } },
			{ json: { arguments: { id: '2' } }, pairedItem: { item: 2 } },
		]);
		expect(peer.effects.map((effect) => effect.arguments.id)).toEqual(['0', '1', '2']);
	});

	it('uses the next server when the first is down', async () => {
		const execution = await run({
			parameters: {
				...call(UNSAFE_TOOL, { id: '1' }),
				...report,
				serverUrl: await refusingUrl(),
				options: { ...report.options, fallbackServers: { server: [{ url: peer.url }] } },
			},
		});
		expect(jsonOf(execution)).toMatchObject([
			{ _mcp: { endpoint: peer.url, warnings: [expect.stringContaining('refused')] } },
		]);
		expect(peer.effects).toHaveLength(1);
	});

	it.each([
		['a web page', status(200, { 'content-type': 'text/html' }, '<p>'), 'did not respond with MCP'],
		['a redirect to a cloud', redirect(307, 'http://169.254.169.254/'), 'redirects to'],
		['an endless answer', { kind: 'endless', as: 'json' } as const, 'MiB'],
	])('refuses %s', async (_what, fault, says) => {
		peer.plan(always('tools/call', fault));
		const execution = await run({
			parameters: { ...call(UNSAFE_TOOL, { id: '1' }), options: { answerSize: 1 } },
		});
		expect(execution.status).toBe('error');
		expect(failureOf(execution)?.message).toContain(says);
		expect(peer.effects).toEqual([]);
	});

	it('does not talk to a server whose certificate nobody vouches for', async () => {
		const secure = await startFaultPeer({ tls: 'self-signed' });
		const execution = await run({
			parameters: { ...call(UNSAFE_TOOL, { id: '1' }), serverUrl: secure.url },
		});
		expect(failureOf(execution)?.message).toContain('self-signed');
		expect(secure.requests).toEqual([]);
		await secure.close();
	});

	it('stops at once when the execution is stopped', async () => {
		peer.plan(always('tools/call', { kind: 'silence' }));
		const stopped = run({ parameters: call(READ_TOOL, { id: '1' }) });
		while (peer.received('tools/call').length === 0) {
			await new Promise((resolve) => setTimeout(resolve, 50));
		}
		const [running] = await n8n.listExecutions({ status: ['running'] }, 1);
		await n8n.stopExecution(running?.id ?? '');
		expect((await stopped).status).toBe('canceled');
		await new Promise((resolve) => setTimeout(resolve, 500));
		expect(peer.received('tools/call')).toHaveLength(1);
		expect(peer.underWay()).toBe(0);
	});
});
