import { compose } from '../../../base/compose';
import { canAnswer } from '../answers/call-answers';
import { McpClientError } from '../client-error';
import type { Repetition } from '../retry';
import { type AccessContext, emptyReport } from './access-context';
import { type AttemptStep, type Operation, type Performing, endpointOf, pause } from './attempt';
import type { Reported } from './call-report';
import { Deadline } from './deadline';
import { displayEndpoint } from './endpoint';
import { explainEnd, isOutage, provesLife } from './failure-kind';
import { overConnection } from './over-connection';
import type { RequestOptions } from './mcp-server-access';
import { repeated } from './repeated';

/** For everything that changes nothing on the server. */
export const isRead = async (): Promise<Repetition> => await Promise.resolve('safe');

/** What an operation that may ask back needs: see `Operation.sharing`. */
export function sharingOf({ settings }: AccessContext): 'shared' | 'exclusive' {
	return canAnswer(settings.answers) ? 'exclusive' : 'shared';
}

/**
 * What stands around every operation on a server, in this order, within the total time. Around all of
 * it stand the session log and, for tools, the guard rails (`server-access`, `calling`); within it,
 * around each request over the connection, what answers the server and what explains a failure
 * (`sdk-connection`); then the SDK's client over our transport: authorization, origin, size, framing.
 */
const attemptSteps = <T>(): Array<AttemptStep<T>> => [repeated, withinRate, counted, watched];

/**
 * Does an operation on the first endpoint that can: failover, retries with backoff, rate limit,
 * circuit breakers, all within the total time. Rejects with McpClientError.
 */
export async function perform<T>(
	context: AccessContext,
	operation: Operation<T>,
	options: RequestOptions = {},
): Promise<Reported<T>> {
	const { runtime, settings } = context;
	const deadline = new Deadline(runtime.clock, settings.policy.timeouts.totalMs, options.signal);
	const report = emptyReport(context);
	const shared = { tried: new Set<string>(), foundDown: new Set<string>() };
	const pass = compose(attemptSteps<T>(), overConnection);
	try {
		const value = await pass({ context, operation, options, deadline, report, ...shared });
		return { value, report };
	} catch (error) {
		const failure = explainEnd(error, operation.step, deadline);
		failure.report = report;
		throw failure;
	} finally {
		deadline.dispose();
	}
}

type Next<T> = (performing: Performing<T>) => Promise<T>;

async function withinRate<T>(performing: Performing<T>, next: Next<T>): Promise<T> {
	const { context, deadline } = performing;
	const { runtime, settings } = context;
	const { rateLimit } = settings.policy;
	if (!rateLimit) return await next(performing);
	const waitMs = runtime.rates.reserve(settings.principal, rateLimit, deadline.remainingMs);
	if (waitMs === undefined) {
		throw new McpClientError(
			'limit',
			'The rate limit does not allow this request within Total Timeout',
			{
				hint: 'Process fewer items at once, or raise Requests per Minute or Total Timeout.',
				retryable: true,
				delivery: 'notSent',
			},
		);
	}
	await pause(performing, waitMs);
	return await next(performing);
}

async function counted<T>(performing: Performing<T>, next: Next<T>): Promise<T> {
	const { endpoint } = endpointOf(performing);
	performing.report.attempts += 1;
	performing.report.endpoint = displayEndpoint(endpoint.endpoint);
	performing.tried.add(endpoint.key);
	return await next(performing);
}

/** The circuit breaker of the endpoint learns how the attempt ended. */
async function watched<T>(performing: Performing<T>, next: Next<T>): Promise<T> {
	const { endpoint, end } = endpointOf(performing);
	try {
		const value = await next(performing);
		end('up');
		return value;
	} catch (error) {
		if (isOutage(error, performing.deadline.signal)) end(countDown(performing, endpoint.key));
		else if (provesLife(error)) end('up');
		throw error;
	}
}

/** A look at an endpoint that is left alone counts by itself: it decides about the next one. */
function countDown<T>({ context, foundDown }: Performing<T>, key: string): 'down' | 'unknown' {
	const isLook = context.runtime.circuits.of(key).state !== 'closed';
	const counts = isLook || !foundDown.has(key);
	foundDown.add(key);
	return counts ? 'down' : 'unknown';
}
