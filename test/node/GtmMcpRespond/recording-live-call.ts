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
	readonly results: JsonObject[] = [];
	readonly errors: ProtocolError[] = [];
	readonly changes: Change[] = [];
	readonly tasks: number[] = [];
	knowsTasks = true;
	/** How the client reacts to each round of questions, by its number from 0. */
	answer: (asked: Asked, round: number) => Promise<AskOutcome> = async () => ({
		kind: 'timedOut',
	});

	reportProgress(progress: Progress): void {
		this.progress.push(progress);
	}

	log(level: LogLevel, data: unknown, logger?: string): void {
		this.logs.push({ level, data, logger });
	}

	async ask(questions: Record<string, Question>, timeoutMs: number): Promise<AskOutcome> {
		const asked = { questions, timeoutMs };
		this.asked.push(asked);
		return await this.answer(asked, this.asked.length - 1);
	}

	respond(result: JsonObject): boolean {
		if (this.isAnswered) return false;
		this.results.push(result);
		return true;
	}

	fail(error: ProtocolError): boolean {
		if (this.isAnswered) return false;
		this.errors.push(error);
		return true;
	}

	announce(change: Change): void {
		this.changes.push(change);
	}

	becomeTask(ttlMs: number): boolean {
		if (this.knowsTasks) this.tasks.push(ttlMs);
		return this.knowsTasks;
	}

	private get isAnswered(): boolean {
		return this.results.length + this.errors.length > 0;
	}
}
