import { CircuitBreaker } from '../../../../../src/base/circuit-breaker';
import { vendorHealth } from '../../../../../src/n8n/toolkit/vendor-health';

const HUBSPOT = { id: 'hubspot', name: 'HubSpot' };
const SETTINGS = { failures: 2, openMs: 30_000 };

it('tells a vendor that is down, and when it is asked again, from one that is up', () => {
	let now = 0;
	const breaker = new CircuitBreaker(() => now);
	const fail = () => {
		const passage = breaker.pass(SETTINGS);
		if (!passage.open) passage.end('down');
	};
	expect(vendorHealth(HUBSPOT, breaker)).toMatchObject({ provider: 'hubspot', state: 'up' });
	fail();
	fail();
	now = 10_500;
	expect(vendorHealth(HUBSPOT, breaker)).toMatchObject({
		state: 'down',
		retryAfterMs: 19_500,
		message: expect.stringContaining('in 20 seconds'),
	});
	now = 30_000;
	expect(vendorHealth(HUBSPOT, breaker).state).toBe('recovering');
	const passage = breaker.pass(SETTINGS);
	if (!passage.open) passage.end('up');
	expect(vendorHealth(HUBSPOT, breaker).state).toBe('up');
});
