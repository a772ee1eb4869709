import { setTimeout as sleep } from 'node:timers/promises';

import { type Reply, event, startScriptedPeer } from '../../../../../peers/scripted-peer';
import { startLegacyPeer } from '../../../../../peers/legacy-peer';
import { startFixedPeer, startHttpPeer } from '../../../../../peers/http-peer';
import { TestBench, countOf, failureOf, policyWith } from './test-access';

const bench = new TestBench();
afterEach(async () => await bench.close());

/** A peer whose tools fail like this once, and work from then on. */
const failingOnce = async (reply: Reply) =>
	await bench.start(
		startScriptedPeer(({ method, count }) =>
			method === 'tools/call' && count === 1 ? reply : undefined,
		),
	);

/** An address on which nothing listens. */
async function deadUrl(): Promise<string> {
	const peer = await startFixedPeer(200, {}, '');
	await peer.close();
	return peer.url;
}

/** Until then a request may be written to a connection that the server has just closed. */
const idleSocketsToClose = async () => await sleep(50);

describe('a call that may have been carried out', () => {
	const failures: Array<{ what: string; reply: Reply }> = [
		{ what: 'the server fails', reply: { status: 500, body: 'oops' } },
		{ what: 'the gateway fails', reply: { status: 502 } },
		{ what: 'a 503 says nothing of when to come back', reply: { status: 503 } },
		{ what: 'the connection is dropped', reply: 'drop' },
		{ what: 'the stream breaks off', reply: { stream: [': hi\n\n'], then: 'break off' } },
		{ what: 'the stream ends without an answer', reply: { stream: [': hi\n\n'], then: 'end' } },
	];

	it.each(failures)('is not sent again when $what', async ({ reply }) => {
		const peer = await failingOnce(reply);
		const error = await failureOf(bench.access([peer.url]).callTool('send', {}));
		expect(error).toMatchObject({ step: 'call', delivery: 'unknown', retryable: true });
		expect(countOf(peer, 'tools/call')).toBe(1);
	});

	it.each(failures)('goes to no other endpoint when $what', async ({ reply }) => {
		const peer = await failingOnce(reply);
		const other = await bench.start(startScriptedPeer());
		await failureOf(bench.access([peer.url, other.url]).callTool('send', {}));
		expect(countOf(other, 'tools/call')).toBe(0);
	});

	it.each(failures)('is repeated when the tool only reads, and $what', async ({ reply }) => {
		const peer = await failingOnce(reply);
		const { value, report } = await bench.access([peer.url]).callTool('look', {});
		expect(value.content).toEqual([{ type: 'text', text: 'done' }]);
		expect(report.attempts).toBe(2);
	});

	it('is repeated when its arguments carry an idempotency key', async () => {
		const peer = await failingOnce('drop');
		const call = bench.access([peer.url]).callTool('send', {}, { repetition: 'idempotent' });
		await expect(call).resolves.toMatchObject({ report: { attempts: 2 } });
	});

	it('is not sent again when it takes too long', async () => {
		const peer = await failingOnce('hang');
		const policy = policyWith({ timeouts: { callMs: 150 } });
		const error = await failureOf(bench.access([peer.url], { policy }).callTool('send', {}));
		expect(error).toMatchObject({ timedOut: true, delivery: 'unknown' });
		expect(error.hint).toMatch(/Check before you run it again/);
		expect(countOf(peer, 'tools/call')).toBe(1);
	});
});

describe('a call that surely was not carried out', () => {
	it('waits as long as a busy server asks for, and a little more', async () => {
		const peer = await failingOnce({ status: 429, headers: { 'retry-after': '12' } });
		const runtime = bench.runtime();
		const { report } = await bench.access([peer.url], {}, runtime).callTool('send', {});
		expect(report).toMatchObject({ attempts: 2, waitedMs: 12_500 });
		expect(runtime.clock.sleeps).toEqual([12_500]);
	});

	it('backs off when a busy server does not say for how long', async () => {
		const peer = await failingOnce({ status: 429 });
		const { report } = await bench.access([peer.url]).callTool('send', {});
		expect(report).toMatchObject({ attempts: 2, waitedMs: 500 });
	});

	it('does not wait longer than the policy allows, and says for how long a person would have to', async () => {
		const peer = await failingOnce({ status: 429, headers: { 'retry-after': '3600' } });
		const error = await failureOf(bench.access([peer.url]).callTool('send', {}));
		expect(error).toMatchObject({ httpStatus: 429, retryAfterMs: 3_600_000 });
		expect(error.hint).toContain('Wait 60 minutes');
	});

	it('is repeated when a server in maintenance says when to come back', async () => {
		const peer = await failingOnce({ status: 503, headers: { 'retry-after': '1' } });
		const { report } = await bench.access([peer.url]).callTool('send', {});
		expect(report.attempts).toBe(2);
	});

	it('goes to the next endpoint when the first does not take connections', async () => {
		const dead = await deadUrl();
		const peer = await bench.start(startScriptedPeer());
		const { report } = await bench.access([dead, peer.url]).callTool('send', {});
		expect(report).toMatchObject({ endpoint: peer.url, attempts: 2, waitedMs: 0 });
		expect(report.warnings).toEqual([expect.stringMatching(/connection was refused/)]);
		expect(countOf(peer, 'tools/call')).toBe(1);
	});

	it('fails over even where retries are off', async () => {
		const peer = await bench.start(startScriptedPeer());
		const policy = policyWith({ retry: { attemptsMax: 1 } });
		const access = bench.access([await deadUrl(), peer.url], { policy });
		await expect(access.callTool('send', {})).resolves.toBeDefined();
	});

	it('is sent once more over a new session when the server has lost the old one', async () => {
		const first = await startLegacyPeer();
		const { port } = new URL(first.url);
		const runtime = bench.runtime();
		const access = bench.access([first.url], {}, runtime);
		await access.callTool('echo', { text: 'one' });
		await first.close();
		await idleSocketsToClose();
		const second = await bench.start(startLegacyPeer(Number(port)));
		const { report } = await access.callTool('echo', { text: 'two' });
		expect(report.attempts).toBeLessThanOrEqual(2);
		expect(countOf(second, 'initialize')).toBe(1);
	});

	it('is negotiated anew when the server does not know the era of last time any more', async () => {
		const modern = await startScriptedPeer();
		const { port } = new URL(modern.url);
		const runtime = bench.runtime();
		await bench.access([modern.url], {}, runtime).callTool('send', {});
		await modern.close();
		await idleSocketsToClose();
		await runtime.pool.closeAll();
		const legacy = await bench.start(startLegacyPeer(Number(port)));
		const { report } = await bench.access([legacy.url], {}, runtime).callTool('echo', {});
		expect(report.era).toBe('legacy');
	});
});

it('is negotiated anew when a legacy server has become a modern one', async () => {
	const legacy = await startLegacyPeer();
	const { port } = new URL(legacy.url);
	const runtime = bench.runtime();
	await bench.access([legacy.url], {}, runtime).callTool('echo', {});
	await legacy.close();
	await idleSocketsToClose();
	await runtime.pool.closeAll();
	const modern = await bench.start(startScriptedPeer(() => undefined, Number(port)));
	const { report } = await bench.access([modern.url], {}, runtime).callTool('send', {});
	expect(report.era).toBe('modern');
	expect(countOf(modern, 'tools/call')).toBe(1);
});

it('keeps a remembered era when the server refuses a call for another reason', async () => {
	const peer = await bench.start(
		startScriptedPeer(({ method }) =>
			method === 'tools/call' ? { error: { code: -32_602, message: 'no such tool' } } : undefined,
		),
	);
	const runtime = bench.runtime();
	const access = bench.access([peer.url], {}, runtime);
	await failureOf(access.callTool('nope', {}));
	await runtime.pool.closeAll();
	await failureOf(access.callTool('nope', {}));
	await failureOf(access.callTool('nope', {}));
	expect(countOf(peer, 'server/discover')).toBe(1);
});

it('says which rights are missing', async () => {
	const challenge = 'Bearer error="insufficient_scope", scope="crm:write"';
	const peer = await bench.start(startFixedPeer(403, { 'www-authenticate': challenge }, ''));
	const error = await failureOf(bench.access([peer.url]).callTool('send', {}));
	expect(error).toMatchObject({ step: 'authenticate', httpStatus: 403 });
	expect(error.message).toMatch(/more permissions.*crm:write/);
});

it('keeps to the rate of the principal, over several accesses', async () => {
	const peer = await bench.start(startScriptedPeer());
	const policy = policyWith({ rateLimit: { requestsPerMinute: 60, burst: 2 } });
	const runtime = bench.runtime();
	const waits: number[] = [];
	for (let call = 0; call < 4; call += 1) {
		const { report } = await bench.access([peer.url], { policy }, runtime).callTool('send', {});
		waits.push(report.waitedMs);
	}
	expect(waits).toEqual([0, 0, 1_000, 1_000]);
});

it('gives up when the total time is over, and says what may have happened', async () => {
	const peer = await bench.start(
		startScriptedPeer(({ method }) => (method === 'tools/call' ? 'hang' : undefined)),
	);
	const runtime = bench.runtime();
	const policy = policyWith({ timeouts: { totalMs: 5_000 } });
	const call = failureOf(bench.access([peer.url], { policy }, runtime).callTool('send', {}));
	while (countOf(peer, 'tools/call') === 0) await sleep(10);
	runtime.clock.advance(5_000);
	const error = await call;
	expect(error).toMatchObject({ step: 'limit', delivery: 'unknown' });
	expect(error.message).toMatch(/within 5 seconds in total/);
	expect(error.hint).toMatch(/Check before you run it again/);
});

it('waits longer for a tool that shows progress', async () => {
	const peer = await bench.start(
		startHttpPeer((_request, response, body) => {
			const { id, method, params } = JSON.parse(body) as {
				id: number;
				method: string;
				params: { _meta: { progressToken: unknown } };
			};
			if (method === 'server/discover') {
				const result = {
					resultType: 'complete',
					ttlMs: 0,
					cacheScope: 'private',
					supportedVersions: ['2026-07-28'],
					capabilities: { tools: {} },
				};
				response.writeHead(200, { 'content-type': 'application/json' });
				response.end(JSON.stringify({ jsonrpc: '2.0', id, result }));
				return;
			}
			response.writeHead(200, { 'content-type': 'text/event-stream' });
			const { progressToken } = params._meta;
			let step = 0;
			const timer = setInterval(() => {
				step += 1;
				const progress = { progressToken, progress: step };
				if (step < 5) {
					response.write(event({ method: 'notifications/progress', params: progress }));
					return;
				}
				clearInterval(timer);
				response.end(event({ id, result: { resultType: 'complete', content: [] } }));
			}, 100);
		}),
	);
	const policy = policyWith({ timeouts: { callMs: 250 } });
	const heard: number[] = [];
	const progress = ({ progress: step }: { progress: number }) => heard.push(step);
	const call = bench.access([peer.url], { policy }).callTool('send', {}, { progress });
	await expect(call).resolves.toMatchObject({ value: { content: [] } });
	expect(heard).toEqual([1, 2, 3, 4]);
});

describe('an enormous answer', () => {
	const policy = policyWith({ sizes: { messageBytesMax: 10_000 } });
	const huge = 'x'.repeat(20_000);

	it.each([
		{
			what: 'document',
			reply: { status: 200, headers: { 'content-type': 'application/json' }, body: `"${huge}"` },
		},
		{ what: 'event', reply: { stream: [`data: ${huge}`], then: 'stay open' as const } },
	])('is cut off while it arrives: one $what', async ({ reply }) => {
		const peer = await failingOnce(reply);
		const error = await failureOf(bench.access([peer.url], { policy }).callTool('look', {}));
		expect(error).toMatchObject({ step: 'limit', retryable: false });
		expect(countOf(peer, 'tools/call')).toBe(1);
	});

	it('may be a stream of many small events', async () => {
		const line = event({
			method: 'notifications/message',
			params: { level: 'info', data: 'x'.repeat(500) },
		});
		const peer = await bench.start(
			startScriptedPeer(({ method, id }) => {
				if (method !== 'tools/call') return undefined;
				const answer = event({ id, result: { resultType: 'complete', content: [] } });
				return { stream: [...Array.from({ length: 50 }, () => line), answer], then: 'end' };
			}),
		);
		await expect(bench.access([peer.url], { policy }).callTool('look', {})).resolves.toBeDefined();
	});
});

it('stops at once when the execution is cancelled, and calls nothing again', async () => {
	const peer = await failingOnce('hang');
	const controller = new AbortController();
	const { signal } = controller;
	const call = failureOf(bench.access([peer.url]).callTool('look', {}, { signal }));
	while (countOf(peer, 'tools/call') === 0) await sleep(10);
	controller.abort();
	expect((await call).message).toMatch(/canceled/);
	expect(countOf(peer, 'tools/call')).toBe(1);
});
