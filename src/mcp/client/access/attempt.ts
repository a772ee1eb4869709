import type { Interceptor } from '../../../base/compose';
import type { CallAnswers } from '../answers/call-answers';
import type { McpClientStep } from '../client-error';
import type { RequestLimits } from '../connection-target';
import type { Chosen } from '../endpoint-circuits';
import type { McpConnection } from '../mcp-connection';
import type { Repetition } from '../retry';
import type { AccessContext, KeyedEndpoint } from './access-context';
import type { CallReport } from './call-report';
import type { Deadline } from './deadline';
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

/** An operation on its way, with what all of its attempts share. */
export interface Performing<T> {
	context: AccessContext;
	operation: Operation<T>;
	options: RequestOptions;
	deadline: Deadline;
	/** Tells, in the end, what was done. */
	report: CallReport;
	/** Keys of the endpoints that were tried. */
	tried: Set<string>;
	/** Of those that were found down: an operation counts once, however often it tries. */
	foundDown: Set<string>;
	/** Of the attempt under way; the step that repeats it chooses. */
	chosen?: Chosen<KeyedEndpoint>;
}

export type AttemptStep<T> = Interceptor<Performing<T>, T>;

/** The endpoint of the attempt under way. */
export function endpointOf<T>({ chosen }: Performing<T>): Chosen<KeyedEndpoint> {
	if (chosen) return chosen;
	throw new Error('An attempt needs an endpoint');
}

/** Waits, and says in the report for how long. */
export async function pause<T>(performing: Performing<T>, ms: number): Promise<void> {
	if (ms <= 0) return;
	performing.report.waitedMs += ms;
	await performing.context.runtime.clock.sleep(ms, performing.deadline.signal);
}
