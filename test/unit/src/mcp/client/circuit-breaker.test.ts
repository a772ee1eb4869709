import { CircuitBreaker } from '../../../../../src/mcp/client/circuit-breaker';
import { EndpointHealth } from '../../../../../src/mcp/client/endpoint-health';
import { ManualClock } from './manual-clock';

const policy = { failuresToOpen: 2, openMs: 1_000 };

function breakerAfter(failures: number) {
	const clock = new ManualClock();
	const breaker = new CircuitBreaker(clock);
	for (let count = 0; count < failures; count += 1) breaker.fail(policy);
	return { clock, breaker };
}

it('opens after several failures in a row only', () => {
	const { breaker } = breakerAfter(1);
	breaker.succeed();
	breaker.fail(policy);
	expect(breaker.state).toBe('closed');
	breaker.fail(policy);
	expect(breaker.state).toBe('open');
	expect(breaker.tryPass(policy)).toBe(false);
	expect(breaker.trialInMs).toBe(1_000);
});

it('lets one request try it after a while', () => {
	const { clock, breaker } = breakerAfter(2);
	clock.advance(1_000);
	expect(breaker.state).toBe('half-open');
	expect([breaker.tryPass(policy), breaker.tryPass(policy)]).toEqual([true, false]);
});

it('closes when the trial succeeds, and opens again when it fails', () => {
	const { clock, breaker } = breakerAfter(2);
	clock.advance(1_000);
	breaker.tryPass(policy);
	breaker.fail(policy);
	expect(breaker.state).toBe('open');
	clock.advance(1_000);
	breaker.tryPass(policy);
	breaker.succeed();
	expect(breaker.state).toBe('closed');
});

it('lets somebody else try when a trial was given up or never ends', () => {
	const { clock, breaker } = breakerAfter(2);
	clock.advance(1_000);
	breaker.tryPass(policy);
	breaker.abandonTrial();
	expect(breaker.tryPass(policy)).toBe(true);
	expect(breaker.tryPass(policy)).toBe(false);
	clock.advance(1_000);
	expect(breaker.tryPass(policy)).toBe(true);
});

describe('failover', () => {
	const endpoints = [{ key: 'a' }, { key: 'b' }];

	it('goes in order, behind those that were tried, and round again', () => {
		const health = new EndpointHealth(new ManualClock());
		const choose = (...tried: string[]) => health.choose(endpoints, new Set(tried), policy)?.key;
		expect([choose(), choose('a'), choose('a', 'b')]).toEqual(['a', 'b', 'a']);
	});

	it('passes over what is open, and finds nothing when all are', () => {
		const health = new EndpointHealth(new ManualClock());
		const fail = (key: string) => [1, 2].forEach(() => health.of(key).fail(policy));
		fail('a');
		expect(health.choose(endpoints, new Set(), policy)?.key).toBe('b');
		expect(health.choose(endpoints, new Set(['b']), policy)?.key).toBe('b');
		fail('b');
		expect(health.choose(endpoints, new Set(), policy)).toBeUndefined();
		expect(health.soonestTrialMs(endpoints)).toBe(1_000);
	});
});
