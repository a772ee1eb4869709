import type { ContextGraph } from '../../../src/context/context-graph.ts';
import type { Question } from './questions.ts';

export interface Asked {
	kind: string;
	text: string;
	isRight: boolean;
	answered: unknown;
	expected: unknown;
	/** Characters of the one answer. */
	characters: number;
	/** Milliseconds of the one call. */
	ms: number;
}

/** Asks each question by one call. */
export async function askAll(
	graph: Pick<ContextGraph, 'getContext'>,
	questions: readonly Question[],
): Promise<Asked[]> {
	const asked: Asked[] = [];
	for (const { kind, text, asked: question, answer, expected } of questions) {
		const started = performance.now();
		const answered = await graph.getContext(question);
		const ms = performance.now() - started;
		const found = answer(answered);
		asked.push({
			kind,
			text,
			isRight: textOf(found) === textOf(expected),
			answered: found,
			expected,
			characters: JSON.stringify(answered).length,
			ms,
		});
	}
	return asked;
}

/** Rows that a store read on another thread are lists of another realm of jest: values are compared, not prototypes. */
function textOf(value: unknown): string {
	return JSON.stringify(value, (_, part: unknown) =>
		part === undefined ? { absent: true } : part,
	);
}
