import type {
	AskOutcome,
	Change,
	LiveCall,
	LogLevel,
	Progress,
	Question,
} from '../../../src/mcp/bus/live-call';
import type { JsonObject } from '../../../src/mcp/protocol/json-rpc';
import type { ProtocolError } from '../../../src/mcp/protocol/protocol-error';

type Asked = { questions: Record<string, Question>; timeoutMs: number };

/** The client's side of a call: keeps what it was told, and answers what the test says. */
export class RecordingLiveCall implements LiveCall {
	supportedQuestions = new Set<Question['method']>([
		'elicitation/create',
		'sampling/createMessage',
		'roots/list',
	]);
	readonly cancellation = new AbortController();
	readonly cancelled = this.cancellation.signal;
	readonly progress: Progress[] = [];
	readonly logs: Array<{ level: LogLevel; data: unknown; logger?: string }> = [];
	readonly asked: Asked[] = [];
	/** Questions that the flow does not wait for any more. */
	readonly withdrawn: Asked[] = [];
	readonly results: JsonObject[] = [];
	readonly errors: ProtocolError[] = [];
	readonly changes: Change[] = [];
	readonly tasks: number[] = [];
	knowsTasks = true;
	/** How the client reacts to each round of questions, by its number from 0. */
	answer: (asked: Asked, round: number) => Promise<AskOutcome> = async () => ({
		kind: 'timedOut',
	});

	async reportProgress(progress: Progress): Promise<void> {
		this.progress.push(progress);
	}

	async log(level: LogLevel, data: unknown, logger?: string): Promise<void> {
		this.logs.push({ level, data, logger });
	}

	async ask(
		questions: Record<string, Question>,
		timeoutMs: number,
		signal?: AbortSignal,
	): Promise<AskOutcome> {
		const asked = { questions, timeoutMs };
		this.asked.push(asked);
		const withdrawn = new Promise<AskOutcome>((resolve) => {
			signal?.addEventListener('abort', () => {
				this.withdrawn.push(asked);
				resolve({ kind: 'cancelled' });
			});
		});
		return await Promise.race([this.answer(asked, this.asked.length - 1), withdrawn]);
	}

	async respond(result: JsonObject): Promise<boolean> {
		if (this.isAnswered) return false;
		this.results.push(result);
		return true;
	}

	async fail(error: ProtocolError): Promise<boolean> {
		if (this.isAnswered) return false;
		this.errors.push(error);
		return true;
	}

	async announce(change: Change): Promise<void> {
		this.changes.push(change);
	}

	async becomeTask(ttlMs: number): Promise<boolean> {
		if (this.knowsTasks) this.tasks.push(ttlMs);
		return this.knowsTasks;
	}

	private get isAnswered(): boolean {
		return this.results.length + this.errors.length > 0;
	}
}
