import { Agent } from 'node:http';

import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';

import { sandboxCredential } from '../../sandbox/credentials.ts';
import { type LoadRequest, send } from '../load/http-load.ts';
import { modernRequest, type Operation, resultOf } from '../load/requests.ts';
import { freePort } from '../n8n/free-port.ts';
import { publishNew, type TemporaryN8n } from '../n8n/temporary-n8n.ts';
import { type EmulatedVendor, requestOf } from './emulator.ts';
import { SDK_TOOL, startSdkServer } from './sdk-process.ts';
import { branchWorkflow, BRANCH_TOOL, toolkitWorkflow } from './workflows.ts';

export const CONTENDERS = {
	bare: 'Attio emulated, called bare',
	sdk: 'by hand with the official SDK, a process of its own',
	port: 'ready server in process, own port',
	webhook: "ready server in process, n8n's URL",
	execution: 'ready server, as execution, own port',
	branch: 'branch with GTM CRM, own port',
} as const;
export type ContenderName = keyof typeof CONTENDERS;

/** A way to the same contact. */
export interface Contender {
	name: ContenderName;
	/** The process whose processor time counts. */
	pid: number;
	request: LoadRequest;
	/** Of one whole answer. */
	bytes: number;
	/** What a model is given to read of it. */
	answerTokens: number;
	/** What a model is given to read of all tools, before it calls one; undefined if there are none. */
	listTokens?: number;
}

interface ToolResult {
	content: Array<{ text?: string }>;
}

async function answerTo(request: LoadRequest): Promise<string> {
	const agent = new Agent();
	const { status, body } = await send(agent, request, 1);
	agent.destroy();
	if (status === 200 && body.includes(request.awaited)) return body;
	throw new RangeError(`${request.url}: ${status}: ${body.slice(0, 300)}`);
}

/** One tool of one server in n8n, measured at an address of it. */
async function served(
	name: ContenderName,
	pid: number,
	url: string,
	call: Operation,
): Promise<Contender> {
	const list: Operation = { method: 'tools/list', params: {}, awaited: '"tools"' };
	const { tools } = (await resultOf(url, list)) as { tools: unknown };
	const { content } = (await resultOf(url, call)) as ToolResult;
	const request = modernRequest(url, call);
	return {
		name,
		pid,
		request,
		bytes: Buffer.byteLength(await answerTo(request)),
		answerTokens: countTokens(content.map(({ text = '' }) => text).join('\n')),
		listTokens: countTokens(JSON.stringify(tools)),
	};
}

async function bare(vendor: EmulatedVendor, work: () => Promise<unknown>): Promise<Contender> {
	const request = await requestOf(vendor, work);
	const body = await answerTo(request);
	return {
		name: 'bare',
		pid: vendor.pid,
		request,
		bytes: Buffer.byteLength(body),
		answerTokens: countTokens(body),
	};
}

/** Publishes the servers, and sees that each gives the contact. */
export async function startContenders(
	{ n8n, client }: TemporaryN8n,
	vendor: EmulatedVendor,
	root: string,
): Promise<Contender[]> {
	const type = 'gtmAttioApi';
	const data = sandboxCredential(vendor.url, type);
	const credential = await client.createCredential({ name: 'Bench Attio', type, data });
	const port = await freePort();
	const at = (path: string) => ({ port, path, credential });
	await publishNew(client, toolkitWorkflow(at('bench-process'), 'inProcess'));
	await publishNew(client, toolkitWorkflow(at('bench-execution'), 'execution'));
	await publishNew(client, branchWorkflow(at('bench-branch')));
	const { email } = vendor;
	const operation = (name: string, args: object): Operation => ({
		method: 'tools/call',
		params: { name, arguments: args },
		awaited: email,
	});
	const ready = operation('get_record', { kind: 'contact', email });
	const drawn = operation(BRANCH_TOOL, { email });
	const own = (path: string) => `http://127.0.0.1:${port}/${path}`;
	const inProcess = await served('port', n8n.pid, own('bench-process'), ready);
	const asked = await bare(vendor, async () => await answerTo(inProcess.request));
	const sdk = await startSdkServer(root, asked.request);
	return [
		asked,
		await served('sdk', sdk.pid, sdk.url, operation(SDK_TOOL, { email })),
		inProcess,
		await served('webhook', n8n.pid, `${n8n.url}/mcp/bench-process`, ready),
		await served('execution', n8n.pid, own('bench-execution'), ready),
		await served('branch', n8n.pid, own('bench-branch'), drawn),
	];
}
