import type { CallToolResult } from '../../../third-party/mcp-client';
import type { Progress } from '../access/progress';
import type { CallAnswers } from '../answers/call-answers';
import { McpClientError } from '../client-error';
import type { Clock } from '../../../base/clock';
import type { Redact } from '../../../base/known-secrets';
import { readToolResult } from '../reading/read-tool-result';
import { excerpt } from '../redaction';
import type { TaskState } from './modern-task';

/** How the tasks of an era are asked about. */
export interface TaskRequests {
	get(taskId: string): Promise<TaskState>;
	/** Answers to the questions of a task that waits. Legacy: not needed, the server asks by itself. */
	update?(taskId: string, inputResponses: Record<string, unknown>): Promise<void>;
	/** The result of a completed task that its state does not hold. */
	result(taskId: string): Promise<CallToolResult>;
	cancel(taskId: string): Promise<void>;
}

export interface TaskPorts {
	requests: TaskRequests;
	answers?: CallAnswers;
	clock: Clock;
	signal: AbortSignal;
	progress?: (progress: Progress) => void;
	reportTrouble: (error: Error) => void;
	redact: Redact;
}

const POLL_MS = { default: 1_000, min: 50, max: 60_000 };

/**
 * Follows a task to its end: asks about it as often as the server wishes, answers its questions,
 * passes on its messages as progress. An abort cancels it on the server.
 *
 * @throws McpClientError if the task failed or was cancelled; a failure that the tool reports is a
 * result
 */
export async function followTask(first: TaskState, ports: TaskPorts): Promise<CallToolResult> {
	const { signal, requests, reportTrouble } = ports;
	try {
		return await followToEnd(first, ports);
	} catch (error) {
		if (signal.aborted) await requests.cancel(first.taskId).catch(reportTrouble);
		throw error;
	}
}

async function followToEnd(first: TaskState, ports: TaskPorts): Promise<CallToolResult> {
	const { requests, clock, signal, progress } = ports;
	const answered = new Set<string>();
	let task = first;
	for (let polls = 1; ; polls += 1) {
		if (task.status === 'completed') {
			return task.result ? readToolResult(task.result) : await requests.result(task.taskId);
		}
		if (task.status === 'failed' || task.status === 'cancelled') {
			throw endedBadly(task, ports.redact);
		}
		if (task.statusMessage) progress?.({ progress: polls, message: task.statusMessage });
		if (task.status === 'input_required') {
			if (!requests.update) return await requests.result(task.taskId);
			await answerQuestions(task, answered, ports);
		}
		const { pollIntervalMs = POLL_MS.default } = task;
		await clock.sleep(Math.min(POLL_MS.max, Math.max(POLL_MS.min, pollIntervalMs)), signal);
		task = await requests.get(task.taskId);
	}
}

/** Keys are never used twice, so one that was answered only waits for the server to take note. */
async function answerQuestions(
	{ taskId, inputRequests = {} }: TaskState,
	answered: Set<string>,
	{ requests, answers, signal }: TaskPorts,
): Promise<void> {
	const open = Object.entries(inputRequests).filter(([key]) => !answered.has(key));
	if (open.length === 0) return;
	if (!answers) {
		throw new McpClientError('call', 'The server asked a question that this node cannot answer', {
			hint: 'Set When the Server Asks, or use another tool.',
			delivery: 'answered',
		});
	}
	const responses: Record<string, unknown> = {};
	for (const [key, question] of open) {
		responses[key] = await answers.answer(question, signal);
		answered.add(key);
	}
	await requests.update?.(taskId, responses);
}

function endedBadly({ status, error, statusMessage }: TaskState, redact: Redact): McpClientError {
	const reason = excerpt(error?.message ?? statusMessage ?? '', redact);
	const message = `The server's task ${status === 'failed' ? 'failed' : 'was canceled'}`;
	return new McpClientError('call', reason ? `${message}: ${reason}` : message, {
		hint: 'Ask the operator of the server for details.',
		rpcCode: error?.code,
		delivery: 'answered',
	});
}
