import { systemClock } from '../../../../src/base/clock';

const YEAR_MS = 365 * 86_400_000;

describe('the clock of the system', () => {
	beforeEach(() => jest.useFakeTimers());
	afterEach(() => jest.useRealTimers());

	it('waits for longer than a timer of Node can', async () => {
		const woken = jest.fn();
		void systemClock.sleep(YEAR_MS).then(woken);
		await jest.advanceTimersByTimeAsync(YEAR_MS - 1);
		expect(woken).not.toHaveBeenCalled();
		await jest.advanceTimersByTimeAsync(1);
		expect(woken).toHaveBeenCalledTimes(1);
	});

	it('never runs what was called off, in whichever leg of a long wait', async () => {
		const run = jest.fn();
		const callOff = systemClock.schedule(YEAR_MS, run);
		await jest.advanceTimersByTimeAsync(YEAR_MS / 2);
		callOff();
		await jest.advanceTimersByTimeAsync(YEAR_MS);
		expect(run).not.toHaveBeenCalled();
		expect(jest.getTimerCount()).toBe(0);
	});

	it('ends a wait with the reason of the signal, and leaves no timer', async () => {
		const cancelled = new AbortController();
		const reason = new Error('cancelled');
		const sleep = systemClock.sleep(1_000, cancelled.signal);
		cancelled.abort(reason);
		await expect(sleep).rejects.toBe(reason);
		await expect(systemClock.sleep(1, cancelled.signal)).rejects.toBe(reason);
		expect(jest.getTimerCount()).toBe(0);
	});
});
