import type { Question } from '../../bus/live-call';
import type { JsonObject } from '../../protocol/json-rpc';
import { ErrorCode, type ProtocolError } from '../../protocol/protocol-error';

export type TaskStatus = 'working' | 'input_required' | 'completed' | 'failed' | 'cancelled';

const FINAL: readonly TaskStatus[] = ['completed', 'failed', 'cancelled'];

/** How often a client should ask. */
const POLL_INTERVAL_MS = 1_000;

/**
 * A call that its client asks about, in place of waiting for it (extension
 * `io.modelcontextprotocol/tasks`). Once final, a task does not change any more.
 */
export class Task {
	private status: TaskStatus = 'working';
	private statusMessage?: string;
	private inputRequests?: Record<string, Question>;
	private outcome: JsonObject = {};
	private updatedAt: number;
	/** A key is never used for two questions: answers to the first may still be under way. */
	private readonly keys = new Map<string, string>();
	private rounds = 0;

	constructor(
		readonly taskId: string,
		private readonly createdAt: number,
		private readonly ttlMs: number,
		private readonly now: () => number,
		/** Hears of the result once the task has it. */
		private readonly onResult: (result: JsonObject) => void = () => undefined,
	) {
		this.updatedAt = createdAt;
	}

	get isFinal(): boolean {
		return FINAL.includes(this.status);
	}

	/** The task as the protocol shows it. */
	describeState(): JsonObject {
		return {
			taskId: this.taskId,
			status: this.status,
			...(this.statusMessage === undefined ? {} : { statusMessage: this.statusMessage }),
			createdAt: new Date(this.createdAt).toISOString(),
			lastUpdatedAt: new Date(this.updatedAt).toISOString(),
			ttlMs: this.ttlMs,
			pollIntervalMs: POLL_INTERVAL_MS,
			...(this.inputRequests ? { inputRequests: this.inputRequests } : {}),
			...this.outcome,
		};
	}

	describe(message: string): void {
		this.change(() => (this.statusMessage = message));
	}

	/** @param questions by the flow's own keys, which may repeat from one round to the next */
	requireInput(questions: Record<string, Question>): void {
		this.change(() => {
			const known = new Set(this.keys.values());
			if (!Object.keys(questions).every((key) => known.has(key))) this.beginRound(questions);
			const left = [...this.keys].filter(([, key]) => Object.hasOwn(questions, key));
			this.status = 'input_required';
			this.inputRequests = Object.fromEntries(
				left.map(([wireKey, key]) => [wireKey, questions[key] as Question]),
			);
		});
	}

	/** Answers by the flow's keys; what was not asked is left out. */
	toFlowAnswers(answers: JsonObject): JsonObject {
		return Object.fromEntries(
			[...this.keys]
				.filter(([wireKey]) => Object.hasOwn(answers, wireKey))
				.map(([wireKey, key]) => [key, answers[wireKey]]),
		);
	}

	resume(): void {
		this.change(() => {
			this.keys.clear();
			this.status = 'working';
			this.inputRequests = undefined;
		});
	}

	/** A failure that a tool reports is a completed task too: the model reads it. */
	complete(result: JsonObject): void {
		if (this.isFinal) return;
		this.finish('completed', { result });
		this.onResult(result);
	}

	fail({ code, message, data }: ProtocolError): void {
		this.finish('failed', { error: { code, message, ...(data ? { data } : {}) } });
	}

	cancel(): void {
		this.finish('cancelled', {});
	}

	/** Its result had to make room: the only thing that may happen to a task that is final. */
	dropResult(): void {
		this.status = 'failed';
		const message =
			'The result was dropped, because the server keeps too many results. Call the tool again.';
		this.outcome = { error: { code: ErrorCode.internalError, message } };
	}

	private beginRound(questions: Record<string, Question>): void {
		this.keys.clear();
		this.rounds += 1;
		for (const key of Object.keys(questions)) this.keys.set(`${key}-${this.rounds}`, key);
	}

	private finish(status: TaskStatus, outcome: JsonObject): void {
		this.change(() => {
			this.status = status;
			this.inputRequests = undefined;
			this.outcome = outcome;
		});
	}

	private change(apply: () => void): void {
		if (this.isFinal) return;
		apply();
		this.updatedAt = this.now();
	}
}
