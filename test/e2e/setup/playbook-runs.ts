import { ElicitRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import { setTimeout as pause } from 'node:timers/promises';

import { jsonOf } from './client-step';
import { hubspotRecord } from './import-job';
import { loggedInClient, n8nContext } from './n8n-context';
import { type OpenPlaybooks, PATIENCE_MS, PLAYBOOK_KEY, type Playbook } from './playbooks';
import { textOf } from '../clients/raw-requests';
import { openSdkV1 } from '../clients/sdk-clients';
import { goodLeads } from '../../../sandbox/world/good-leads';
import type { Person } from '../../../sandbox/world/world';
import type { Execution } from '../../../scripts/n8n/rest-types';

/** Whom the example rubric routes to sales; HubSpot does not know the first. */
export function leadersOf({ sandbox }: OpenPlaybooks): (place: number) => Person {
	const leads = goodLeads(sandbox.sandbox.world);
	return (place) => {
		const found = leads[place];
		if (found === undefined) throw new Error(`the world has only ${leads.length} leads`);
		return found;
	};
}

/** What the vendors hold of what playbooks write. */
export function countsOf({ sandbox }: OpenPlaybooks) {
	const { contacts = 0, activities = 0 } = sandbox.sandbox.vendor('hubspot').counts();
	return { contacts, activities, leads: sandbox.sandbox.vendor('lemlist').counts().leads ?? 0 };
}

/** Executions of a playbook that this makes, the oldest first: ended, or as they are. */
export async function runsOf(
	playbooks: OpenPlaybooks,
	playbook: Playbook,
	work: () => Promise<unknown>,
	{ many = 1, ended = true } = {},
): Promise<Execution[]> {
	const n8n = loggedInClient();
	const workflowId = playbooks.ids[playbook];
	const before = new Set((await n8n.listExecutions({ workflowId }, 100)).map(({ id }) => id));
	await work();
	const deadline = Date.now() + PATIENCE_MS;
	for (;;) {
		const now = await n8n.listExecutions({ workflowId }, 100);
		const made = now.filter(({ id }) => !before.has(id)).toReversed();
		if (made.length >= many) {
			return await Promise.all(
				made.map(({ id }) =>
					ended ? n8n.waitForExecution(id, PATIENCE_MS) : n8n.getExecution(id),
				),
			);
		}
		if (Date.now() > deadline) throw new Error(`${made.length} of ${many} runs of ${playbook}`);
		await pause(100);
	}
}

/** Sends something to a webhook of a playbook, with its key. */
export async function post(path: string, body: object): Promise<Response> {
	return await fetch(`${n8nContext().url}/webhook/${path}`, {
		method: 'POST',
		headers: { 'content-type': 'application/json', 'x-playbook-key': PLAYBOOK_KEY },
		body: JSON.stringify(body),
	});
}

/** What a person fills in. */
export const form = ({ firstName, lastName, email, title }: Person, message: string) => ({
	email,
	fullName: `${firstName} ${lastName}`,
	jobTitle: title,
	message,
});

/** The first item of a node; an empty one if it has not run. */
export const only = (execution: Execution | undefined, node: string): Record<string, unknown> =>
	execution === undefined ? {} : (jsonOf(execution, node)[0] ?? {});

/** The contact as HubSpot's own API has it. */
export const contactOf = async ({ sandbox }: OpenPlaybooks, { email }: Person) =>
	await hubspotRecord(sandbox, 'contacts', email, ['email', 'jobtitle'], 'email');

/** What a client of the SDK's 1.x line has of a tool, and what its user was asked. */
export interface Asked {
	questions: string[];
	isError: boolean;
	text: string;
	/** Of a result in JSON. */
	answer: Record<string, unknown>;
}

/**
 * A foreign client calls a tool of a playbook, and its user answers whatever is asked.
 *
 * @param user `unable`: the client cannot ask its user
 */
export async function callTool(
	path: string,
	call: { name: string; arguments: Record<string, unknown> },
	user: 'accept' | 'decline' | 'unable' = 'accept',
	key = PLAYBOOK_KEY,
): Promise<Asked> {
	const capabilities = user === 'unable' ? {} : { elicitation: {} };
	const authorization = `Bearer ${key}`;
	const client = await openSdkV1(`${n8nContext().url}/mcp/${path}`, capabilities, {
		authorization,
	});
	const questions: string[] = [];
	if (user !== 'unable') {
		client.setRequestHandler(ElicitRequestSchema, ({ params }) => {
			questions.push(params.message);
			return { action: user, content: {} };
		});
	}
	try {
		const result = await client.callTool(call, undefined, { timeout: PATIENCE_MS });
		const text = textOf(result);
		const isError = result.isError === true;
		const answer = text.startsWith('{') ? (JSON.parse(text) as Asked['answer']) : {};
		return { questions, isError, text, answer };
	} finally {
		await client.close();
	}
}
