import { type FaultPeer, startFaultPeer } from '../../../../../peers/fault-peer/fault-peer';
import { type Fault, always, first, status } from '../../../../../peers/fault-peer/faults';
import { IDEMPOTENT_TOOL, READ_TOOL, UNSAFE_TOOL } from '../../../../../peers/fault-peer/tools';
import { type FaultyAccess, accessTo, failureOf, impatient } from './faulty-access';

let peer: FaultPeer;
let faulty: FaultyAccess;

beforeEach(async () => {
	peer = await startFaultPeer();
	faulty = accessTo(peer.url);
});

afterEach(async () => {
	await faulty.close();
	await peer.close();
});

const call = async (tool: string) => await faulty.access.callTool(tool, { id: '1' });
const calls = () => peer.received('tools/call').length;

/** Faults after which nobody can know whether the tool has run. */
const doubtful: Array<[string, Fault, string]> = [
	['the connection breaks before the tool runs', { kind: 'reset', tool: 'not run' }, 'closed'],
	['the connection breaks once the tool has run', { kind: 'reset', tool: 'done' }, 'closed'],
	['the server is killed in mid-stream', { kind: 'cut stream' }, 'closed the connection'],
	['the server has a fault', status(500), 'HTTP 500'],
	['a gateway gives up', status(504), 'HTTP 504'],
	['the server is down without saying for how long', status(503), 'HTTP 503'],
];

describe.each(doubtful)('when %s', (_what, fault, message) => {
	it('an unsafe call is sent once, and the error says to check', async () => {
		peer.plan(first('tools/call', fault));
		const error = await failureOf(call(UNSAFE_TOOL));
		expect(error).toMatchObject({ step: 'call', delivery: 'unknown', retryable: true });
		expect(error.message).toContain(message);
		expect(calls()).toBe(1);
		expect(peer.effects.length).toBeLessThanOrEqual(1);
		expect(faulty.waits).toEqual([]);
	});

	it.each([READ_TOOL, IDEMPOTENT_TOOL])(
		'%s is sent again, and the report says so',
		async (tool) => {
			peer.plan(first('tools/call', fault, fault));
			const { report, value } = await call(tool);
			expect(value.isError).toBeFalsy();
			expect(report).toMatchObject({ attempts: 3, cached: 'no' });
			expect(calls()).toBe(3);
			expect(faulty.waits).toEqual([500, 1_000]);
			expect(report.waitedMs).toBe(1_500);
		},
	);

	it('an unsafe call with an idempotency key is sent again', async () => {
		peer.plan(first('tools/call', fault));
		const options = { repetition: 'idempotent' } as const;
		const { report } = await faulty.access.callTool(UNSAFE_TOOL, { id: '1' }, options);
		expect(report.attempts).toBe(2);
	});

	it('reading gives up after the attempts of the policy', async () => {
		peer.plan(always('tools/call', fault));
		const error = await failureOf(call(READ_TOOL));
		expect(error.message).toContain(message);
		expect(calls()).toBe(3);
	});
});

/** Faults that say that the server has not begun: even an unsafe call may go again. */
const refusals: Array<[string, Fault, number]> = [
	['429 without a time', status(429), 500],
	['429 with seconds', status(429, { 'retry-after': '2' }), 2_500],
	['503 with seconds', status(503, { 'retry-after': '1' }), 1_500],
];

describe.each(refusals)('when the server answers %s', (_what, fault, waitMs) => {
	it.each([UNSAFE_TOOL, READ_TOOL])('%s waits as long as it shall, and runs once', async (tool) => {
		peer.plan(first('tools/call', fault));
		const { report } = await call(tool);
		expect(faulty.waits).toEqual([waitMs]);
		expect(report).toMatchObject({ attempts: 2, waitedMs: waitMs });
		expect(peer.effects).toHaveLength(1);
	});
});

describe('Retry-After', () => {
	it('may be a date', async () => {
		const date = new Date(Date.now() + 10_000).toUTCString();
		peer.plan(first('tools/call', status(429, { 'retry-after': date })));
		await call(UNSAFE_TOOL);
		expect(faulty.waits).toHaveLength(1);
		expect(faulty.waits[0]).toBeGreaterThan(9_000);
		expect(faulty.waits[0]).toBeLessThanOrEqual(10_500);
	});

	it('of no time counts as an attempt like any other', async () => {
		peer.plan(always('tools/call', status(503, { 'retry-after': '0' })));
		await failureOf(call(READ_TOOL));
		expect(calls()).toBe(3);
	});

	it('that is longer than anybody wants to wait is an error at once, which tells the time', async () => {
		peer.plan(always('tools/call', status(429, { 'retry-after': '3600' })));
		const error = await failureOf(call(READ_TOOL));
		expect(error).toMatchObject({ httpStatus: 429, retryAfterMs: 3_600_000, delivery: 'refused' });
		expect(calls()).toBe(1);
		expect(peer.effects).toEqual([]);
	});

	it('is no fault of the endpoint: its circuit stays closed', async () => {
		faulty = accessTo(peer.url, { retry: { attemptsMax: 1, baseDelayMs: 1, maxDelayMs: 1 } });
		peer.plan(always('tools/call', status(429)));
		for (let count = 0; count < 8; count += 1) await failureOf(call(READ_TOOL));
		peer.plan(() => undefined);
		await expect(call(READ_TOOL)).resolves.toMatchObject({ report: { attempts: 1 } });
	});
});

describe('time', () => {
	it('ends a call that is never answered, and an unsafe one is not repeated', async () => {
		faulty = accessTo(peer.url, impatient(400));
		peer.plan(always('tools/call', { kind: 'silence' }));
		const error = await failureOf(call(UNSAFE_TOOL));
		expect(error).toMatchObject({ timedOut: true, delivery: 'unknown' });
		expect(error.message).toContain('did not answer within 0.4 seconds');
		expect(error.hint).toContain('Check before you run it again');
		expect(calls()).toBe(1);
	});

	it('ends reading that is never answered, which is not started a second time beside the first', async () => {
		faulty = accessTo(peer.url, impatient(400));
		peer.plan(always('tools/call', { kind: 'silence' }));
		const error = await failureOf(call(READ_TOOL));
		expect(error).toMatchObject({ timedOut: true, delivery: 'unknown' });
		expect(calls()).toBe(1);
	});

	it('is long enough for a slow answer', async () => {
		faulty = accessTo(peer.url, impatient(3_000));
		peer.plan(always('tools/call', { kind: 'delay', ms: 300 }));
		await expect(call(UNSAFE_TOOL)).resolves.toMatchObject({ report: { attempts: 1 } });
		expect(peer.effects).toHaveLength(1);
	});

	it('starts anew with each progress that the server tells', async () => {
		faulty = accessTo(peer.url, impatient(400));
		peer.plan(always('tools/call', { kind: 'progress', times: 10, everyMs: 100 }));
		const heard: number[] = [];
		await faulty.access.callTool(
			UNSAFE_TOOL,
			{ id: '1' },
			{ progress: ({ progress }) => void heard.push(progress) },
		);
		expect(heard.length).toBeGreaterThan(5);
		expect(peer.effects).toHaveLength(1);
	});

	it('in all is bounded, whatever progress is told', async () => {
		faulty = accessTo(peer.url, { timeouts: { connectMs: 2_000, callMs: 2_000, totalMs: 800 } });
		peer.plan(always('tools/call', { kind: 'progress', times: 60, everyMs: 50 }));
		const error = await failureOf(call(READ_TOOL));
		expect(error).toMatchObject({ step: 'limit' });
		expect(error.message).toContain('0.8 seconds in total');
	});

	it('counts for an answer that comes in drops, which is right in the end', async () => {
		faulty = accessTo(peer.url, impatient(3_000));
		peer.plan(always('tools/call', { kind: 'drip', bytes: 20, everyMs: 10 }));
		const { value } = await call(UNSAFE_TOOL);
		expect(JSON.stringify(value.content)).toContain(UNSAFE_TOOL);
		expect(peer.effects).toHaveLength(1);
	});

	it('ends an answer that drips for ever, and an unsafe call is not repeated', async () => {
		faulty = accessTo(peer.url, impatient(500));
		peer.plan(always('tools/call', { kind: 'drip', bytes: 1, everyMs: 100 }));
		const error = await failureOf(call(UNSAFE_TOOL));
		expect(error).toMatchObject({ timedOut: true, delivery: 'unknown' });
		expect(peer.effects).toHaveLength(1);
		expect(calls()).toBe(1);
	});

	it('is over at once when the execution is cancelled', async () => {
		peer.plan(always('tools/call', { kind: 'silence' }));
		const controller = new AbortController();
		const { signal } = controller;
		const cancelled = failureOf(faulty.access.callTool(READ_TOOL, { id: '1' }, { signal }));
		while (calls() === 0) await new Promise((resolve) => setTimeout(resolve, 10));
		controller.abort();
		await expect(cancelled).resolves.toMatchObject({
			message: 'The execution was canceled before the server responded',
		});
		expect(calls()).toBe(1);
	});
});
