import { Agent } from 'node:http';

import { send } from '../load/http-load.ts';
import { openSession, OPERATIONS, sessionRequest, type Operation } from '../load/requests.ts';
import { BUILTIN_PATH, builtinWorkflow, calledWorkflow } from '../load/workflows.ts';
import { publishNew } from '../n8n/temporary-n8n.ts';
import type { Cluster } from './start-cluster.ts';

/** How a server answered calls of a client of 2025-11-25, with a session for each call or one for all. */
export interface SessionCount {
	what: string;
	calls: number;
	answered: number;
	/** The beginning of the first wrong answer. */
	firstError?: string;
}

const call = OPERATIONS.find(({ method }) => method === 'tools/call') as Operation;

/** n8n's own trigger with the same flow as a tool. */
export async function publishPeer({ client }: Pick<Cluster, 'client'>): Promise<void> {
	const called = await publishNew(client, calledWorkflow());
	await publishNew(client, builtinWorkflow(called.id));
}

export const peerUrl = ({ proxy }: Pick<Cluster, 'proxy'>) => `${proxy.url}/mcp/${BUILTIN_PATH}`;

async function callIn(url: string, session: string, id: number): Promise<string | undefined> {
	const agent = new Agent();
	const load = sessionRequest(url, session, call);
	try {
		const { status, body } = await send(agent, load, id);
		const isRight = status === 200 && body.includes(load.awaited);
		return isRight ? undefined : `${status}: ${body.slice(0, 120)}`;
	} finally {
		agent.destroy();
	}
}

/** Each call in a session of its own, and all calls in one. */
export async function countSessions(
	name: string,
	url: string,
	calls: number,
): Promise<SessionCount[]> {
	const count = async (what: string, sessionOf: () => Promise<string>) => {
		const problems: string[] = [];
		for (let id = 1; id <= calls; id++) {
			try {
				const problem = await callIn(url, await sessionOf(), id);
				if (problem !== undefined) problems.push(problem);
			} catch (error) {
				problems.push((error as Error).message);
			}
		}
		const [firstError] = problems;
		const answered = calls - problems.length;
		return { what: `${name}, ${what}`, calls, answered, ...(firstError ? { firstError } : {}) };
	};
	const fresh = await count('a session for each call', async () => await openSession(url));
	const session = await openSession(url);
	return [fresh, await count('one session for all', async () => await Promise.resolve(session))];
}
