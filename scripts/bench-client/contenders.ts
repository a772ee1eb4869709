import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';

import type { TemporaryN8n } from '../n8n/temporary-n8n.ts';
import type { NodeRun, NewWorkflow } from '../n8n/rest-types.ts';
import { TOOL } from './server-process.ts';
import { builtinWorkflow, MEASURED, ourWorkflow, START } from './workflows.ts';

export const CONTENDERS = {
	sdk: 'bare SDK 2.x',
	ours: 'ours',
	batch: 'ours, 10 at once',
	builtin: 'built-in client',
} as const;
export type ContenderName = keyof typeof CONTENDERS;

/** A client in the comparison, ready to call a tool for so many items. */
export interface Contender {
	name: ContenderName;
	/** Calls the tool once for every item. Resolves with milliseconds; rejects if an answer is wrong. */
	run(): Promise<number>;
	stop(): Promise<void>;
}

/** Is in every right answer. */
const AWAITED = '120';
/** Options of our node for several calls at once. */
const BATCH = { concurrency: 10 };
const EXECUTION_TIMEOUT_MS = 120_000;

function requireAnswers(found: number, items: number, instead: string): void {
	if (found !== items) throw new Error(`${found} of ${items} right answers: ${instead}`);
}

/** One execution after the other in n8n; the time is that of the client node alone. */
async function inN8n(
	name: ContenderName,
	{ client }: TemporaryN8n,
	workflow: NewWorkflow,
	items: number,
): Promise<Contender> {
	const { id } = await client.createWorkflow(workflow);
	return {
		name,
		async run() {
			const started = await client.runWorkflow(id, { triggerToStartFrom: { name: START } });
			if (!('executionId' in started)) throw new Error('the workflow did not start');
			const execution = await client.waitForExecution(started.executionId, EXECUTION_TIMEOUT_MS);
			const { runData, error } = execution.data.resultData;
			const run: NodeRun | undefined = runData[MEASURED]?.[0];
			const output = run?.data?.main?.[0] ?? [];
			const right = output.filter(({ json }) => JSON.stringify(json).includes(AWAITED));
			const first = JSON.stringify(output[0]?.json);
			requireAnswers(right.length, items, error?.message ?? first ?? 'no output');
			return Number(run?.executionTime);
		},
		stop: async () => await client.deleteWorkflow(id),
	};
}

/** What a program would do: connect once, then one call after the other. */
function bareSdk(url: string, items: number): Contender {
	let connected: Promise<Client> | undefined;
	const connect = async () => {
		const client = new Client(
			{ name: 'bench', version: '1.0.0' },
			{ versionNegotiation: { mode: 'auto' } },
		);
		await client.connect(new StreamableHTTPClientTransport(new URL(url)));
		return client;
	};
	return {
		name: 'sdk',
		async run() {
			const startedAt = performance.now();
			connected ??= connect();
			const client = await connected;
			let right = 0;
			for (let item = 0; item < items; item += 1) {
				const result = await client.callTool({
					name: TOOL,
					arguments: { domain: `company-${item}.example` },
				});
				if (JSON.stringify(result.content).includes(AWAITED)) right += 1;
			}
			requireAnswers(right, items, 'another text');
			return performance.now() - startedAt;
		},
		async stop() {
			await (await connected)?.close();
		},
	};
}

/** Prepares a client that has not talked to the server yet. */
export async function prepareContender(
	name: ContenderName,
	host: TemporaryN8n,
	{ url, items }: { url: string; items: number },
): Promise<Contender> {
	switch (name) {
		case 'sdk':
			return bareSdk(url, items);
		case 'ours':
			return await inN8n(name, host, ourWorkflow(url, items), items);
		case 'batch':
			return await inN8n(name, host, ourWorkflow(url, items, BATCH), items);
		case 'builtin':
			return await inN8n(name, host, builtinWorkflow(url, items), items);
	}
}
