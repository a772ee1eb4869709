import { CIRCUIT_OPEN } from '../http/client-refusals';
import type { Clock } from '../../base/clock';
import type { Outcome } from '../model/outcome';

export interface OutageSettings {
	clock: Pick<Clock, 'now' | 'sleep'>;
	/** Milliseconds for which a batch waits for a vendor that is down. */
	patienceMs: number;
}

/** Where a batch stands with a vendor that is down. */
export interface Outage {
	/**
	 * What to do after these answers: `go` on, `wait` and ask again for what was held back, or `stop`,
	 * because the vendor was down for longer than there is patience.
	 */
	after(answers: ReadonlyArray<Pick<Outcome, 'reason' | 'retry'>>): 'go' | 'stop' | 'wait';
	/** Until the vendor may be asked again; ends early, and without an error, if it is cancelled. */
	wait(signal?: AbortSignal): Promise<void>;
}

/** Whether it was not sent, because the vendor had failed several times in a row. */
export function isHeldBack({ reason, retry }: Pick<Outcome, 'reason' | 'retry'>): boolean {
	return reason?.code === CIRCUIT_OPEN && retry?.advised === true && retry.afterMs !== undefined;
}

/** Follows one outage after another. Without it the rest of a long list would fail within a second. */
export function createOutage({ clock, patienceMs }: OutageSettings): Outage {
	let since: number | undefined;
	let until = 0;
	return {
		after(answers) {
			const waits = answers.flatMap((answer) =>
				isHeldBack(answer) ? [answer.retry?.afterMs ?? 0] : [],
			);
			// Some came through, so it was not down all the time.
			if (waits.length < answers.length || waits.length === 0) since = undefined;
			if (waits.length === 0) return 'go';
			since ??= clock.now();
			until = clock.now() + Math.max(...waits);
			return until - since > patienceMs ? 'stop' : 'wait';
		},
		async wait(signal) {
			try {
				await clock.sleep(Math.max(0, until - clock.now()), signal);
			} catch (error) {
				if (!signal?.aborted) throw error;
			}
		},
	};
}
