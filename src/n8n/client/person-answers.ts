import { digestOf } from '../../base/digest';
import type { ElicitationQuestion } from '../../mcp/client/answers/answers';
import { McpClientError } from '../../mcp/client/client-error';
import type { ElicitResult } from '../../third-party/mcp-client';

/** Asks a person what the server asks. */
export type AskPerson = (
	question: ElicitationQuestion,
	signal: AbortSignal,
) => Promise<ElicitResult>;

/** A question that waits for a person, and whose item it belongs to. */
export interface OpenQuestion {
	itemIndex: number;
	/** What was being done, e.g. the name of the tool. */
	subject: string;
	question: ElicitationQuestion;
	/** Under which its answer is kept. */
	key: string;
}

/** The answers that persons gave to the questions of one item, by the key of the question. */
export type GivenAnswers = Record<string, ElicitResult>;

/**
 * Tells the questions of one call apart: it asks the same again when it is made again. In one call the
 * same words may be about two things (delete this? delete this?), so they are counted.
 */
function questionKey(
	{ mode, message, requestedSchema, url }: ElicitationQuestion,
	asked: Map<string, number>,
): string {
	const digest = digestOf([mode, message, requestedSchema ?? null, url ?? null]);
	const times = (asked.get(digest) ?? 0) + 1;
	asked.set(digest, times);
	return `${digest}#${times}`;
}

/**
 * Answers the questions of one call from what persons said before. The first question without an
 * answer ends the call: it is handed to `postpone`, and the call is made again when a person has
 * answered.
 */
export function askLater(
	given: Readonly<GivenAnswers>,
	postpone: (question: ElicitationQuestion, key: string) => void,
): AskPerson {
	const asked = new Map<string, number>();
	return async (question) => {
		const key = questionKey(question, asked);
		const answer = given[key];
		if (answer) return await Promise.resolve(answer);
		postpone(question, key);
		throw new McpClientError('call', 'Waiting for a person to answer the question of the server', {
			hint: 'The node repeats the call as soon as someone answers the form.',
		});
	};
}
