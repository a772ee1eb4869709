import type { Clock } from '../../../src/base/clock';
import { createVendorTraffic } from '../../../src/gtm/http/vendor-traffic';
import { gtmProcess } from '../../../src/n8n/gtm/gtm-process';
import { openSandbox } from '../../contract/gtm/sandbox-port';

/** Turns of the event loop without a word to the clock: then nothing is under way but waiting. */
const QUIET_TURNS = 20;
const TURN_MS = 5;

interface Sleeper {
	at: number;
	wake(this: void): void;
}

const turn = async () => await new Promise((resolve) => setTimeout(resolve, TURN_MS));

/**
 * Runs as the real one, but leaps to the next waker as soon as all that goes on is waiting. A request
 * under way keeps it from leaping, so that its time is over only if it is not answered.
 */
export function skippingClock(): Clock {
	let aheadMs = 0;
	let stirs = 0;
	let leaping = false;
	let sleepers: Sleeper[] = [];

	const now = () => {
		stirs += 1;
		return Date.now() + aheadMs;
	};

	async function quiet(): Promise<void> {
		for (let seen = stirs, turns = 0; turns < QUIET_TURNS; turns += 1) {
			await turn();
			if (seen === stirs) continue;
			seen = stirs;
			turns = 0;
		}
	}

	async function leap(): Promise<void> {
		leaping = true;
		while (sleepers.length > 0) {
			await quiet();
			const next = Math.min(...sleepers.map(({ at }) => at));
			if (Number.isFinite(next)) aheadMs += Math.max(0, next - Date.now() - aheadMs);
			const due = sleepers.filter(({ at }) => at <= Date.now() + aheadMs);
			sleepers = sleepers.filter((sleeper) => !due.includes(sleeper));
			for (const { wake } of due) wake();
		}
		leaping = false;
	}

	const clock: Clock = {
		now,
		random: () => 0.5,
		schedule(ms, run) {
			const calledOff = new AbortController();
			clock.sleep(ms, calledOff.signal).then(run, () => undefined);
			return () => calledOff.abort();
		},
		async sleep(ms, signal) {
			signal?.throwIfAborted();
			await new Promise<void>((resolve, reject) => {
				const sleeper = { at: now() + ms, wake: resolve };
				sleepers.push(sleeper);
				const leave = () => {
					stirs += 1;
					sleepers = sleepers.filter((other) => other !== sleeper);
					reject(signal?.reason as Error);
				};
				signal?.addEventListener('abort', leave, { once: true });
				if (!leaping) void leap();
			});
		},
	};
	return clock;
}

/** A sandbox and the GTM nodes of this process on one clock that nobody waits for. */
export async function openSkippingSandbox(options: Parameters<typeof openSandbox>[0] = {}) {
	const clock = skippingClock();
	Object.assign(gtmProcess(), { clock, traffic: createVendorTraffic(clock) });
	return await openSandbox({ ...options, clock });
}
