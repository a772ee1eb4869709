import type { CallPorts } from './call-ports';
import type { CallTerms } from './call-terms';
import {
	isUsableAnswer,
	pickAnswers,
	requireAskable,
	supportedQuestions,
	unanswered,
} from './questions';
import type { OutgoingMessage, ReplySink } from './reply-sink';
import { toolError } from './tool-result';
import {
	LOG_LEVELS,
	type Answers,
	type AskOutcome,
	type Change,
	type LiveCall,
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

interface OpenQuestions {
	questions: Record<string, Question>;
	answers: Answers;
	settle(outcome: AskOutcome): void;
}

/**
 * One call from its beginning to its answer. It outlives the HTTP response that it came with: a
 * question of the modern era ends that response, and the client's retry brings the next; a task has
 * none at all. Answered exactly once.
 */
export class CallInProgress implements LiveCall {
	executionId?: string;
	/** Which of the flow's questions are open: an answer to earlier ones must not answer these. */
	round = 0;
	private readonly abort = new AbortController();
	private given: JsonObject;
	private open?: OpenQuestions;
	/** Settled when nothing is asked: questions are put one round after the other. */
	private asking: Promise<unknown> = Promise.resolve();
	private task?: Task;
	private stopTimer: () => void = () => undefined;
	private over = false;

	constructor(
		readonly id: string,
		readonly terms: CallTerms,
		private sink: ReplySink | undefined,
		private readonly ports: CallPorts,
	) {
		this.given = terms.givenAnswers;
		this.startTimer();
		this.watch(sink);
	}

	get cancelled(): AbortSignal {
		return this.abort.signal;
	}

	get supportedQuestions(): ReadonlySet<Question['method']> {
		return supportedQuestions(this.terms.askable);
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

	async ask(questions: Record<string, Question>, timeoutMs: number): Promise<AskOutcome> {
		const asking = this.asking.then(async () => await this.askNow(questions, timeoutMs));
		this.asking = asking.catch(() => undefined); // Who asked hears of it; the next may ask.
		return await asking;
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
		this.task = task;
		this.stopTimer();
		const { requestId } = this.terms.call;
		const sink = this.sink;
		this.sink = undefined;
		sink.finish(200, resultMessage(requestId, this.ports.taskResult(task, this.terms)));
		return true;
	}

	/** Ends the call because the client wants no answer any more. The flow is told by `cancelled`. */
	cancel(): void {
		if (this.over) return;
		this.end('cancelled');
		this.abort.abort();
		this.task?.cancel();
		this.open?.settle({ kind: 'cancelled' });
		this.sink?.abandon();
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
		if (!this.open) return;
		const { questions } = this.open;
		Object.assign(this.open.answers, pickAnswers(questions, answers));
		const left = unanswered(questions, this.open.answers);
		if (Object.keys(left).length === 0) {
			this.open.settle(outcomeOf(questions, this.open.answers));
		} else if (this.task) this.task.requireInput(left);
		else if (this.terms.call.era === 'modern') this.returnQuestions(left);
	}

	/** Whether the client may come back: its questions are open, or it holds a task. */
	get waitsForClient(): boolean {
		return this.open !== undefined && !this.over;
	}

	private finish(result: JsonObject): void {
		this.end(result.isError === true ? 'toolError' : 'ok', result);
		if (this.task) this.task.complete(result);
		else this.sink?.finish(200, resultMessage(this.terms.call.requestId, result));
	}

	private async askNow(
		questions: Record<string, Question>,
		timeoutMs: number,
	): Promise<AskOutcome> {
		if (this.over) return { kind: this.abort.signal.aborted ? 'cancelled' : 'timedOut' };
		this.requireCapabilities(questions);
		const answers = this.takeGiven(questions);
		if (Object.keys(unanswered(questions, answers)).length === 0) {
			return outcomeOf(questions, answers);
		}
		// Earlier questions timed out, and the client has not come back since.
		if (!this.task && !this.sink) return { kind: 'timedOut' };
		this.stopTimer();
		const outcome = await this.putQuestions(questions, answers, timeoutMs);
		if (!this.over) this.startTimer();
		return outcome;
	}

	/** Answers that came with the request itself; each answers one question only. */
	private takeGiven(questions: Record<string, Question>): Answers {
		const answers = pickAnswers(questions, this.given);
		const left = Object.entries(this.given).filter(([key]) => !Object.hasOwn(answers, key));
		this.given = Object.fromEntries(left);
		return answers;
	}

	private async putQuestions(
		questions: Record<string, Question>,
		answers: Answers,
		timeoutMs: number,
	): Promise<AskOutcome> {
		this.round += 1;
		return await new Promise((resolve) => {
			const stop = this.ports.schedule(timeoutMs, () => this.open?.settle({ kind: 'timedOut' }));
			this.open = {
				questions,
				answers,
				settle: (outcome) => {
					stop();
					this.open = undefined;
					this.task?.resume();
					resolve(outcome);
				},
			};
			const left = unanswered(questions, answers);
			if (this.task) this.task.requireInput(left);
			else if (this.terms.call.era === 'modern') this.returnQuestions(left);
			else this.pushQuestions(left);
		});
	}

	/** Modern era: the response ends with the questions, and the client retries with answers. */
	private returnQuestions(questions: Record<string, Question>): void {
		const { sink } = this;
		this.sink = undefined;
		const result = this.ports.inputRequired(this, questions);
		sink?.finish(200, resultMessage(this.terms.call.requestId, result));
	}

	/** Legacy era: each question is a request on the open stream, under an id nobody can guess. */
	private pushQuestions(questions: Record<string, Question>): void {
		const { round } = this;
		for (const [key, question] of Object.entries(questions)) {
			const { method, params } = question;
			const id = this.ports.expectResponse(this, (response) => {
				if (this.round !== round) return;
				if (isUsableAnswer(question, response)) this.answer({ [key]: response });
				else this.open?.settle({ kind: 'cancelled' });
			});
			this.sink?.send({ jsonrpc: '2.0', id, method, params });
		}
	}

	private requireCapabilities(questions: Record<string, Question>): void {
		try {
			requireAskable(questions, this.terms.askable);
			if (this.terms.call.era === 'legacy' && !this.sink?.streams) {
				throw new ProtocolError(
					ErrorCode.invalidRequest,
					'The client must accept text/event-stream to be asked',
				);
			}
		} catch (error) {
			if (error instanceof ProtocolError) this.fail(error);
			throw error;
		}
	}

	private startTimer(): void {
		if (this.task) return;
		const { timeoutMs } = this.terms;
		this.stopTimer = this.ports.schedule(timeoutMs, () => this.timeOut(timeoutMs));
	}

	private timeOut(timeoutMs: number): void {
		if (this.over) return;
		const { call } = this.terms;
		const execution =
			this.executionId === undefined ? 'it has not started yet' : `execution ${this.executionId}`;
		const message =
			`The flow of ${call.name} did not answer within ${timeoutMs / 1000} seconds (${execution}). ` +
			'It may still be running: check what it did before you call it again.';
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

	private end(how: CallEnd, result?: JsonObject): void {
		this.over = true;
		this.stopTimer();
		this.ports.ended(this, how, result);
	}
}

/** Flows can make what is no JSON. */
function unsendable(error: unknown): ProtocolError {
	const reason = error instanceof Error ? error.message : String(error);
	return new ProtocolError(
		ErrorCode.internalError,
		`The result of the flow cannot be sent: ${reason}`,
	);
}

function outcomeOf(questions: Record<string, Question>, answers: Answers): AskOutcome {
	const actions = Object.entries(questions)
		.filter(([, { method }]) => method === 'elicitation/create')
		.map(([key]) => answers[key]?.action);
	if (actions.includes('cancel')) return { kind: 'cancelled' };
	if (actions.includes('decline')) return { kind: 'declined', answers };
	return { kind: 'answered', answers };
}
