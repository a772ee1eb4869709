import { refusingUrl } from '../../../../../peers/fault-peer/dead-port';
import { type FaultPeer, startFaultPeer } from '../../../../../peers/fault-peer/fault-peer';
import { always, status } from '../../../../../peers/fault-peer/faults';
import { READ_TOOL, UNSAFE_TOOL } from '../../../../../peers/fault-peer/tools';
import { type FaultyAccess, accessTo, failureOf } from './faulty-access';

let east: FaultPeer;
let west: FaultPeer;
let faulty: FaultyAccess;

beforeEach(async () => {
	east = await startFaultPeer({ name: 'east' });
	west = await startFaultPeer({ name: 'west' });
	faulty = accessTo([east.url, west.url]);
});

afterEach(async () => {
	await faulty.close();
	await east.close();
	await west.close();
});

const AT_ONCE = 40;

/** Calls with ids of their own, all at once; an error in place of a result where one failed. */
async function burst(tool: string, prefix: string) {
	const ids = Array.from({ length: AT_ONCE }, (_, index) => `${prefix}-${index}`);
	const outcomes = await Promise.allSettled(
		ids.map(async (id) => await faulty.access.callTool(tool, { id })),
	);
	return ids.map((id, index) => ({ id, outcome: outcomes[index] }));
}

const effectsOf = (id: unknown) =>
	[...east.effects, ...west.effects].filter((effect) => effect.arguments.id === id).length;

describe('an endpoint that is down from the start', () => {
	it('is passed over, and the report says which endpoint answered and why', async () => {
		faulty = accessTo([await refusingUrl(), west.url]);
		const { report } = await faulty.access.callTool(UNSAFE_TOOL, { id: '1' });
		expect(report).toMatchObject({ endpoint: west.url, attempts: 2, waitedMs: 0 });
		expect(report.warnings).toEqual([expect.stringContaining('the connection was refused')]);
		expect(west.effects).toHaveLength(1);
	});

	it('is left alone after a few failures, and asked again later', async () => {
		east.plan(always('*', status(503, { 'retry-after': '0' })));
		faulty = accessTo([east.url, west.url], {
			circuitBreaker: { failuresToOpen: 3, openMs: 60_000 },
		});
		for (let count = 0; count < 10; count += 1) {
			const { report } = await faulty.access.callTool(READ_TOOL, { id: `${count}` });
			expect(report.endpoint).toBe(west.url);
		}
		expect(west.effects).toHaveLength(10);
		const asked = east.requests.length;
		expect(asked).toBeLessThanOrEqual(6);
		east.plan(() => undefined);
		faulty.letPass(60_000);
		const { report } = await faulty.access.callTool(READ_TOOL, { id: 'late' });
		expect(report.endpoint).toBe(east.url);
	});

	it('is an error when there is no other, and the circuit says for how long', async () => {
		faulty = accessTo(east.url, {
			circuitBreaker: { failuresToOpen: 2, openMs: 60_000 },
			retry: { attemptsMax: 1, baseDelayMs: 1, maxDelayMs: 1 },
			timeouts: { connectMs: 5_000, callMs: 5_000, totalMs: 5_000 },
		});
		east.plan(always('tools/call', status(503)));
		await failureOf(faulty.access.callTool(READ_TOOL, { id: '1' }));
		await failureOf(faulty.access.callTool(READ_TOOL, { id: '2' }));
		const asked = east.requests.length;
		const error = await failureOf(faulty.access.callTool(READ_TOOL, { id: '3' }));
		expect(error).toMatchObject({ delivery: 'notSent', retryable: true });
		expect(error.hint).toMatch(/paused for \d+ more seconds/);
		expect(east.requests).toHaveLength(asked);
	});
});

describe('failover under load', () => {
	it('loses no reading call when the first endpoint breaks off everything', async () => {
		await burst(READ_TOOL, 'warm');
		east.plan(always('tools/call', { kind: 'reset', tool: 'not run' }));
		const calls = await burst(READ_TOOL, 'load');
		expect(calls.filter(({ outcome }) => outcome?.status === 'rejected')).toEqual([]);
		expect(calls.every(({ id }) => effectsOf(id) === 1)).toBe(true);
	});

	it('makes no unsafe call happen twice, and says which of them are in doubt', async () => {
		await burst(READ_TOOL, 'warm');
		east.plan((method, before) =>
			method === 'tools/call' && before % 2 === 0 ? { kind: 'reset', tool: 'done' } : undefined,
		);
		const calls = await burst(UNSAFE_TOOL, 'load');
		for (const { id, outcome } of calls) {
			expect(effectsOf(id)).toBeLessThanOrEqual(1);
			if (outcome?.status === 'fulfilled') expect(effectsOf(id)).toBe(1);
			else expect(outcome?.reason).toMatchObject({ delivery: 'unknown' });
		}
		expect(calls.some(({ outcome }) => outcome?.status === 'rejected')).toBe(true);
	});

	it('survives that the first endpoint is killed in the middle', async () => {
		east.plan(always('tools/call', { kind: 'delay', ms: 100 }));
		await burst(READ_TOOL, 'warm');
		const loaded = burst(UNSAFE_TOOL, 'load');
		await new Promise((resolve) => setTimeout(resolve, 50));
		await east.close();
		for (const { id, outcome } of await loaded) {
			expect(effectsOf(id)).toBeLessThanOrEqual(1);
			if (outcome?.status === 'fulfilled') expect(effectsOf(id)).toBe(1);
		}
		const after = await burst(UNSAFE_TOOL, 'after');
		expect(after.filter(({ outcome }) => outcome?.status === 'rejected')).toEqual([]);
		expect(after.every(({ id }) => effectsOf(id) === 1)).toBe(true);
		expect(west.effects.length).toBeGreaterThanOrEqual(AT_ONCE);
		east = await startFaultPeer({ port: Number(new URL(east.url).port) });
	});

	it('of a rate limit goes to the other endpoint, for the server did nothing', async () => {
		east.plan(always('tools/call', status(429, { 'retry-after': '5' })));
		const calls = await burst(UNSAFE_TOOL, 'load');
		expect(calls.filter(({ outcome }) => outcome?.status === 'rejected')).toEqual([]);
		expect(calls.every(({ id }) => effectsOf(id) === 1)).toBe(true);
		expect(east.effects).toEqual([]);
	});
});
