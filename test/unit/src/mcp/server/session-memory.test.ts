import { StandingClock } from './doubles/standing-clock';
import { SessionMemory } from '../../../../../src/mcp/server/session-memory';

const HOUR = 60 * 60 * 1000;

describe('what is remembered of sessions', () => {
	const clock = new StandingClock();
	const session = (id: string, lives = HOUR) => ({ id, expiresAt: clock.now() + lives });

	it('does not grow with their number: what was touched longest ago is forgotten', () => {
		const memory = new SessionMemory(clock.now);
		const [first, second] = [session('first'), session('second')];
		memory.setLogLevel(first, 'error');
		memory.setLogLevel(second, 'error');
		memory.watch(first, 'crm://a');
		for (let n = 0; n < 9_999; n++) memory.setLogLevel(session(`${n}`), 'info');
		expect(memory.logLevel(first)).toBe('error');
		expect(memory.logLevel(second)).toBe('debug');
	});

	it('does not grow with what they watch', () => {
		const memory = new SessionMemory(clock.now);
		const sessions = Array.from({ length: 101 }, (_, n) => session(`s${n}`));
		for (const each of sessions) {
			for (let n = 0; n < 200; n++) memory.watch(each, `crm://${n}`);
		}
		expect(memory.watches(sessions[0] ?? session(''), 'crm://0')).toBe(false);
		expect(memory.watches(sessions[100] ?? session(''), 'crm://199')).toBe(true);
		expect(memory.watch(session('long'), `crm://${'x'.repeat(3_000)}`)).toBe(false);
	});

	it('ends with them', () => {
		const memory = new SessionMemory(clock.now);
		const old = session('old');
		memory.watch(old, 'crm://a');
		clock.advance(HOUR);
		memory.setLogLevel(session('new'), 'info');
		expect(memory.watches(old, 'crm://a')).toBe(false);
	});

	it('is that they were ended, as long as their tokens could be shown', () => {
		const memory = new SessionMemory(clock.now);
		const [ended, later] = [session('ended'), session('later', 2 * HOUR)];
		memory.watch(ended, 'crm://a');
		memory.end(ended);
		expect(memory.hasEnded(ended)).toBe(true);
		expect(memory.watches(ended, 'crm://a')).toBe(false);
		clock.advance(HOUR);
		memory.end(later);
		expect([memory.hasEnded(ended), memory.hasEnded(later)]).toEqual([false, true]);
	});
});
