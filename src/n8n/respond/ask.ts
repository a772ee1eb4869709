import type { IDataObject } from 'n8n-workflow';

import type { ItemHandler, ItemOutcome, Run } from './operation';
import { parametersOf, type ItemParameters } from './parameters';
import { toRefusedQuestion } from './refused-question';
import type { Answers, AskOutcome, LiveCall, Question } from '../../mcp/bus/live-call';

export const DEFAULT_ASK_TIMEOUT_SECONDS = 300;

/** The questions of one item, and what its answers become. */
export interface Asking {
	questions: Record<string, Question>;
	toFields(answers: Answers): IDataObject;
	/** What is known where the user declined; nothing if left out. */
	toDeclinedFields?(answers: Answers): IDataObject;
	/** What the item gets where no client waits. */
	fieldsWithoutClient: IDataObject;
}

type ReadAsking = (parameters: ItemParameters, run: Run) => Asking;

/** Asks the questions of each item, and waits for the answers before the next one. */
export function askForEachItem(run: Run, readAsking: ReadAsking): ItemHandler {
	return {
		handle: async (itemIndex) => {
			const parameters = parametersOf(run.context, itemIndex);
			const seconds = parameters.seconds('options.timeout', DEFAULT_ASK_TIMEOUT_SECONDS);
			const asking = readAsking(parameters, run);
			if (!run.call) return { outcome: 'noClient', fields: asking.fieldsWithoutClient };
			return toItemOutcome(await put(asking.questions, run, run.call, seconds * 1000), asking);
		},
	};
}

function toItemOutcome(outcome: AskOutcome, asking: Asking): ItemOutcome {
	switch (outcome.kind) {
		case 'answered':
			return { outcome: 'answered', fields: asking.toFields(outcome.answers) };
		case 'declined':
			return { outcome: 'declined', fields: asking.toDeclinedFields?.(outcome.answers) };
		case 'cancelled':
		case 'timedOut':
			return { outcome: outcome.kind };
	}
}

/** Waits no longer than the call lives and the execution runs. */
async function put(
	questions: Record<string, Question>,
	{ context }: Run,
	call: LiveCall,
	timeoutMs: number,
): Promise<AskOutcome> {
	if (Object.keys(questions).length === 0) return { kind: 'answered', answers: {} };
	const stopped = context.getExecutionCancelSignal();
	const over = AbortSignal.any(stopped ? [call.cancelled, stopped] : [call.cancelled]);
	if (over.aborted) return { kind: 'cancelled' };
	try {
		return await call.ask(questions, timeoutMs, over);
	} catch (error) {
		throw toRefusedQuestion(error, call, questions);
	}
}
