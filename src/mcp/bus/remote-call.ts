import type { AskOutcome, Change, LiveCall, LogLevel, Progress, Question } from './live-call';
import { PostError, type Post, type PostMessage } from './post';
import type { JsonObject } from '../protocol/json-rpc';
import type { ProtocolError } from '../protocol/protocol-error';
import { readError, writeError, type WrittenError } from './written-error';

/** What the process that owns a call says of it to the one that runs its flow. */
export interface TakenCall {
	server: string;
	supportedQuestions: Array<Question['method']>;
}

export interface RemoteCallPorts {
	post: Post;
	createId(this: void): string;
	/** Hears what of a call could not be said, and fails nothing. */
	report(this: void, message: string): void;
	/** The call is over, or nobody is there any more to whom it could be answered. */
	over(this: void): void;
}

interface OpenQuestion {
	resolve(outcome: AskOutcome): void;
	reject(error: ProtocolError): void;
}

/** The answer outlives a Redis that is away for a while. */
const ANSWER_PATIENCE_MS = 60_000;
/** What is only told on the way does not hold up a flow for longer. */
const WORD_PATIENCE_MS = 15_000;

/** A call that another process owns, in the one that runs its flow. */
export class RemoteCall implements LiveCall {
	readonly supportedQuestions: ReadonlySet<Question['method']>;
	private readonly abort = new AbortController();
	private readonly questions = new Map<string, OpenQuestion>();
	private readonly unwatch: () => void;
	private isOver = false;

	constructor(
		private readonly id: string,
		private readonly owner: string,
		taken: TakenCall,
		private readonly ports: RemoteCallPorts,
	) {
		this.supportedQuestions = new Set(taken.supportedQuestions);
		this.unwatch = ports.post.watch(owner, () => this.end('lost'));
	}

	get cancelled(): AbortSignal {
		return this.abort.signal;
	}

	async reportProgress(progress: Progress): Promise<void> {
		await this.mention({ kind: 'call.progress', progress: { ...progress } });
	}

	async log(level: LogLevel, data: unknown, logger?: string): Promise<void> {
		await this.mention({ kind: 'call.log', level, data, ...(logger ? { logger } : {}) });
	}

	async ask(
		questions: Record<string, Question>,
		timeoutMs: number,
		signal?: AbortSignal,
	): Promise<AskOutcome> {
		const question = this.ports.createId();
		const { promise, resolve, reject } = Promise.withResolvers<AskOutcome>();
		if (this.isOver || signal?.aborted) return { kind: 'cancelled' };
		this.questions.set(question, { resolve, reject });
		const withdraw = () => {
			resolve({ kind: 'cancelled' });
			void this.mention({ kind: 'call.withdraw', question });
		};
		signal?.addEventListener('abort', withdraw, { once: true });
		try {
			await this.say({ kind: 'call.ask', question, questions, timeoutMs }, WORD_PATIENCE_MS);
			return await promise;
		} finally {
			signal?.removeEventListener('abort', withdraw);
			this.questions.delete(question);
			this.leaveIfOver();
		}
	}

	async respond(result: JsonObject): Promise<boolean> {
		return await this.answer({ kind: 'call.respond', result });
	}

	async fail(error: ProtocolError): Promise<boolean> {
		return await this.answer({ kind: 'call.fail', error: { ...writeError(error) } });
	}

	async announce(change: Change): Promise<void> {
		await this.mention({ kind: 'call.announce', change: { ...change } });
	}

	async becomeTask(ttlMs: number): Promise<boolean> {
		if (this.isOver) return false;
		return (await this.say({ kind: 'call.becomeTask', ttlMs }, WORD_PATIENCE_MS)) === true;
	}

	/** The owner says what became of a question. */
	settle(question: string, settled: { outcome?: AskOutcome; error?: WrittenError }): void {
		const open = this.questions.get(question);
		if (settled.error) open?.reject(readError(settled.error));
		else open?.resolve(settled.outcome ?? { kind: 'timedOut' });
	}

	/** Whatever is said from now on, nobody would hear. What is asked yet, its owner settles. */
	end(why: 'answered' | 'cancelled' | 'lost'): void {
		this.isOver = true;
		if (why === 'cancelled') this.abort.abort();
		if (why === 'lost') {
			for (const open of this.questions.values()) open.resolve({ kind: 'cancelled' });
		}
		this.leaveIfOver();
	}

	private leaveIfOver(): void {
		if (!this.isOver || this.questions.size > 0) return;
		this.unwatch();
		this.ports.over();
	}

	private async answer(message: PostMessage): Promise<boolean> {
		if (this.isOver) return false;
		try {
			return (await this.say(message, ANSWER_PATIENCE_MS)) === true;
		} catch (error) {
			if (!(error instanceof PostError)) throw error;
			this.ports.report(`The answer of a workflow did not reach its client: ${error.message}`);
			return false;
		} finally {
			this.end('answered');
		}
	}

	/** A flow does not fail because of what nobody hears on the way. */
	private async mention(message: PostMessage): Promise<void> {
		if (this.isOver) return;
		try {
			await this.say(message, WORD_PATIENCE_MS);
		} catch (error) {
			if (!(error instanceof PostError)) throw error;
			this.ports.report(`"${message.kind}" did not reach the client: ${error.message}`);
		}
	}

	private async say(message: PostMessage, patienceMs: number): Promise<unknown> {
		return await this.ports.post.ask(this.owner, { ...message, call: this.id }, patienceMs);
	}
}
