import type { CallPorts, Schedule } from './call-ports';
import { CallInProgress, type CallEnd, type Retry } from './call-in-progress';
import type { Calls, EndListener, ExpectedRequest, TaskRequest } from './calls';
import { remoteEndOf } from './remote-end';
import type { CallTerms } from './call-terms';
import type { ExpectedResponse } from './question-channels';
import type { ReplySink } from './reply-sink';
import type { CallBus } from '../../bus/call-bus';
import type { LiveCall, Question } from '../../bus/live-call';
import type { JsonObject, RequestId } from '../../protocol/json-rpc';
import { principalId, type Principal } from '../principal';
import type { TokenSigner } from '../signed-token';
import type { Subscriptions } from '../subscriptions/subscriptions';
import { TASK_OPERATIONS } from '../tasks/task-operations';
import { TaskStore } from '../tasks/task-store';

export interface CallsPorts {
	schedule: Schedule;
	createId: () => string;
	now: () => number;
	signer: TokenSigner;
	subscriptions: Pick<Subscriptions, 'announce'>;
}

interface OpenRequest {
	call: CallInProgress;
	react: (response: unknown) => void;
}

/** A question that waits longer than this cannot be answered any more. */
const REQUEST_STATE_MS = 60 * 60 * 1000;

/** The calls under way in this process, their questions to clients, and the tasks they became. */
export class CallsInProcess implements Calls, CallBus {
	private readonly calls = new Map<string, CallInProgress>();
	private readonly byRequest = new Map<string, CallInProgress>();
	private readonly byExecution = new Map<string, CallInProgress>();
	private readonly openRequests = new Map<string, OpenRequest>();
	private readonly tasks: TaskStore;
	private readonly endListeners = new Map<string, EndListener>();
	private readonly callPorts: CallPorts;
	/** Hears of every call that ended. */
	onEnded: (call: CallInProgress) => void = () => undefined;

	constructor(private readonly ports: CallsPorts) {
		this.tasks = new TaskStore(ports);
		this.callPorts = {
			schedule: ports.schedule,
			now: ports.now,
			announce: (server, change) => ports.subscriptions.announce(server, change),
			expectResponse: (call, react) => this.expectResponse(call, react),
			inputRequired: (call, questions) => this.inputRequired(call, questions),
			createTask: (call, ttlMs) => this.tasks.create(call, holderOfCall(call), ttlMs),
			ended: (call, how, result) => this.ended(call, how, result),
		};
	}

	get size(): number {
		return this.calls.size;
	}

	begin(terms: CallTerms, sink: ReplySink, onEnd: EndListener): CallInProgress {
		const id = this.ports.createId();
		const call = new CallInProgress(id, terms, sink, this.callPorts);
		this.calls.set(id, call);
		this.endListeners.set(id, onEnd);
		const key = requestKey(terms.session, terms.call.requestId);
		if (key !== undefined) this.byRequest.set(key, call);
		call.open();
		return call;
	}

	take(callId: string, executionId: string): Promise<LiveCall | undefined> {
		const call = this.calls.get(callId);
		if (call) this.bind(call, executionId);
		return Promise.resolve(call && remoteEndOf(call));
	}

	/** From now on an execution serves it. */
	bind(call: CallInProgress, executionId: string): void {
		call.executionId = executionId;
		this.byExecution.set(executionId, call);
	}

	ofExecution(executionId: string): Promise<LiveCall | undefined> {
		const call = this.byExecution.get(executionId);
		return Promise.resolve(call && remoteEndOf(call));
	}

	find(id: string): CallInProgress | undefined {
		return this.calls.get(id);
	}

	findByRequest(session: string, requestId: RequestId): CallInProgress | undefined {
		return this.byRequest.get(requestKey(session, requestId) ?? '');
	}

	deliver(
		id: RequestId,
		result: unknown,
		holder: string,
		session: string | undefined,
	): Promise<void> {
		const request = this.openRequests.get(String(id));
		if (
			request &&
			holderOfCall(request.call) === holder &&
			request.call.terms.session === session
		) {
			this.openRequests.delete(String(id));
			request.react(result);
		}
		return Promise.resolve();
	}

	cancelRequest(session: string, requestId: RequestId): void {
		this.findByRequest(session, requestId)?.cancel();
	}

	resume(
		state: string,
		expected: ExpectedRequest,
		answers: JsonObject,
		retry: Retry,
	): Promise<boolean> {
		const call = this.findByState(state, expected);
		call?.answer(answers, retry);
		return Promise.resolve(call !== undefined);
	}

	/** The call that a `requestState` of ours belongs to, whatever became of it. */
	callOfState(state: string): string | undefined {
		const id = this.ports.signer.verify('requestState', state)?.call;
		return typeof id === 'string' ? id : undefined;
	}

	task({ method, taskId, holder, inputResponses }: TaskRequest): Promise<JsonObject | undefined> {
		const stored = this.tasks.find(taskId, holder);
		return Promise.resolve(stored && TASK_OPERATIONS[method](stored, inputResponses));
	}

	hasRoomForTask(holder: string): boolean {
		return this.tasks.hasRoom(holder);
	}

	/** Undefined if it is not ours or too old. */
	private findByState(
		state: string,
		{ method, name, holder }: ExpectedRequest,
	): CallInProgress | undefined {
		const content = this.ports.signer.verify('requestState', state);
		if (!content || content.method !== method || content.name !== name) return undefined;
		if (content.holder !== holder) return undefined;
		const call = this.calls.get(String(content.call));
		return call?.waitsForClient && call.round === content.round ? call : undefined;
	}

	private expectResponse(call: CallInProgress, react: (result: unknown) => void): ExpectedResponse {
		const id = this.ports.createId();
		this.openRequests.set(id, { call, react });
		return { id, forget: () => this.openRequests.delete(id) };
	}

	private inputRequired(call: CallInProgress, questions: Record<string, Question>): JsonObject {
		const { terms, id } = call;
		const content = {
			call: id,
			method: METHOD_OF_KIND[terms.call.kind],
			name: terms.call.name,
			holder: holderOfCall(call),
			round: call.round,
			// No two states are the same, also within a round.
			nonce: this.ports.createId(),
		};
		const expiresAt = this.ports.now() + REQUEST_STATE_MS;
		return terms.identify({
			resultType: 'input_required',
			inputRequests: questions,
			requestState: this.ports.signer.sign('requestState', content, expiresAt),
		});
	}

	private ended(call: CallInProgress, how: CallEnd, result?: JsonObject): void {
		this.calls.delete(call.id);
		if (call.executionId !== undefined) this.byExecution.delete(call.executionId);
		const key = requestKey(call.terms.session, call.terms.call.requestId);
		if (key !== undefined && this.byRequest.get(key) === call) this.byRequest.delete(key);
		const listener = this.endListeners.get(call.id);
		this.endListeners.delete(call.id);
		listener?.(how, result, call);
		this.onEnded(call);
	}
}

const METHOD_OF_KIND = {
	tool: 'tools/call',
	resource: 'resources/read',
	prompt: 'prompts/get',
	completion: 'completion/complete',
} as const;

/** Whose a call is: answers and questions about it are taken from nobody else. */
export function holderOf(server: string, principal: Principal): string {
	return JSON.stringify([server, principalId(principal)]);
}

function holderOfCall({ terms }: CallInProgress): string {
	return holderOf(terms.server, terms.call.principal);
}

function requestKey(session: string | undefined, requestId: RequestId): string | undefined {
	return session === undefined ? undefined : JSON.stringify([session, requestId]);
}
