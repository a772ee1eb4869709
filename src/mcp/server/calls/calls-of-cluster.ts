import type { CallInProgress, Retry } from './call-in-progress';
import type { Calls, EndListener, ExpectedRequest, TaskRequest } from './calls';
import type { CallsInProcess } from './calls-in-process';
import { GivenOutCalls } from './given-out-calls';
import { HeldResponses } from './held-responses';
import type { CallTerms } from './call-terms';
import type { ReplySink } from './reply-sink';
import type { CallBus } from '../../bus/call-bus';
import type { LiveCall } from '../../bus/live-call';
import { ownerOf, PostError, type Post } from '../../bus/post';
import { RemoteCall, type TakenCall } from '../../bus/remote-call';
import type { WrittenError } from '../../bus/written-error';
import type { AskOutcome } from '../../bus/live-call';
import type { JsonObject, RequestId } from '../../protocol/json-rpc';
import { ErrorCode, ProtocolError } from '../../protocol/protocol-error';

export interface ClusterPorts {
	post: Post;
	createId(this: void): string;
	report(this: void, message: string): void;
}

/** For a client's words to reach the process that waits for them. */
const FORWARD_PATIENCE_MS = 15_000;
/** For an execution to find the call that it was started for. */
const TAKE_PATIENCE_MS = 20_000;

/**
 * The calls of all processes of one n8n. The process that got a request owns its call; ids tell which
 * that is. What a client or a flow says of a call elsewhere is passed on to its owner.
 */
export class CallsOfCluster implements Calls, CallBus {
	/** Of other processes, whose flows run here. */
	private readonly remote = new Map<string, RemoteCall>();
	private readonly byExecution = new Map<string, RemoteCall>();
	private readonly responses: HeldResponses;

	constructor(
		private readonly local: CallsInProcess,
		private readonly ports: ClusterPorts,
	) {
		const { post } = ports;
		new GivenOutCalls(local, ports);
		this.responses = new HeldResponses(local, ports);
		post.handle('call.over', ({ call, cancelled }) =>
			this.remote.get(String(call))?.end(cancelled === true ? 'cancelled' : 'answered'),
		);
		post.handle('call.asked', ({ call, question, ...settled }) =>
			this.remote
				.get(String(call))
				?.settle(String(question), settled as { outcome?: AskOutcome; error?: WrittenError }),
		);
		post.handle('calls.deliver', async ({ id, result, holder, session }) => {
			await local.deliver(String(id), result, String(holder), session as string | undefined);
			return true;
		});
		post.handle('calls.cancel', ({ session, requestId }) =>
			local.cancelRequest(String(session), requestId as RequestId),
		);
		post.handle('calls.task', async (message) => ({
			state: await local.task(message.request as TaskRequest),
		}));
	}

	get size(): number {
		return this.local.size;
	}

	begin(terms: CallTerms, sink: ReplySink, onEnd: EndListener): CallInProgress {
		return this.local.begin(terms, sink, onEnd);
	}

	findByRequest(session: string, requestId: RequestId): CallInProgress | undefined {
		return this.local.findByRequest(session, requestId);
	}

	hasRoomForTask(holder: string): boolean {
		return this.local.hasRoomForTask(holder);
	}

	async take(callId: string, executionId: string): Promise<LiveCall | undefined> {
		const owner = this.elsewhere(callId);
		if (owner === undefined) return await this.local.take(callId, executionId);
		const { post, createId, report } = this.ports;
		const taken = await this.takeFrom(owner, { kind: 'call.take', call: callId, executionId });
		if (!taken) return undefined;
		const over = () => {
			this.remote.delete(callId);
			this.byExecution.delete(executionId);
		};
		const call = new RemoteCall(callId, owner, taken, { post, createId, report, over });
		this.remote.set(callId, call);
		this.byExecution.set(executionId, call);
		return call;
	}

	async ofExecution(executionId: string): Promise<LiveCall | undefined> {
		return this.byExecution.get(executionId) ?? (await this.local.ofExecution(executionId));
	}

	async deliver(
		id: RequestId,
		result: unknown,
		holder: string,
		session: string | undefined,
	): Promise<void> {
		const owner = this.elsewhere(String(id));
		if (owner === undefined) return await this.local.deliver(id, result, holder, session);
		const message = { kind: 'calls.deliver', id, result, holder, ...(session && { session }) };
		await this.passOn(owner, message);
	}

	cancelRequest(session: string, requestId: RequestId): void {
		if (this.local.findByRequest(session, requestId)) this.local.cancelRequest(session, requestId);
		// Its number alone does not tell who got it.
		else this.ports.post.tellAll({ kind: 'calls.cancel', session, requestId });
	}

	async resume(
		state: string,
		expected: ExpectedRequest,
		answers: JsonObject,
		retry: Retry,
	): Promise<boolean> {
		const owner = this.elsewhere(this.local.callOfState(state) ?? '');
		if (owner === undefined) return await this.local.resume(state, expected, answers, retry);
		return await this.responses.handOver(owner, state, expected, answers, retry);
	}

	async task(request: TaskRequest): Promise<JsonObject | undefined> {
		const owner = this.elsewhere(request.taskId);
		if (owner === undefined) return await this.local.task(request);
		const answer = await this.passOn(owner, { kind: 'calls.task', request: { ...request } });
		return (answer as { state?: JsonObject } | undefined)?.state;
	}

	private elsewhere(id: string): string | undefined {
		const owner = ownerOf(id);
		return owner === this.ports.post.self ? undefined : owner;
	}

	/** @returns undefined if its owner is gone: nobody waits for the result of this execution */
	private async takeFrom(
		owner: string,
		message: { kind: string } & JsonObject,
	): Promise<TakenCall | undefined> {
		try {
			return (await this.ports.post.ask(owner, message, TAKE_PATIENCE_MS)) as TakenCall | undefined;
		} catch (error) {
			if (!(error instanceof PostError)) throw error;
			this.ports.report(`An execution was stopped: ${error.message}`);
			return undefined;
		}
	}

	private async passOn(owner: string, message: { kind: string } & JsonObject): Promise<unknown> {
		try {
			return await this.ports.post.ask(owner, message, FORWARD_PATIENCE_MS);
		} catch (error) {
			if (!(error instanceof PostError)) throw error;
			throw unreachable();
		}
	}
}

/** The client may come again: what it wanted to say was not taken. */
export function unreachable(): ProtocolError {
	return new ProtocolError(
		ErrorCode.internalError,
		'The n8n process that holds this call cannot be reached. If it was restarted, the call is lost; check what it did before you call it again.',
		503,
	);
}
