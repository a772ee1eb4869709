import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { GivenAnswers, OpenQuestion } from './person-answers';

/** What a node remembers of its items while its execution waits for a person. Saved as JSON. */
export interface QuestionMemory {
	/** The output of the items that are done, by item: their calls are not made again. */
	done: Record<string, INodeExecutionData[]>;
	given: Record<string, GivenAnswers>;
	/** In the order in which they are asked. */
	open: OpenQuestion[];
}

const KEY = 'gtmMcpQuestions';

/** What was remembered, or nothing yet. */
export function recall(nodeContext: Record<string, unknown>): QuestionMemory {
	const saved = nodeContext[KEY] as QuestionMemory | undefined;
	return saved ?? { done: {}, given: {}, open: [] };
}

export function remember(nodeContext: Record<string, unknown>, memory: QuestionMemory): void {
	nodeContext[KEY] = memory;
}

/** In a loop the same node runs again, with other items. */
export function forget(nodeContext: Record<string, unknown>): void {
	delete nodeContext[KEY];
}

/** Where n8n keeps what a node remembers within one execution. */
export function nodeContextOf(context: IExecuteFunctions): Record<string, unknown> {
	return context.getContext('node');
}
