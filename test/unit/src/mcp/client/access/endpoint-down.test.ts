import { refusingUrl } from '../../../../../peers/fault-peer/dead-port';
import { startFixedPeer } from '../../../../../peers/http-peer';
import { type Reply, startScriptedPeer } from '../../../../../peers/scripted-peer';
import { TestBench, countOf, failureOf, policyWith } from './test-access';

const bench = new TestBench();
afterEach(async () => await bench.close());

describe('an endpoint that keeps failing', () => {
	const policy = policyWith({
		retry: { attemptsMax: 1 },
		circuitBreaker: { failuresToOpen: 2, openMs: 10_000 },
	});

	it('is left alone for a while if there is no time to wait, and tried by one request then', async () => {
		let isDown = true;
		const peer = await bench.start(startScriptedPeer(() => (isDown ? { status: 503 } : undefined)));
		const runtime = bench.runtime();
		const hurried = { ...policy, timeouts: { ...policy.timeouts, totalMs: 9_000 } };
		const access = bench.access([peer.url], { policy: hurried }, runtime);
		await failureOf(access.callTool('look', {}));
		await failureOf(access.callTool('look', {}));
		const asked = peer.requests.length;
		const error = await failureOf(access.callTool('look', {}));
		expect(error.message).toMatch(/failed several times in a row/);
		expect(error).toMatchObject({ delivery: 'notSent', retryAfterMs: 10_000 });
		expect(peer.requests).toHaveLength(asked);
		isDown = false;
		runtime.clock.advance(10_000);
		await expect(access.callTool('look', {})).resolves.toBeDefined();
	});

	it('is waited for while there is time, and used as soon as it is back', async () => {
		const dead = await refusingUrl();
		const runtime = bench.runtime();
		const access = bench.access([dead], { policy }, runtime);
		await failureOf(access.callTool('look', {}));
		await failureOf(access.callTool('look', {}));
		const before = runtime.clock.now();
		const waiting = access.callTool('look', {});
		const peer = await bench.start(startScriptedPeer(() => undefined, Number(new URL(dead).port)));
		const { report } = await waiting.catch(async () => await access.callTool('look', {}));
		expect(report.endpoint).toBe(peer.url);
		expect(runtime.clock.now() - before).toBeGreaterThanOrEqual(10_000);
	});

	it.each([1, 10])(
		'is waited for once by a list, %d at a time, and known to be dead when it is still down then',
		async (atOnce) => {
			const runtime = bench.runtime();
			const access = bench.access([await refusingUrl()], { policy }, runtime);
			const failures: Array<{ message: string; waitedMs: number }> = [];
			for (let item = 0; item < 50; item += atOnce) {
				const calls = Array.from({ length: atOnce }, async () => {
					const { message, report } = await failureOf(access.callTool('look', {}));
					failures.push({ message, waitedMs: report?.waitedMs ?? 0 });
				});
				await Promise.all(calls);
			}
			expect(failures.filter(({ waitedMs }) => waitedMs >= 10_000).length).toBeLessThanOrEqual(
				atOnce,
			);
			const told = { message: 'The server failed several times in a row', waitedMs: 0 };
			expect(failures.slice(30)).toEqual(Array(20).fill(told));
		},
	);

	it('is looked at again by the next call after a while, which does not wait', async () => {
		const dead = await refusingUrl();
		const runtime = bench.runtime();
		const access = bench.access([dead], { policy }, runtime);
		for (let call = 0; call < 4; call += 1) await failureOf(access.callTool('look', {}));
		await bench.start(startScriptedPeer(() => undefined, Number(new URL(dead).port)));
		runtime.clock.advance(10_000);
		const { report } = await access.callTool('look', {});
		expect(report).toMatchObject({ waitedMs: 0 });
		await expect(access.callTool('look', {})).resolves.toBeDefined();
	});

	it('counts a call once, however often it was tried', async () => {
		const dead = await refusingUrl();
		const runtime = bench.runtime();
		const stubborn = { ...policy, retry: { ...policy.retry, attemptsMax: 5 } };
		const access = bench.access([dead], { policy: stubborn }, runtime);
		const { report } = await failureOf(access.callTool('look', {}));
		expect(report?.attempts).toBe(5);
		const peer = await bench.start(startScriptedPeer(() => undefined, Number(new URL(dead).port)));
		await expect(access.callTool('look', {})).resolves.toMatchObject({
			report: { endpoint: peer.url, waitedMs: 0 },
		});
	});

	const failures: Array<{ what: string; reply: Reply }> = [
		{ what: 'answers HTTP 500', reply: { status: 500 } },
		{ what: 'closes the connection', reply: 'drop' },
		{ what: 'ends its stream', reply: { stream: [], then: 'end' } },
	];

	it.each(failures)('is not one of which one tool $what, item after item', async ({ reply }) => {
		const peer = await bench.start(
			startScriptedPeer(({ method, params }) =>
				method === 'tools/call' && params.name === 'send' ? reply : undefined,
			),
		);
		const runtime = bench.runtime();
		const access = bench.access([peer.url], { policy }, runtime);
		for (let item = 0; item < 10; item += 1) {
			expect((await failureOf(access.callTool('send', {}))).message).not.toMatch(
				/too many redirects/,
			);
		}
		await expect(access.callTool('look', {})).resolves.toMatchObject({ report: { waitedMs: 0 } });
		expect(countOf(peer, 'tools/call')).toBe(11);
	});

	it('is passed over for one that works', async () => {
		const dead = await refusingUrl();
		const peer = await bench.start(startScriptedPeer());
		const runtime = bench.runtime();
		const access = bench.access([dead, peer.url], { policy }, runtime);
		await access.callTool('look', {});
		await access.callTool('look', {});
		const { report } = await access.callTool('look', {});
		expect(report).toMatchObject({ attempts: 1, endpoint: peer.url, warnings: [] });
	});

	it('does not count a refused key or a slow tool', async () => {
		const peer = await bench.start(startFixedPeer(401, {}, ''));
		const access = bench.access([peer.url], { policy });
		for (let call = 0; call < 4; call += 1) {
			expect((await failureOf(access.callTool('look', {}))).step).toBe('authenticate');
		}
	});
});
