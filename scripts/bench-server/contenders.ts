import { freePort } from '../n8n/free-port.ts';
import { publishNew } from '../n8n/temporary-n8n.ts';
import type { TemporaryN8n } from '../n8n/temporary-n8n.ts';
import { startBareServer } from './bare-process.ts';
import type { LoadRequest } from '../load/http-load.ts';
import {
	modernRequest,
	openSession,
	OPERATIONS,
	plainRequest,
	resultOf,
	sessionRequest,
} from '../load/requests.ts';
import type { Operation } from '../load/requests.ts';
import {
	BENCH_PATH,
	BUILTIN_PATH,
	builtinWorkflow,
	calledWorkflow,
	oursWorkflow,
	PLAIN_PATH,
	plainWorkflow,
} from '../load/workflows.ts';

export const CONTENDERS = {
	bare: 'bare node:http',
	port: 'ours, own port',
	webhook: "ours, n8n's URL",
	plain: 'plain Webhook',
	builtin: 'built-in trigger',
} as const;
export type ContenderName = keyof typeof CONTENDERS;

/** A server in the comparison. */
export interface Contender {
	name: ContenderName;
	/** The process whose processor time counts, with those that it started. */
	pid: number;
	/** Undefined for what this server cannot do. */
	request(operation: Operation): LoadRequest | undefined;
}

const SERVED_BY_BUILTIN: Array<Operation['method']> = ['tools/call', 'tools/list'];

async function builtinContender({ n8n, client }: TemporaryN8n): Promise<Contender> {
	const called = await publishNew(client, calledWorkflow());
	await publishNew(client, builtinWorkflow(called.id));
	const url = `${n8n.url}/mcp/${BUILTIN_PATH}`;
	const session = await openSession(url);
	return {
		name: 'builtin',
		pid: n8n.pid,
		request: (operation) =>
			SERVED_BY_BUILTIN.includes(operation.method)
				? sessionRequest(url, session, operation)
				: undefined,
	};
}

async function plainContender({ n8n, client }: TemporaryN8n): Promise<Contender> {
	await publishNew(client, plainWorkflow());
	const request = plainRequest(`${n8n.url}/webhook/${PLAIN_PATH}`);
	return {
		name: 'plain',
		pid: n8n.pid,
		request: ({ method }) => (method === 'tools/call' ? request : undefined),
	};
}

/** Answers what ours answered, so that both send the same bytes. */
async function bareContender(root: string, url: string): Promise<Contender> {
	const results: Record<string, unknown> = {};
	for (const operation of OPERATIONS) {
		results[operation.method] = await resultOf(url, operation);
	}
	const bare = await startBareServer(root, results);
	return {
		name: 'bare',
		pid: bare.pid,
		request: (operation) => modernRequest(bare.url, operation),
	};
}

/** Publishes what the servers in n8n need and starts the bare one. */
export async function startContenders(root: string, host: TemporaryN8n): Promise<Contender[]> {
	const { n8n, client } = host;
	const port = await freePort();
	await publishNew(client, oursWorkflow(port));
	const urls = {
		port: `http://127.0.0.1:${port}/${BENCH_PATH}`,
		webhook: `${n8n.url}/mcp/${BENCH_PATH}`,
	};
	const ours = (name: 'port' | 'webhook'): Contender => ({
		name,
		pid: n8n.pid,
		request: (operation) => modernRequest(urls[name], operation),
	});
	return [
		await bareContender(root, urls.port),
		ours('port'),
		ours('webhook'),
		await plainContender(host),
		await builtinContender(host),
	];
}
