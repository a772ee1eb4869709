import { setTimeout as pause } from 'node:timers/promises';

import { loggedInClient } from './n8n-context';

/** A run of n8n's Evaluations, as its tab shows it. */
export interface TestRun {
	id: string;
	status: 'new' | 'running' | 'completed' | 'error' | 'cancelled';
	errorCode?: string | null;
	metrics: Record<string, number> | null;
}

/** One row of the data set. */
export interface TestCase {
	status: string;
	executionId: string | null;
	errorCode?: string | null;
	metrics: Record<string, number> | null;
}

const POLL_MS = 250;

/** Runs the evaluation of a workflow as the button of its tab does, and waits for its end. */
export async function runEvaluation(
	workflowId: string,
	patienceMs: number,
): Promise<{ run: TestRun; cases: TestCase[] }> {
	const { connection } = loggedInClient();
	const runs = `/workflows/${workflowId}/test-runs`;
	await connection.data({ method: 'POST', path: `${runs}/new`, body: {} });
	const deadline = Date.now() + patienceMs;
	for (;;) {
		const [run] = await connection.data<TestRun[]>({ method: 'GET', path: runs });
		if (run !== undefined && run.status !== 'new' && run.status !== 'running') {
			const path = `${runs}/${run.id}/test-cases`;
			return { run, cases: await connection.data<TestCase[]>({ method: 'GET', path }) };
		}
		if (Date.now() > deadline) throw new Error(`the evaluation is still ${run?.status}`);
		await pause(POLL_MS);
	}
}
