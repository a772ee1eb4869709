import type { CallInProgress } from './call-in-progress';
import type { CallsInProcess } from './calls-in-process';
import type { ClusterPorts } from './calls-of-cluster';
import type { Change, LogLevel, Progress, Question } from '../../bus/live-call';
import type { PostMessage } from '../../bus/post';
import type { TakenCall } from '../../bus/remote-call';
import { readError, writeError, type WrittenError } from '../../bus/written-error';
import type { JsonObject } from '../../protocol/json-rpc';
import { ProtocolError } from '../../protocol/protocol-error';

/** Who runs the flow of a call. */
interface Runner {
	process: string;
	unwatch: () => void;
	/** It answers the call itself, and needs not to be told that it is over. */
	hasAnswered: boolean;
}

/** Calls of this process whose flows run in others: what these say of them, and what they are told. */
export class GivenOutCalls {
	private readonly runners = new Map<string, Runner>();
	/** What withdraws a question that a flow asks. */
	private readonly questions = new Map<string, AbortController>();

	constructor(
		private readonly calls: CallsInProcess,
		private readonly ports: ClusterPorts,
	) {
		const { post } = ports;
		calls.onEnded = (call) => this.ended(call);
		post.handle('call.take', ({ call, executionId }, from) =>
			this.giveOut(String(call), String(executionId), from),
		);
		this.on('call.progress', (call, { progress }) => call.reportProgress(progress as Progress));
		this.on('call.log', (call, { level, data, logger }) =>
			call.log(level as LogLevel, data, logger as string | undefined),
		);
		this.on('call.announce', (call, message) => call.announce(changeIn(message)));
		this.on('call.becomeTask', (call, { ttlMs }) => call.becomeTask(Number(ttlMs)));
		this.on('call.respond', (call, { result }, runner) => {
			runner.hasAnswered = true;
			return call.respond(result as JsonObject);
		});
		this.on('call.fail', (call, { error }, runner) => {
			runner.hasAnswered = true;
			return call.fail(readError(error as WrittenError));
		});
		post.handle('call.ask', (message, from) => this.ask(message, from));
		post.handle('call.withdraw', ({ question }) => this.questions.get(String(question))?.abort());
	}

	/** What is said of a call by who runs its flow; of one that is over, nothing is heard. */
	private on(
		kind: string,
		react: (call: CallInProgress, message: PostMessage, runner: Runner) => boolean | void,
	): void {
		this.ports.post.handle(kind, (message, from) => {
			const id = String(message.call);
			const call = this.calls.find(id);
			const runner = this.runners.get(id);
			if (!call || runner?.process !== from) return false;
			return react(call, message, runner) ?? undefined;
		});
	}

	/**
	 * Only one execution serves a call, once: one that n8n starts again, because it lost sight of the
	 * worker, would do everything a second time.
	 */
	private giveOut(id: string, executionId: string, to: string): JsonObject | undefined {
		const call = this.calls.find(id);
		if (!call || this.runners.has(id)) return undefined;
		this.calls.bind(call, executionId);
		const unwatch = this.ports.post.watch(to, () => call.lose());
		this.runners.set(id, { process: to, unwatch, hasAnswered: false });
		const supportedQuestions = [...call.supportedQuestions];
		return { server: call.terms.server, supportedQuestions } satisfies TakenCall;
	}

	private ended({ id, cancelled }: CallInProgress): void {
		const runner = this.runners.get(id);
		if (!runner) return;
		this.runners.delete(id);
		runner.unwatch();
		if (runner.hasAnswered) return;
		const over = { kind: 'call.over', call: id, cancelled: cancelled.aborted };
		// A worker that cannot be told stops by itself, or is answered that the call is over.
		this.ports.post.ask(runner.process, over).catch((error: unknown) => {
			this.ports.report(`A worker was not told that its call is over: ${String(error)}`);
		});
	}

	/** The answer takes as long as people do, and is sent by itself. */
	private ask({ call: id, question, questions, timeoutMs }: PostMessage, from: string): true {
		void this.outcomeOf(String(id), String(question), questions, Number(timeoutMs))
			.then(async (settled) => {
				const asked = { kind: 'call.asked', call: id, question, ...settled };
				await this.ports.post.ask(from, asked);
			})
			.catch((error: unknown) =>
				this.ports.report(`An answer did not reach a flow: ${String(error)}`),
			);
		return true;
	}

	private async outcomeOf(
		id: string,
		question: string,
		questions: unknown,
		timeoutMs: number,
	): Promise<JsonObject> {
		const call = this.calls.find(id);
		if (!call) return { outcome: { kind: 'timedOut' } };
		const withdrawn = new AbortController();
		this.questions.set(question, withdrawn);
		try {
			const asked = questions as Record<string, Question>;
			return { outcome: await call.ask(asked, timeoutMs, withdrawn.signal) };
		} catch (error) {
			if (!(error instanceof ProtocolError)) throw error;
			return { error: writeError(error) };
		} finally {
			this.questions.delete(question);
		}
	}
}

function changeIn({ change }: PostMessage): Change {
	return change as Change;
}
