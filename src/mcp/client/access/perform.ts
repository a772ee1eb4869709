import { CallAnswers, canAnswer, capabilitiesOf } from '../answers/call-answers';
import { McpClientError, type McpClientStep } from '../client-error';
import { connectToMcpServer } from '../connection';
import type { Lease } from '../connection-pool';
import type { RequestLimits } from '../connection-target';
import type { Chosen } from '../endpoint-circuits';
import type { McpConnection } from '../mcp-connection';
import { type Repetition, mayRepeat, waitBeforeRepeat } from '../retry';
import { type AccessContext, type KeyedEndpoint, emptyReport } from './access-context';
import type { CallReport, Outcome } from './call-report';
import { Deadline } from './deadline';
import { displayEndpoint } from './endpoint';
import {
	asOvercome,
	explainEnd,
	isOutage,
	isOvercome,
	isStillRunning,
	provesLife,
	speaksOfAnotherEra,
} from './failure-kind';
import type { RequestOptions } from './mcp-server-access';

/** Something to do over a connection. */
export interface Operation<T> {
	step: Exclude<McpClientStep, 'authenticate' | 'negotiate' | 'guard' | 'limit'>;
	/** `exclusive`: nobody else uses the connection meanwhile. */
	sharing: 'shared' | 'exclusive';
	/** Asked when it failed in a way that leaves open whether the server has carried it out. */
	repetition: () => Promise<Repetition>;
	run(connection: McpConnection, limits: RequestLimits, answers?: CallAnswers): Promise<T>;
}

/** A session that was lost again and again, a server that is of no certain era. */
const RENEWALS_MAX = 2;

/** Who waits for an endpoint that is left alone looks this often whether somebody found it up. */
const LOOK_MS = 1_000;

/** For everything that changes nothing on the server. */
export const isRead = async (): Promise<Repetition> => await Promise.resolve('safe');

/** What an operation that may ask back needs: see `Operation.sharing`. */
export function sharingOf({ settings }: AccessContext): 'shared' | 'exclusive' {
	return canAnswer(settings.answers) ? 'exclusive' : 'shared';
}

/**
 * Does an operation on the first endpoint that can: rate limit, circuit breakers, failover, retries
 * with backoff, all within the total time. Rejects with McpClientError.
 */
export async function perform<T>(
	context: AccessContext,
	operation: Operation<T>,
	options: RequestOptions = {},
): Promise<Outcome<T>> {
	const { runtime, settings } = context;
	const deadline = new Deadline(runtime.clock, settings.policy.timeouts.totalMs, options.signal);
	const report = emptyReport(context);
	try {
		const value = await new Attempts(context, operation, options, deadline, report).untilDone();
		return { value, report };
	} catch (error) {
		const failure = explainEnd(error, operation.step, deadline);
		failure.report = report;
		throw failure;
	} finally {
		deadline.dispose();
	}
}

class Attempts<T> {
	private readonly tried = new Set<string>();
	/** Endpoints that this operation has found down: it counts once, however often it tries. */
	private readonly foundDown = new Set<string>();
	private renewals = 0;

	constructor(
		private readonly context: AccessContext,
		private readonly operation: Operation<T>,
		private readonly options: RequestOptions,
		private readonly deadline: Deadline,
		private readonly report: CallReport,
	) {}

	async untilDone(): Promise<T> {
		for (;;) {
			const { endpoint, end } = await this.choose();
			try {
				await this.waitForRate();
				this.report.attempts += 1;
				this.report.endpoint = displayEndpoint(endpoint.endpoint);
				this.tried.add(endpoint.key);
				return await this.attempt(endpoint, end);
			} catch (error) {
				end('unknown');
				await this.waitBeforeNext(endpoint, error);
			}
		}
	}

	/**
	 * An endpoint that may be tried; while all are left alone, waits for the look at them that comes
	 * next, if there is time. When that has found them still down, nobody waits any more: else a long
	 * list would for every item of it.
	 */
	private async choose(): Promise<Chosen<KeyedEndpoint>> {
		const { endpoints, runtime, settings } = this.context;
		const { circuitBreaker } = settings.policy;
		for (;;) {
			const chosen = runtime.circuits.choose(endpoints, this.tried, circuitBreaker);
			if (chosen) return chosen;
			const lookInMs = runtime.circuits.soonestTrialMs(endpoints);
			const isHopeless = circuitBreaker.waits === 'no' || runtime.circuits.areDead(endpoints);
			if (isHopeless || lookInMs >= this.deadline.remainingMs) throw this.leftAlone(lookInMs);
			await this.wait(Math.min(Math.max(lookInMs, 1), LOOK_MS));
		}
	}

	private leftAlone(retryAfterMs: number): McpClientError {
		return new McpClientError(this.operation.step, 'The server has failed too often lately', {
			hint: `It is left alone for ${Math.ceil(retryAfterMs / 1_000)} more seconds. Check that it is up.`,
			retryable: true,
			retryAfterMs,
			delivery: 'notSent',
		});
	}

	private async waitForRate(): Promise<void> {
		const { runtime, settings } = this.context;
		const { rateLimit } = settings.policy;
		if (!rateLimit) return;
		const waitMs = runtime.rates.reserve(settings.principal, rateLimit, this.deadline.remainingMs);
		if (waitMs === undefined) {
			throw new McpClientError('limit', 'The rate limit leaves no room within the total time', {
				hint: 'Fewer items at once, a higher rate limit, or more total time.',
				retryable: true,
				delivery: 'notSent',
			});
		}
		await this.wait(waitMs);
	}

	private async attempt(endpoint: KeyedEndpoint, end: Chosen<KeyedEndpoint>['end']): Promise<T> {
		try {
			const value = await this.useConnection(endpoint);
			end('up');
			return value;
		} catch (error) {
			if (isOutage(error, this.deadline.signal)) end(this.countDown(endpoint.key));
			else if (provesLife(error)) end('up');
			throw error;
		}
	}

	/** A look at an endpoint that is left alone counts by itself: it decides about the next one. */
	private countDown(key: string): 'down' | 'unknown' {
		const isLook = this.context.runtime.circuits.of(key).state !== 'closed';
		const counts = isLook || !this.foundDown.has(key);
		this.foundDown.add(key);
		return counts ? 'down' : 'unknown';
	}

	private async useConnection(endpoint: KeyedEndpoint): Promise<T> {
		const lease = await this.lease(endpoint);
		const { connection } = lease;
		const { answers, policy } = this.context.settings;
		const { era, protocolVersion } = connection.server;
		Object.assign(this.report, { era, protocolVersion });
		const limits = {
			timeoutMs: Math.min(policy.timeouts.callMs, this.deadline.remainingMs),
			signal: this.deadline.signal,
			progress: this.options.progress ?? ignoreProgress,
		};
		const note = (sentence: string) => this.report.warnings.push(sentence);
		const asks = this.operation.sharing === 'exclusive' && canAnswer(answers);
		const callAnswers = asks ? new CallAnswers(answers, note) : undefined;
		try {
			const value = await this.operation.run(connection, limits, callAnswers);
			this.context.runtime.verdicts.confirm(connection);
			lease.release();
			return value;
		} catch (error) {
			this.giveBackAfter(error, lease, endpoint);
			throw this.orDoubt(error, connection);
		}
	}

	private async lease(endpoint: KeyedEndpoint): Promise<Lease> {
		const { runtime, settings, ports } = this.context;
		const binding = { authorization: settings.authorization, ports };
		const lease = await runtime.pool.lease(
			this.context.connectionKey(endpoint),
			this.operation.sharing,
			async () => await this.connect(endpoint),
			this.deadline.signal,
		);
		lease.connection.bind(binding);
		lease.connection.hear({
			listChanged: (list) => {
				runtime.lists.invalidate(this.context.listKey(list));
				if (list === 'resources') runtime.lists.invalidate(this.context.listKey('templates'));
			},
		});
		return lease;
	}

	/** Without the caller's signal: others may be waiting for the same connection. */
	private async connect(endpoint: KeyedEndpoint): Promise<McpConnection> {
		const { runtime, settings, ports } = this.context;
		const { answers, authorization, policy } = settings;
		const verdictKey = this.context.verdictKey(endpoint);
		const verdict = runtime.verdicts.get(verdictKey);
		const connection = await connectToMcpServer(
			{
				endpoint: endpoint.endpoint,
				binding: { authorization, ports },
				capabilities: capabilitiesOf(answers),
				roundsMax: answers.roundsMax,
				messageBytesMax: policy.sizes.messageBytesMax,
				verdict,
			},
			{ timeoutMs: policy.timeouts.connectMs },
			runtime.clock,
		).catch(async (error: unknown) => {
			if (!verdict || !speaksOfAnotherEra(error)) throw error;
			runtime.verdicts.delete(verdictKey);
			return await this.connect(endpoint);
		});
		if (verdict) runtime.verdicts.doubt(connection);
		else runtime.verdicts.set(verdictKey, connection.verdict);
		return connection;
	}

	/** A connection over which the server answered works; over which it did not may not. */
	private giveBackAfter(error: unknown, lease: Lease, endpoint: KeyedEndpoint): void {
		const { verdicts } = this.context.runtime;
		const isDoubted = verdicts.isDoubted(lease.connection);
		if (isDoubted && speaksOfAnotherEra(error)) {
			verdicts.delete(this.context.verdictKey(endpoint));
			lease.discard();
		} else if (error instanceof McpClientError && error.delivery === 'answered') {
			verdicts.confirm(lease.connection);
			lease.release();
		} else {
			lease.discard();
		}
	}

	/**
	 * The first request over a connection that was made on an old verdict: if the server does not
	 * understand it, it has not carried it out, and the next attempt negotiates anew.
	 */
	private orDoubt(error: unknown, connection: McpConnection): unknown {
		if (!this.context.runtime.verdicts.isDoubted(connection)) return error;
		return speaksOfAnotherEra(error) ? asOvercome(error) : error;
	}

	/** @throws the error if there is no next attempt */
	private async waitBeforeNext(endpoint: KeyedEndpoint, error: unknown): Promise<void> {
		if (!(error instanceof McpClientError) || this.deadline.signal.aborted) throw error;
		if (isOvercome(error) && this.renewals < RENEWALS_MAX) {
			this.renewals += 1;
			this.tried.delete(endpoint.key);
			return;
		}
		const { endpoints, runtime, settings } = this.context;
		const { retry } = settings.policy;
		const failsOver = endpoints.some(({ key }) => !this.tried.has(key));
		if (!failsOver && this.report.attempts >= retry.attemptsMax) throw error;
		if (isStillRunning(error) && !failsOver) throw error;
		if (!(await this.mayRepeat(error))) throw error;
		const waitMs = failsOver
			? 0
			: waitBeforeRepeat(error, this.report.attempts, retry, runtime.random);
		if (waitMs === undefined || waitMs >= this.deadline.remainingMs) throw error;
		if (failsOver) {
			this.report.warnings.push(`${displayEndpoint(endpoint.endpoint)} failed: ${error.message}`);
		}
		await this.wait(waitMs);
	}

	private async mayRepeat(error: McpClientError): Promise<boolean> {
		if (mayRepeat(error, 'unsafe') || !error.retryable) return mayRepeat(error, 'unsafe');
		return mayRepeat(error, await this.operation.repetition());
	}

	private async wait(ms: number): Promise<void> {
		if (ms <= 0) return;
		this.report.waitedMs += ms;
		await this.context.runtime.clock.sleep(ms, this.deadline.signal);
	}
}

/** Asking for progress lets a slow server show that it is alive, which extends the timeout. */
function ignoreProgress(): void {
	// Hearing it is enough.
}
