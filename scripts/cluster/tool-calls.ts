import { Agent } from 'node:http';

import { send } from '../load/http-load.ts';
import { modernRequest } from '../load/requests.ts';

/** How a call looked to its client. */
export type Outcome =
	/** The flow's result. */
	| 'answered'
	/** An error that says what happened. */
	| 'clear error'
	/** The connection was cut, or the proxy found nobody: as of a server that has died. */
	| 'cut'
	/** Nothing for longer than the server may take. */
	| 'hung'
	/** Something that nobody should get. */
	| 'wrong';

export interface CallReport {
	name: string;
	outcome: Outcome;
	/** What the client read. */
	text: string;
	milliseconds: number;
}

export interface ToolCall {
	url: string;
	tool: string;
	/** Names its effect; part of the right answer. */
	name: string;
	hold?: number;
}

const HUNG = 'no answer in time';

/** One call by a client of 2026-07-28 that has no session, and a connection of its own. */
export async function callTool({ url, tool, name, hold }: ToolCall): Promise<CallReport> {
	const agent = new Agent();
	const values = { name, ...(hold === undefined ? {} : { hold }) };
	const params = { name: tool, arguments: values };
	const startedAt = performance.now();
	const report = (outcome: Outcome, text: string): CallReport => {
		return { name, outcome, text, milliseconds: performance.now() - startedAt };
	};
	try {
		const awaited = `"done":"${name}"`;
		const load = modernRequest(url, { method: 'tools/call', params, awaited });
		const { status, body } = await send(agent, load, 1);
		return report(outcomeOf(status, body, name), body);
	} catch (error) {
		const { message } = error as Error;
		return report(message === HUNG ? 'hung' : 'cut', message);
	} finally {
		agent.destroy();
	}
}

function outcomeOf(status: number, body: string, name: string): Outcome {
	if (body.includes(`\\"done\\":\\"${name}\\"`)) return 'answered';
	if (status === 502) return 'cut';
	if (body.includes('"isError":true') || body.includes('"error":{')) return 'clear error';
	// n8n's own, for a request that it could not look up.
	if (status >= 500 && body.includes('"message"')) return 'clear error';
	return 'wrong';
}

/** Calls until `count` were made, `atOnce` of them at any time. */
export async function callMany(
	count: number,
	atOnce: number,
	callOf: (index: number) => ToolCall,
): Promise<CallReport[]> {
	const reports: CallReport[] = [];
	let next = 0;
	const one = async () => {
		while (next < count) reports.push(await callTool(callOf(next++)));
	};
	await Promise.all(Array.from({ length: atOnce }, one));
	return reports;
}
