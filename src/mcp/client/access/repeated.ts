import { McpClientError } from '../client-error';
import type { Chosen } from '../endpoint-circuits';
import { mayRepeat, waitBeforeRepeat } from '../retry';
import type { KeyedEndpoint } from './access-context';
import { type Performing, pause } from './attempt';
import { displayEndpoint } from './endpoint';
import { isOvercome, isStillRunning } from './failure-kind';

/** A session that was lost again and again, a server that is of no certain era. */
const RENEWALS_MAX = 2;

/** Who waits for an endpoint that is left alone looks this often whether somebody found it up. */
const LOOK_MS = 1_000;

/** Attempt after attempt, on the endpoints in their order, as long as another one may help. */
export async function repeated<T>(
	performing: Performing<T>,
	next: (performing: Performing<T>) => Promise<T>,
): Promise<T> {
	const repeating = new Repeating(performing);
	for (;;) {
		const chosen = await repeating.choose();
		try {
			return await next({ ...performing, chosen });
		} catch (error) {
			chosen.end('unknown');
			await repeating.waitBeforeNext(chosen.endpoint, error);
		}
	}
}

class Repeating<T> {
	private renewals = 0;

	constructor(private readonly performing: Performing<T>) {}

	/**
	 * An endpoint that may be tried; while all are left alone, waits for the look at them that comes
	 * next, if there is time. When that has found them still down, nobody waits any more: else a long
	 * list would for every item of it.
	 */
	async choose(): Promise<Chosen<KeyedEndpoint>> {
		const { context, deadline, tried } = this.performing;
		const { endpoints, runtime, settings } = context;
		const { circuitBreaker } = settings.policy;
		for (;;) {
			const chosen = runtime.circuits.choose(endpoints, tried, circuitBreaker);
			if (chosen) return chosen;
			const lookInMs = runtime.circuits.soonestTrialMs(endpoints);
			const isHopeless = circuitBreaker.waits === 'no' || runtime.circuits.areDead(endpoints);
			if (isHopeless || lookInMs >= deadline.remainingMs) throw this.leftAlone(lookInMs);
			await pause(this.performing, Math.min(Math.max(lookInMs, 1), LOOK_MS));
		}
	}

	/** @throws the error if there is no next attempt */
	async waitBeforeNext(endpoint: KeyedEndpoint, error: unknown): Promise<void> {
		const { context, deadline, report, tried } = this.performing;
		if (!(error instanceof McpClientError) || deadline.signal.aborted) throw error;
		if (isOvercome(error) && this.renewals < RENEWALS_MAX) {
			this.renewals += 1;
			tried.delete(endpoint.key);
			return;
		}
		const { endpoints, runtime, settings } = context;
		const { retry } = settings.policy;
		const failsOver = endpoints.some(({ key }) => !tried.has(key));
		if (!failsOver && report.attempts >= retry.attemptsMax) throw error;
		if (isStillRunning(error) && !failsOver) throw error;
		if (!(await this.mayRepeat(error))) throw error;
		const waitMs = failsOver ? 0 : waitBeforeRepeat(error, report.attempts, retry, runtime.random);
		if (waitMs === undefined || waitMs >= deadline.remainingMs) throw error;
		if (failsOver) {
			report.warnings.push(`${displayEndpoint(endpoint.endpoint)} failed: ${error.message}`);
		}
		await pause(this.performing, waitMs);
	}

	private leftAlone(retryAfterMs: number): McpClientError {
		return new McpClientError(
			this.performing.operation.step,
			'The server failed several times in a row',
			{
				hint: `It is paused for ${Math.ceil(retryAfterMs / 1_000)} more seconds. Check that it is up.`,
				retryable: true,
				retryAfterMs,
				delivery: 'notSent',
			},
		);
	}

	private async mayRepeat(error: McpClientError): Promise<boolean> {
		if (mayRepeat(error, 'unsafe') || !error.retryable) return mayRepeat(error, 'unsafe');
		return mayRepeat(error, await this.performing.operation.repetition());
	}
}
