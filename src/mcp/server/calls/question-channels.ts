import type { QuestionChannel } from './asking';
import type { OutgoingMessage } from './reply-sink';
import type { Question } from '../../bus/live-call';
import type { Task } from '../tasks/task';

/** A request to the client that waits for its response. */
export interface ExpectedResponse {
	/** An id that nobody can guess. */
	id: string;
	/** A response that still comes is ignored. */
	forget: () => void;
}

/** What it takes to ask a client of the legacy era. */
export interface StreamPorts {
	/** Sends a message on the open stream of the call. */
	send: (message: OutgoingMessage) => void;
	/** `react` gets the result of the client's response. */
	expectResponse: (react: (result: unknown) => void) => ExpectedResponse;
	/** One question was answered, with whatever the client sent. */
	answered: (key: string, answer: unknown) => void;
}

/**
 * Legacy era: each question is a request of its own on the open stream. One that nobody waits for any
 * more is cancelled (specification 2025-11-25, Lifecycle, Timeouts): the client can close its form.
 */
export function streamChannel({ send, expectResponse, answered }: StreamPorts): QuestionChannel {
	const sent = new Map<string, ExpectedResponse>();
	return {
		put(questions) {
			for (const [key, { method, params }] of Object.entries(questions)) {
				const expected = expectResponse((answer) => {
					sent.delete(key);
					answered(key, answer);
				});
				sent.set(key, expected);
				send({ jsonrpc: '2.0', id: expected.id, method, params });
			}
		},
		putAgain: () => undefined, // The requests that are left are still under way.
		close() {
			for (const { id, forget } of sent.values()) {
				forget();
				const params = { requestId: id, reason: 'The call no longer waits for the answer' };
				send({ jsonrpc: '2.0', method: 'notifications/cancelled', params });
			}
			sent.clear();
		},
	};
}

/**
 * Modern era: the response ends with the questions, and the client sends its request again with the
 * answers (specification 2026-07-28, Multi Round-Trip Requests).
 */
export function resultChannel(
	endResponse: (questions: Record<string, Question>) => void,
): QuestionChannel {
	return { put: endResponse, putAgain: endResponse, close: () => undefined };
}

/** The questions are part of a task's state, and are answered by `tasks/update`. */
export function taskChannel(task: Task): QuestionChannel {
	const put = (questions: Record<string, Question>) => task.requireInput(questions);
	return { put, putAgain: put, close: () => task.resume() };
}
