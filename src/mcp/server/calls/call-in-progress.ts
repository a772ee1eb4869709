import { Asking } from './asking';
import type { CallPorts } from './call-ports';
import type { CallTerms } from './call-terms';
import type { CheckedCall } from './checked-call';
import { resultChannel, streamChannel, taskChannel } from './question-channels';
import { requireAskable, supportedQuestions } from './questions';
import type { OutgoingMessage, ReplySink } from './reply-sink';
import { toolError } from './tool-result';
import {
	LOG_LEVELS,
	type AskOutcome,
	type Change,
	type LogLevel,
	type Progress,
	type Question,
} from '../../bus/live-call';
import {
	errorMessage,
	resultMessage,
	type JsonObject,
	type RequestId,
} from '../../protocol/json-rpc';
import { ErrorCode, ProtocolError } from '../../protocol/protocol-error';
import type { Task } from '../tasks/task';

/** How a call ended, for the audit. */
export type CallEnd = 'ok' | 'toolError' | 'protocolError' | 'cancelled' | 'timedOut';

/** The request with which a client of the modern era comes back to a call. */
export interface Retry extends Pick<CallTerms, 'progressToken' | 'logLevel'> {
	sink: ReplySink;
	requestId: RequestId;
}

/**
 * One call from its beginning to its answer. It outlives the HTTP response that it came with: a
 * question of the modern era ends that response, and the client's retry brings the next; a task has
 * none at all. Answered exactly once.
 */
export class CallInProgress {
	/** Which execution serves it, once one does. */
	executionId?: string;
	private readonly abort = new AbortController();
	private readonly asking: Asking;
	private task?: Task;
	private stopTimer: () => void = () => undefined;
	/** What is left of its time, but for what the running timer has taken since `timedFrom`. */
	private leftMs: number;
	private timedFrom?: number;
	private over = false;

	constructor(
		readonly id: string,
		readonly terms: CallTerms,
		private sink: ReplySink | undefined,
		private readonly ports: CallPorts,
	) {
		this.asking = new Asking(terms.givenAnswers, {
			schedule: ports.schedule,
			checkFirst: (questions) => this.checkBeforeAsking(questions),
			openChannel: () => this.openChannel(),
			pause: () => this.pauseTimer(),
			resume: () => this.startTimer(),
		});
		this.leftMs = terms.timeoutMs;
	}

	/** Its time begins. A client that has gone away meanwhile is noticed here. */
	open(): void {
		this.startTimer();
		this.watch(this.sink);
	}

	get cancelled(): AbortSignal {
		return this.abort.signal;
	}

	get supportedQuestions(): ReadonlySet<Question['method']> {
		const { call, askable } = this.terms;
		return supportedQuestions(call.kind === 'completion' ? new Set() : askable);
	}

	/** Answered, cancelled or out of time. */
	get isOver(): boolean {
		return this.over;
	}

	/** Which of the flow's questions are open: an answer to earlier ones must not answer these. */
	get round(): number {
		return this.asking.round;
	}

	/** Whether the client may come back with answers. */
	get waitsForClient(): boolean {
		return this.asking.isOpen && !this.over;
	}

	reportProgress({ progress, total, message }: Progress): void {
		const { progressToken } = this.terms;
		if (this.over) return;
		if (this.task) {
			if (message !== undefined) this.task.describe(message);
			return;
		}
		if (progressToken === undefined) return;
		const extras = {
			...(total === undefined ? {} : { total }),
			...(message === undefined ? {} : { message }),
		};
		this.notify('notifications/progress', { progressToken, progress, ...extras });
	}

	log(level: LogLevel, data: unknown, logger?: string): void {
		const { logLevel } = this.terms;
		if (this.over || logLevel === undefined) return;
		if (LOG_LEVELS.indexOf(level) < LOG_LEVELS.indexOf(logLevel)) return;
		this.notify('notifications/message', { level, data, ...(logger ? { logger } : {}) });
	}

	announce(change: Change): void {
		this.ports.announce(this.terms.server, change);
	}

	async ask(
		questions: Record<string, Question>,
		timeoutMs: number,
		signal?: AbortSignal,
	): Promise<AskOutcome> {
		return await this.asking.ask(questions, timeoutMs, signal);
	}

	respond(result: JsonObject): boolean {
		if (this.over) return false;
		try {
			this.finish(this.terms.complete(result));
		} catch (error) {
			this.fail(error instanceof ProtocolError ? error : unsendable(error));
		}
		return true;
	}

	fail(error: ProtocolError): boolean {
		if (this.over) return false;
		this.end('protocolError');
		if (this.task) this.task.fail(error);
		else this.sink?.finish(error.httpStatus, errorMessage(this.terms.call.requestId, error));
		return true;
	}

	becomeTask(ttlMs: number): boolean {
		if (this.over || this.task || this.terms.tasks === 'unknown' || !this.sink) return false;
		const task = this.ports.createTask(this, ttlMs);
		if (!task) return false;
		this.task = task;
		this.pauseTimer();
		const { sink, terms } = this;
		this.sink = undefined;
		const result = terms.identify({ resultType: 'task', ...task.describeState() });
		sink.finish(200, resultMessage(terms.call.requestId, result));
		return true;
	}

	/** Ends the call because the client wants no answer any more. The flow is told by `cancelled`. */
	cancel(): void {
		if (this.over) return;
		this.abort.abort();
		this.end('cancelled');
		this.task?.cancel();
		this.sink?.abandon();
	}

	/** Who ran its flow has ended, and nobody knows how far the flow had come. */
	lose(): void {
		if (this.over) return;
		const { call } = this.terms;
		const message = `The n8n worker that ran ${call.name} has ended (execution ${this.executionId ?? 'unknown'}). It may have done a part of its work. Check what it did before you call it again.`;
		if (call.kind === 'tool') this.finish(this.terms.complete(toolError(message)));
		else this.fail(new ProtocolError(ErrorCode.internalError, message));
	}

	/** The client came back with answers: in the modern era by a retry, or by an update of its task. */
	answer(answers: JsonObject, retry?: Retry): void {
		if (retry) {
			const { terms } = this;
			this.sink = retry.sink;
			terms.call.requestId = retry.requestId;
			terms.progressToken = retry.progressToken;
			terms.logLevel = retry.logLevel;
			this.watch(retry.sink);
		}
		this.asking.answer(answers);
	}

	private finish(result: JsonObject): void {
		this.end(result.isError === true ? 'toolError' : 'ok', result);
		if (this.task) this.task.complete(result);
		else this.sink?.finish(200, resultMessage(this.terms.call.requestId, result));
	}

	/** A call whose client cannot be asked this is answered with that. */
	private checkBeforeAsking(questions: Record<string, Question>): AskOutcome | undefined {
		if (this.over) return this.outcomeOfEnd();
		const { call, askable } = this.terms;
		try {
			if (call.kind === 'completion') throw askedByCompletion();
			requireAskable(questions, askable);
			if (call.era === 'legacy' && !this.sink?.streams) {
				throw new ProtocolError(
					ErrorCode.invalidRequest,
					'The client must accept text/event-stream to receive questions',
				);
			}
		} catch (error) {
			if (error instanceof ProtocolError) this.fail(error);
			throw error;
		}
		return undefined;
	}

	private openChannel() {
		if (this.task) return taskChannel(this.task);
		const { sink } = this;
		if (!sink) return undefined;
		if (this.terms.call.era === 'modern') {
			return resultChannel((questions) => this.returnQuestions(questions));
		}
		return streamChannel({
			send: (message) => sink.send(message),
			expectResponse: (react) => this.ports.expectResponse(this, react),
			answered: (key, answer) => this.asking.answerOne(key, answer),
		});
	}

	private returnQuestions(questions: Record<string, Question>): void {
		const { sink } = this;
		this.sink = undefined;
		const result = this.ports.inputRequired(this, questions);
		sink?.finish(200, resultMessage(this.terms.call.requestId, result));
	}

	private startTimer(): void {
		if (this.task || this.over) return;
		this.timedFrom = this.ports.now();
		this.stopTimer = this.ports.schedule(this.leftMs, () => this.timeOut(this.terms.timeoutMs));
	}

	private pauseTimer(): void {
		this.stopTimer();
		if (this.timedFrom === undefined) return;
		this.leftMs = Math.max(0, this.leftMs - (this.ports.now() - this.timedFrom));
		this.timedFrom = undefined;
	}

	private timeOut(timeoutMs: number): void {
		if (this.over) return;
		const { call } = this.terms;
		const message = describeTimeout(call, timeoutMs / 1000, this.executionId);
		this.end('timedOut');
		this.sink?.finish(
			200,
			call.kind === 'tool'
				? resultMessage(call.requestId, this.terms.complete(toolError(message)))
				: errorMessage(call.requestId, new ProtocolError(ErrorCode.internalError, message)),
		);
	}

	/** A client of the modern era that goes away has cancelled; one of the legacy era has not. */
	private watch(sink: ReplySink | undefined): void {
		sink?.onGone(() => {
			if (this.sink === sink && this.terms.call.era === 'modern') this.cancel();
		});
	}

	private notify(method: string, params: JsonObject): void {
		const message: OutgoingMessage = { jsonrpc: '2.0', method, params };
		this.sink?.send(message);
	}

	private outcomeOfEnd(): AskOutcome {
		return { kind: this.abort.signal.aborted ? 'cancelled' : 'timedOut' };
	}

	private end(how: CallEnd, result?: JsonObject): void {
		this.over = true;
		this.stopTimer();
		// Before the answer: after it the stream is closed.
		this.asking.stop(this.outcomeOfEnd());
		this.ports.ended(this, how, result);
	}
}

/** A flow that has not begun by then will not: its execution ends before the first node. */
function describeTimeout(
	{ name, target }: Pick<CheckedCall, 'name' | 'target'>,
	seconds: number,
	executionId: string | undefined,
): string {
	if (target.kind === 'inProcess') {
		return `${name} did not answer within ${seconds} seconds, and was told to stop.`;
	}
	return executionId === undefined
		? `n8n did not start the workflow for ${name} within ${seconds} seconds. Nothing ran, and this call will not run later. Try again when fewer executions are running.`
		: `The workflow for ${name} did not answer within ${seconds} seconds (execution ${executionId}). It may still be running. Check what it did before you call it again.`;
}

/**
 * Only calls of tools and reads of resources and prompts may be answered with questions
 * (specification 2026-07-28, Multi Round-Trip Requests, Supported Requests). The legacy era has no
 * such list, but a form that opens while a user types into another helps nobody. The code is the one
 * that the specification has for a completion that fails (Completion, Error Handling).
 */
function askedByCompletion(): ProtocolError {
	return new ProtocolError(
		ErrorCode.internalError,
		'Internal error: a completion cannot ask the client, only tools, resources and prompts can',
	);
}

/** Flows can make what is no JSON. */
function unsendable(error: unknown): ProtocolError {
	const reason = error instanceof Error ? error.message : String(error);
	return new ProtocolError(
		ErrorCode.internalError,
		`The result of the workflow cannot be sent: ${reason}`,
	);
}
