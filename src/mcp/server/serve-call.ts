import { askFirst } from './approval/ask-first';
import type { Proposal } from './approval/proposals';
import { holderOf } from './calls/calls-in-process';
import type { ServedBy } from './calls/checked-call';
import { toolError } from './calls/tool-result';
import type { CatalogTool } from './catalog/tools';
import { serveInProcess } from './provider/serve-in-process';
import { termsOf } from './terms-of-call';
import { knowsTasks, type RequestOutcome, type Undertaking } from './undertaking';
import { ENDED } from '../../base/abort';
import { compose, type Interceptor } from '../../base/compose';
import { nextTurn } from '../../base/next-turn';
import type { JsonObject } from '../protocol/json-rpc';
import { ErrorCode, ProtocolError } from '../protocol/protocol-error';

/** What is called, if that is a tool. */
export interface ToolCall {
	tool: CatalogTool;
	/** Looks at the arguments, once the limits let the call in. @returns what is wrong with them */
	findMisfit: () => string | undefined;
	/** A person has allowed it: it waits no more, and its result is kept. */
	approved?: Proposal;
}

/** An undertaking on its way to what serves it. */
interface Passing extends Undertaking {
	called?: ToolCall;
	/** Whether the client is told of a task in place of waiting. */
	becomesTask: boolean;
	/** To be done when the call is over, however it ends. */
	whenOver: ReadonlyArray<() => void>;
}

type Step = Interceptor<Passing, RequestOutcome>;

/**
 * What a request passes that reads or calls something, in this order. By then it was authenticated
 * (endpoint), its era and session are known (dispatcher), and what it names was found and is permitted
 * (operations). Then it is answered at once, or becomes a call in progress, whose result goes through
 * `CallTerms.complete`: field filter, output schema, size, shape of the era.
 */
const steps: readonly Step[] = [
	hasRoomIfTask,
	keepsWithinLimits,
	inTurnsIfLarge,
	fitsItsSchema,
	inTurnsIfLarge,
	recordsArguments,
];

/** Answers at once, within the limits and with a record. */
export async function answerNow(
	undertaking: Undertaking,
	make: () => JsonObject,
): Promise<RequestOutcome> {
	const pass = compose(steps, async ({ record }) => {
		const result = make();
		record.end(result.isError === true ? 'toolError' : 'ok', result);
		return await Promise.resolve({ kind: 'result', result });
	});
	return await pass({ ...undertaking, becomesTask: false, whenOver: [] });
}

/**
 * Hands the request to a flow, or to a provider. The answer comes when that has ended, or before.
 */
export async function startCall(
	undertaking: Undertaking,
	servedBy: ServedBy,
	called?: ToolCall,
): Promise<RequestOutcome> {
	const pass = compose(steps, async (passing) => await Promise.resolve(begin(passing, servedBy)));
	return await pass({
		...undertaking,
		...(called && { called }),
		becomesTask: false,
		whenOver: [],
	});
}

async function hasRoomIfTask(...[passing, next]: Parameters<Step>): Promise<RequestOutcome> {
	const { called, context, runtime } = passing;
	const execution = (knowsTasks(context) && called?.tool.declaration.execution) || 'call';
	if (execution === 'call') return await next(passing);
	const hasRoom = runtime.calls.hasRoomForTask(holderOf(runtime.id, context.principal));
	if (execution === 'task' && !hasRoom) return refuse(passing, TOO_MANY_TASKS);
	return await next({ ...passing, becomesTask: hasRoom });
}

const TOO_MANY_TASKS = {
	message: 'The server has too many tasks. Nothing ran. Try again when one has expired.',
};

/** Concurrency, rates, repetition. What does not begin within them gives its place back. */
async function keepsWithinLimits(...[passing, next]: Parameters<Step>): Promise<RequestOutcome> {
	const admission = await passing.runtime.policy.admit(passing.attempt);
	if (admission.kind === 'refused') return refuse(passing, admission);
	let begun = false;
	try {
		const outcome = await next({ ...passing, whenOver: [...passing.whenOver, admission.release] });
		begun = outcome.kind === 'started';
		return outcome;
	} finally {
		if (!begun) admission.release();
	}
}

/** A message that takes long to work on is not worked on in one turn of the event loop. */
async function inTurnsIfLarge(...[passing, next]: Parameters<Step>): Promise<RequestOutcome> {
	await turn(passing);
	return await next(passing);
}

async function turn({ context }: Passing): Promise<void> {
	if (context.isLarge) await nextTurn();
}

async function fitsItsSchema(...[passing, next]: Parameters<Step>): Promise<RequestOutcome> {
	const misfit = passing.called?.findMisfit();
	if (misfit === undefined) return await next(passing);
	await turn(passing);
	const result = { ...toolError(misfit) };
	passing.record.end('toolError', result);
	return { kind: 'result', result };
}

/** As the flow gets them: it may change them later. */
async function recordsArguments(...[passing, next]: Parameters<Step>): Promise<RequestOutcome> {
	passing.record.begin();
	return await next(passing);
}

/** The registry, the time-out and the client's going away; then the flow over the bus, or the provider. */
function begin(passing: Passing, servedBy: ServedBy): RequestOutcome {
	const { runtime, context, record, called, becomesTask, whenOver } = passing;
	const target = servedBy.kind === 'inProcess' ? { kind: servedBy.kind } : servedBy;
	const terms = termsOf(passing, target, called?.tool);
	const ended = new AbortController();
	const call = runtime.calls.begin(terms, context.sink, (outcome, result, { executionId }) => {
		for (const act of whenOver) act();
		ended.abort(ENDED);
		if (called?.approved) runtime.proposals.end(called.approved, result);
		record.end(outcome, result, executionId);
	});
	// Its client has gone away: what would begin now, nobody waits for.
	if (call.isOver) return { kind: 'started' };
	const serve = () => {
		if (servedBy.kind !== 'inProcess') return runtime.start(call);
		const { workflow, report } = runtime;
		void serveInProcess(call, servedBy.serve, { workflow, signal: ended.signal, report });
	};
	const approval = called?.approved ? undefined : called?.tool.declaration.approval;
	if (!approval) serve();
	else {
		void askFirst(call, approval, passing).then((mayBegin) => {
			if (mayBegin && !call.isOver) serve();
		});
	}
	if (becomesTask) call.becomeTask(runtime.limits.taskTtlMs);
	return { kind: 'started' };
}

/** A refused call of a tool is a result, so that the model reads when to come back. */
function refuse(
	{ attempt, record }: Undertaking,
	{ message, retryAfterMs }: { message: string; retryAfterMs?: number },
): RequestOutcome {
	record.end('refused');
	if (attempt.kind === 'tool') return { kind: 'result', result: { ...toolError(message) } };
	const data = retryAfterMs === undefined ? undefined : { retryAfterMs };
	throw new ProtocolError(ErrorCode.refused, message, 200, data);
}
