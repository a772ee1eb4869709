import { type AttemptEnd, createCircuitBreaker } from '../../../../../src/gtm/http/circuit-breaker';

function setUp() {
	const clock = { now: 0 };
	const breaker = createCircuitBreaker(() => clock.now, { failures: 3, openMs: 1_000 });
	const enter = () => {
		const passage = breaker.pass();
		if (passage.open) throw new Error('open');
		return passage.end;
	};
	return { clock, breaker, enter, attempt: (how: AttemptEnd) => enter()(how) };
}

describe('a circuit breaker', () => {
	it('opens after failures in a row, not after as many with a success among them', () => {
		const { breaker, attempt } = setUp();
		for (const how of ['down', 'down', 'up', 'down', 'down'] as const) attempt(how);
		expect(breaker.pass().open).toBe(false);
		attempt('down');
		expect(breaker.pass()).toEqual({ open: true, retryAfterMs: 1_000 });
	});

	it('does not count attempts that say nothing, nor one twice', () => {
		const { breaker, attempt, enter } = setUp();
		for (const how of ['unknown', 'unknown', 'unknown', 'unknown'] as const) attempt(how);
		const end = enter();
		end('down');
		end('down');
		end('down');
		expect(breaker.pass().open).toBe(false);
	});

	it('lets one request at a time look whether the vendor is back', () => {
		const { clock, breaker, attempt, enter } = setUp();
		for (let count = 0; count < 3; count += 1) attempt('down');
		clock.now = 999;
		expect(breaker.pass()).toEqual({ open: true, retryAfterMs: 1 });
		clock.now = 1_000;
		const probe = enter();
		expect(breaker.pass().open).toBe(true);
		probe('down');
		expect(breaker.pass()).toEqual({ open: true, retryAfterMs: 1_000 });
		clock.now = 2_000;
		attempt('up');
		expect(breaker.pass().open).toBe(false);
	});

	it('lets the next request look if the one that looked was cancelled', () => {
		const { clock, breaker, attempt } = setUp();
		for (let count = 0; count < 3; count += 1) attempt('down');
		clock.now = 1_000;
		attempt('unknown');
		expect(breaker.pass().open).toBe(false);
	});

	it('takes no word from attempts that began before it opened', () => {
		const { breaker, attempt, enter } = setUp();
		const early = enter();
		for (let count = 0; count < 3; count += 1) attempt('down');
		early('up');
		expect(breaker.pass().open).toBe(true);
	});
});
