import { createHash } from 'node:crypto';

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
}

/** The answers that persons gave to the questions of one item, by the digest of the question. */
export type GivenAnswers = Record<string, ElicitResult>;

/** Tells questions apart: the same question is asked again when the call is made again. */
export function questionDigest({
	mode,
	message,
	requestedSchema,
	url,
}: ElicitationQuestion): string {
	const text = JSON.stringify([mode, message, requestedSchema ?? null, url ?? null]);
	return createHash('sha256').update(text).digest('hex');
}

/**
 * Answers from what persons said before. The first question without an answer ends the call: it is
 * handed to `postpone`, and the call is made again when a person has answered.
 */
export function askLater(
	given: Readonly<GivenAnswers>,
	postpone: (question: ElicitationQuestion) => void,
): AskPerson {
	return async (question) => {
		const answer = given[questionDigest(question)];
		if (answer) return await Promise.resolve(answer);
		postpone(question);
		throw new McpClientError('call', 'The question of the server waits for a person', {
			hint: 'The call is made again as soon as the form is answered.',
		});
	};
}
