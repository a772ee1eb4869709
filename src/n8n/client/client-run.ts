import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { CallReport } from '../../mcp/client/access/call-report';
import type { Progress, RequestOptions } from '../../mcp/client/access/mcp-server-access';
import type { ElicitationQuestion } from '../../mcp/client/answers/answers';
import { forEachItem } from '../item-loop';
import { readAnswers } from './answer-parameters';
import { ClientAccesses, type OpenAccess } from './client-access';
import { toNodeError } from './node-error';
import { type ParameterSource, itemSource, numberOf, pickedText } from './parameter-source';
import { type OpenQuestion, askLater } from './person-answers';
import { refuseToAsk, waitForPerson } from './person-question';
import { type QuestionMemory, forget, nodeContextOf, recall, remember } from './question-memory';
import { ReportHints, withReport } from './report-hints';
import { sessionKeyOf } from './session-key';

/** What an operation works with: one item, its parameters, and the server that they name. */
export interface ItemRun {
	context: IExecuteFunctions;
	itemIndex: number;
	source: ParameterSource;
	/** The server; opening costs nothing until something is asked of it. */
	open(): Promise<OpenAccess>;
	options: RequestOptions;
	/** Hears what was done to get a value; gives the value. */
	take<T>(outcome: { value: T; report: CallReport }): T;
	/** Tells the author of the workflow. */
	warn: (message: string) => void;
}

export type ItemOperation = (run: ItemRun) => Promise<INodeExecutionData[]>;

/**
 * One run of the node: every item by its operation, so many at a time, in their order. Ends with the
 * output, or puts the execution to sleep where a server asks a person.
 */
export async function runClient(
	context: IExecuteFunctions,
	operationOf: (source: ParameterSource) => ItemOperation,
): Promise<INodeExecutionData[][]> {
	const run = new ClientRun(context, operationOf);
	return [await run.run()];
}

class ClientRun {
	private readonly accesses = new ClientAccesses();
	private readonly hints = new ReportHints();
	private readonly memory: QuestionMemory;
	private readonly open: OpenQuestion[] = [];

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly operationOf: (source: ParameterSource) => ItemOperation,
	) {
		this.memory = recall(nodeContextOf(context));
	}

	async run(): Promise<INodeExecutionData[]> {
		const { context } = this;
		const outputs = await forEachItem(context, {
			concurrency: numberOf(context.getNodeParameter('options.concurrency', 0, 1), 1),
			handle: async (itemIndex) => await this.handle(itemIndex),
			failed: (item) => [item],
			toNodeError,
		});
		const hints = this.hints.hints();
		if (hints.length > 0) context.addExecutionHints(...hints);
		if (this.open.length > 0) return await this.sleep(outputs);
		forget(nodeContextOf(context));
		return outputs.flat();
	}

	private async sleep(outputs: INodeExecutionData[][]): Promise<INodeExecutionData[]> {
		const open = this.open.toSorted((a, b) => a.itemIndex - b.itemIndex);
		const waiting = new Set(open.map(({ itemIndex }) => itemIndex));
		const done = [...outputs.entries()].filter(([itemIndex]) => !waiting.has(itemIndex));
		const memory = { ...this.memory, done: Object.fromEntries(done), open };
		remember(nodeContextOf(this.context), memory);
		return await waitForPerson(this.context, open);
	}

	private async handle(itemIndex: number): Promise<INodeExecutionData[]> {
		const done = this.memory.done[String(itemIndex)];
		if (done) return done;
		const unanswered = this.memory.open.find((question) => question.itemIndex === itemIndex);
		if (unanswered) {
			this.open.push(unanswered);
			return [];
		}
		let postponed: Pick<OpenQuestion, 'question' | 'key'> | undefined;
		const ended = new AbortController();
		const source = itemSource(this.context, itemIndex);
		const operate = this.operationOf(source);
		const outcome = this.execute(operate, source, itemIndex, ended.signal, (question, key) => {
			postponed ??= { question, key };
			ended.abort();
		});
		// What ends a call that waits for a person is no failure, whatever it looks like.
		const items = await outcome.catch((error: Error) => {
			if (postponed === undefined) throw error;
			return [];
		});
		if (postponed === undefined) return items;
		this.open.push({ itemIndex, subject: subjectOf(source), ...postponed });
		return [];
	}

	private async execute(
		operate: ItemOperation,
		source: ParameterSource,
		itemIndex: number,
		ended: AbortSignal,
		postpone: (question: ElicitationQuestion, key: string) => void,
	): Promise<INodeExecutionData[]> {
		const { context, hints } = this;
		const given = this.memory.given[String(itemIndex)] ?? {};
		const ask = context.isToolExecution?.() ? refuseToAsk : askLater(given, postpone);
		let last: CallReport | undefined;
		const items = await operate({
			context,
			itemIndex,
			source,
			open: async () => {
				const answers = await readAnswers(source, context, itemIndex, ask);
				return await this.accesses.open(source, answers, sessionKeyOf(source, context));
			},
			options: {
				signal: source.signal ? AbortSignal.any([source.signal, ended]) : ended,
				progress: (progress) => this.tell(progress),
			},
			take: ({ value, report }) => {
				hints.hear(report);
				last = report;
				return value;
			},
			warn: (message) => hints.say(message),
		});
		const include = source.get('options.includeReport', false) === true;
		return include && last ? withReport(items, last) : items;
	}

	private tell({ progress, total, message }: Progress): void {
		const of = total === undefined ? '' : ` of ${total}`;
		this.context.logger.debug(`MCP client: progress ${progress}${of} ${message ?? ''}`.trimEnd());
	}
}

/** What a person is told that the question belongs to. */
function subjectOf(source: ParameterSource): string {
	const names = ['tool', 'prompt', 'uri'].map((name) => pickedText(source.get(name, '')));
	return names.find((name) => name !== '') ?? source.node.name;
}
