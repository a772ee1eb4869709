import { setTimeout as pause } from 'node:timers/promises';

import type { Sandbox } from '../../sandbox/frame/sandbox.ts';
import type { LoggedCall } from '../../sandbox/frame/request-log.ts';
import type { Person } from '../../sandbox/world/world.ts';
import type { N8nRestClient } from '../n8n/rest-client.ts';
import type { Execution } from '../n8n/rest-types.ts';
import { SetupError } from '../n8n/setup-error.ts';
import type { Taken } from './report.ts';

const PATIENCE_MS = 60_000;
const POLL_MS = 50;

async function sendForm(url: string, values: readonly string[]): Promise<void> {
	const fields = new FormData();
	values.forEach((value, index) => fields.append(`field-${index}`, value));
	const { status } = await fetch(url, { method: 'POST', body: fields });
	if (status !== 200) throw new SetupError(`${url} answered ${status}`);
}

/** The execution that this starts, ended. */
async function executionOf(
	client: N8nRestClient,
	workflowId: string,
	work: () => Promise<void>,
): Promise<Execution> {
	const before = new Set((await client.listExecutions({ workflowId }, 100)).map(({ id }) => id));
	await work();
	const deadline = Date.now() + PATIENCE_MS;
	for (;;) {
		const all = await client.listExecutions({ workflowId }, 100);
		const made = all.find(({ id }) => !before.has(id));
		if (made !== undefined) return await client.waitForExecution(made.id, PATIENCE_MS);
		if (Date.now() > deadline) throw new SetupError('the form started no execution');
		await pause(POLL_MS);
	}
}

const endOf = ({ at, milliseconds }: LoggedCall) => Date.parse(at) + milliseconds;

const isEnrollment = ({ vendor, method, url }: LoggedCall) =>
	vendor === 'lemlist' && method === 'POST' && url.includes('/leads/');

const takenBy = (calls: readonly LoggedCall[]) =>
	calls.reduce((sum, { milliseconds }) => sum + milliseconds, 0);

export interface Place {
	client: N8nRestClient;
	sandbox: Sandbox;
	n8nUrl: string;
	/** Of the workflow whose form is sent. */
	workflowId: string;
}

/**
 * One lead, from the form of the playbook to its enrollment.
 *
 * @returns with what vendors were asked until then; undefined for one whom the playbooks enroll nowhere
 */
export async function measureLead(
	{ client, sandbox, n8nUrl, workflowId }: Place,
	{ email, firstName, lastName, title }: Person,
): Promise<(Taken & { calls: readonly LoggedCall[] }) | undefined> {
	sandbox.log.clear();
	const began = Date.now();
	const values = [email, `${firstName} ${lastName}`, '', title, 'We would like a demo.'];
	const { status } = await executionOf(client, workflowId, async () => {
		await sendForm(`${n8nUrl}/form/playbook-lead-form`, values);
	});
	const all = sandbox.log.list();
	const enrollment = all.find(isEnrollment);
	if (status !== 'success') throw new SetupError(`the run for ${email} ended as ${status}`);
	if (enrollment === undefined) return undefined;
	const calls = all.filter((call) => endOf(call) <= endOf(enrollment));
	return { whole: endOf(enrollment) - began, vendors: takenBy(calls), calls };
}

/** The bare workflow, from its form to its last call. */
export async function measureBare(
	{ client, sandbox, n8nUrl, workflowId }: Place,
	path: string,
): Promise<Taken> {
	sandbox.log.clear();
	const began = Date.now();
	const { status, stoppedAt = '' } = await executionOf(client, workflowId, async () => {
		await sendForm(`${n8nUrl}/form/${path}`, ['bare@example.com']);
	});
	if (status !== 'success') throw new SetupError(`the bare workflow ended as ${status}`);
	const calls = sandbox.log.list();
	const refused = calls.filter((call) => call.status === 401 || call.route === undefined);
	if (refused.length > 0) throw new SetupError(`vendors refused ${refused.length} bare calls`);
	return { whole: Date.parse(stoppedAt) - began, vendors: takenBy(calls) };
}
