import { isUsableAnswer, pickAnswers, unanswered } from './questions';
import type { Answers, AskOutcome, Question } from '../../bus/live-call';
import type { JsonObject } from '../../protocol/json-rpc';

/** How the questions of one round reach the client. */
export interface QuestionChannel {
	/** Puts the questions of a round. */
	put(questions: Record<string, Question>): void;
	/** The client answered some: these are left. */
	putAgain(left: Record<string, Question>): void;
	/** Nobody waits any more for answers to these; none are left if all were answered. */
	close(left: Record<string, Question>): void;
}

/** What asking needs of the call that asks. */
export interface AskingPorts {
	/** Runs a task later; gives the function that keeps it from running. */
	schedule(milliseconds: number, task: () => void): () => void;
	/**
	 * @returns what became of the questions if the call is over already
	 * @throws ProtocolError if this client cannot be asked these
	 */
	checkFirst(questions: Record<string, Question>): AskOutcome | undefined;
	/** @returns undefined if the client is away: it can only be asked when it comes back */
	openChannel(): QuestionChannel | undefined;
	/** The time of the call stands still while its client is asked. */
	pause(): void;
	resume(): void;
}

interface OpenRound {
	questions: Record<string, Question>;
	answers: Answers;
	channel: QuestionChannel;
	settle(outcome: AskOutcome): void;
}

/** The questions of one call: one round after the other, however many ask at the same time. */
export class Asking {
	private rounds = 0;
	private open?: OpenRound;
	private given: JsonObject;
	/** Settled when nothing is asked. */
	private last: Promise<unknown> = Promise.resolve();

	/** @param given answers that came with the request itself */
	constructor(
		given: JsonObject,
		private readonly ports: AskingPorts,
	) {
		this.given = given;
	}

	/** Which round is open: an answer to an earlier one must not answer it. */
	get round(): number {
		return this.rounds;
	}

	get isOpen(): boolean {
		return this.open !== undefined;
	}

	/** @throws ProtocolError if this client cannot be asked these questions */
	async ask(
		questions: Record<string, Question>,
		timeoutMs: number,
		signal?: AbortSignal,
	): Promise<AskOutcome> {
		const asking = this.last.then(async () => await this.askNow(questions, timeoutMs, signal));
		this.last = asking.catch(() => undefined); // Who asked hears of it; the next may ask.
		return await asking;
	}

	/** Takes the answers that can be used; what they leave open stays asked. */
	answer(answers: JsonObject): void {
		if (!this.open) return;
		const { questions, channel } = this.open;
		Object.assign(this.open.answers, pickAnswers(questions, answers));
		const left = unanswered(questions, this.open.answers);
		if (Object.keys(left).length > 0) channel.putAgain(left);
		else this.open.settle(outcomeOf(questions, this.open.answers));
	}

	/** One answer to a question of its own: one that cannot be used ends the round. */
	answerOne(key: string, answer: unknown): void {
		const question = this.open?.questions[key];
		if (question === undefined) return;
		if (isUsableAnswer(question, answer)) this.answer({ [key]: answer });
		else this.stop({ kind: 'cancelled' });
	}

	/** Ends the open round, if there is one. */
	stop(outcome: AskOutcome): void {
		this.open?.settle(outcome);
	}

	private async askNow(
		questions: Record<string, Question>,
		timeoutMs: number,
		signal: AbortSignal | undefined,
	): Promise<AskOutcome> {
		if (signal?.aborted) return { kind: 'cancelled' };
		const over = this.ports.checkFirst(questions);
		if (over) return over;
		const answers = this.takeGiven(questions);
		if (Object.keys(unanswered(questions, answers)).length === 0) {
			return outcomeOf(questions, answers);
		}
		const channel = this.ports.openChannel();
		// Earlier questions timed out, and the client has not come back since.
		if (!channel) return { kind: 'timedOut' };
		this.ports.pause();
		const withdraw = () => this.stop({ kind: 'cancelled' });
		signal?.addEventListener('abort', withdraw, { once: true });
		try {
			return await this.openRound(questions, answers, channel, timeoutMs);
		} finally {
			signal?.removeEventListener('abort', withdraw);
			this.ports.resume();
		}
	}

	/** Answers that came with the request itself; each answers one question only. */
	private takeGiven(questions: Record<string, Question>): Answers {
		const answers = pickAnswers(questions, this.given);
		const left = Object.entries(this.given).filter(([key]) => !Object.hasOwn(answers, key));
		this.given = Object.fromEntries(left);
		return answers;
	}

	private async openRound(
		questions: Record<string, Question>,
		answers: Answers,
		channel: QuestionChannel,
		timeoutMs: number,
	): Promise<AskOutcome> {
		this.rounds += 1;
		return await new Promise((resolve) => {
			const stopTimer = this.ports.schedule(timeoutMs, () => this.stop({ kind: 'timedOut' }));
			this.open = {
				questions,
				answers,
				channel,
				settle: (outcome) => {
					stopTimer();
					this.open = undefined;
					channel.close(unanswered(questions, answers));
					resolve(outcome);
				},
			};
			channel.put(unanswered(questions, answers));
		});
	}
}

/** Answers are told in the order of the questions, whichever came first. */
function outcomeOf(questions: Record<string, Question>, given: Answers): AskOutcome {
	const answers = pickAnswers(questions, given);
	const actions = Object.entries(questions)
		.filter(([, { method }]) => method === 'elicitation/create')
		.map(([key]) => answers[key]?.action);
	if (actions.includes('cancel')) return { kind: 'cancelled' };
	if (actions.includes('decline')) return { kind: 'declined', answers };
	return { kind: 'answered', answers };
}
