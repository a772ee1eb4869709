import { EndpointCircuits } from '../../../../../src/mcp/client/endpoint-circuits';
import { ManualClock } from './manual-clock';

const policy = { failuresToOpen: 2, openMs: 1_000 };

describe('failover', () => {
	const endpoints = [{ key: 'a' }, { key: 'b' }];

	it('goes in order, behind those that were tried, and round again', () => {
		const health = new EndpointCircuits(new ManualClock());
		const choose = (...tried: string[]) =>
			health.choose(endpoints, new Set(tried), policy)?.endpoint.key;
		expect([choose(), choose('a'), choose('a', 'b')]).toEqual(['a', 'b', 'a']);
	});

	it('passes over what is open, and finds nothing when all are', () => {
		const health = new EndpointCircuits(new ManualClock());
		const settings = { failures: 2, openMs: 1_000 };
		const fail = (key: string) => [1, 2].forEach(() => health.of(key).learn('down', settings));
		fail('a');
		expect(health.choose(endpoints, new Set(), policy)?.endpoint.key).toBe('b');
		expect(health.choose(endpoints, new Set(['b']), policy)?.endpoint.key).toBe('b');
		fail('b');
		expect(health.choose(endpoints, new Set(), policy)).toBeUndefined();
		expect(health.soonestTrialMs(endpoints)).toBe(1_000);
	});
});
