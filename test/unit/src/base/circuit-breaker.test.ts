import { type AttemptEnd, CircuitBreaker } from '../../../../src/base/circuit-breaker';

const SETTINGS = { failures: 3, openMs: 1_000 };

function setUp() {
	const clock = { now: 0 };
	const breaker = new CircuitBreaker(() => clock.now);
	const pass = () => breaker.pass(SETTINGS);
	const enter = () => {
		const passage = pass();
		if (passage.open) throw new Error('open');
		return passage.end;
	};
	return { clock, breaker, pass, enter, attempt: (how: AttemptEnd) => enter()(how) };
}

describe('a circuit breaker', () => {
	it('opens after failures in a row, not after as many with a success among them', () => {
		const { pass, attempt } = setUp();
		for (const how of ['down', 'down', 'up', 'down', 'down'] as const) attempt(how);
		expect(pass().open).toBe(false);
		attempt('down');
		expect(pass()).toEqual({ open: true, retryAfterMs: 1_000 });
	});

	it('does not count attempts that say nothing, nor one twice', () => {
		const { pass, attempt, enter } = setUp();
		for (const how of ['unknown', 'unknown', 'unknown', 'unknown'] as const) attempt(how);
		const end = enter();
		end('down');
		end('down');
		end('down');
		expect(pass().open).toBe(false);
	});

	it('lets one request at a time look whether the vendor is back', () => {
		const { clock, pass, attempt, enter } = setUp();
		for (let count = 0; count < 3; count += 1) attempt('down');
		clock.now = 999;
		expect(pass()).toEqual({ open: true, retryAfterMs: 1 });
		clock.now = 1_000;
		const probe = enter();
		expect(pass().open).toBe(true);
		probe('down');
		expect(pass()).toEqual({ open: true, retryAfterMs: 1_000 });
		clock.now = 2_000;
		attempt('up');
		expect(pass().open).toBe(false);
	});

	it('lets the next request look if the one that looked was cancelled', () => {
		const { clock, pass, attempt } = setUp();
		for (let count = 0; count < 3; count += 1) attempt('down');
		clock.now = 1_000;
		attempt('unknown');
		expect(pass().open).toBe(false);
	});

	it('takes no word from attempts that began before it opened', () => {
		const { pass, attempt, enter } = setUp();
		const early = enter();
		for (let count = 0; count < 3; count += 1) attempt('down');
		early('up');
		expect(pass().open).toBe(true);
	});

	it('lets somebody else look when a look is not over in time', () => {
		const { clock, breaker, pass, attempt, enter } = setUp();
		for (let count = 0; count < 3; count += 1) attempt('down');
		clock.now = 1_000;
		expect(breaker.state).toBe('half-open');
		const late = enter();
		clock.now = 2_000;
		const second = enter();
		late('down');
		expect(pass()).toEqual({ open: true, retryAfterMs: 1_000 });
		second('up');
		expect(breaker.state).toBe('closed');
	});

	it('believes what was learned otherwise', () => {
		const { breaker, attempt } = setUp();
		for (let count = 0; count < 3; count += 1) attempt('down');
		breaker.learn('up', SETTINGS);
		expect(breaker.state).toBe('closed');
		for (let count = 0; count < 3; count += 1) breaker.learn('down', SETTINGS);
		expect(breaker.state).toBe('open');
		expect(breaker.retryAfterMs).toBe(1_000);
	});
});
