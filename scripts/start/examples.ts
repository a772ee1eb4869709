import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { sandboxCredentials } from '../../sandbox/credentials.ts';
import type { StartedSandbox } from '../../sandbox/start.ts';
import {
	importExample,
	isStartedByHand,
	manualTrigger,
	readExample,
} from '../n8n/import-example.ts';
import type { N8nRestClient } from '../n8n/rest-client.ts';
import type { NewCredential, NewWorkflow, Workflow } from '../n8n/rest-types.ts';
import { SetupError } from '../n8n/setup-error.ts';

export type ExampleSandbox = Pick<StartedSandbox, 'url' | 'vendors'>;

/** Where the examples find each other, and the model of the demo chat. */
export interface ExampleHost {
	n8nUrl: string;
	mcpKey: string;
	/** Base URL of the demo's chat model. */
	modelUrl: string;
}

/** The n8n that the files name; an n8n elsewhere is put in its place on import. */
const WRITTEN_N8N_URL = 'http://localhost:5678';

/** The vendors are emulated here: playbooks may write at once, and do not begin with a dry run. */
const LIVE = { '"mode": "dry_run"': '"mode": "live"' };

const TRIGGER_TYPE = 'n8n-nodes-gtm-mcp.gtmMcpServerTrigger';

/** The data of an MCP keys credential that accepts one key. */
export function serverKeys(key: string): Record<string, unknown> {
	return { keys: { key: [{ label: 'quick-start', key }] } };
}

/** Credentials for all emulated vendors, the key of the examples' MCP servers, and what the demo chat uses. */
export function exampleCredentials(
	{ n8nUrl, mcpKey, modelUrl }: ExampleHost,
	sandbox: ExampleSandbox,
): NewCredential[] {
	const name = 'Quick start MCP keys';
	const ofVendors = Object.entries(sandboxCredentials(sandbox.url)).map(([type, data]) => {
		const vendor = sandbox.vendors.find(({ baseUrl }) => baseUrl === data.baseUrl);
		return { name: `Sandbox ${vendor?.name ?? type}`, type, data };
	});
	return [
		{ name, type: 'gtmMcpServerKeysApi', data: serverKeys(mcpKey) },
		{
			name: 'Sandbox MCP servers',
			type: 'gtmMcpClientApi',
			// Another server of this n8n is an option of the node: the origin is the same.
			data: { serverUrl: `${n8nUrl}/mcp/prospects`, apiKey: mcpKey },
		},
		{
			name: 'Sandbox chat model',
			type: 'openAiApi',
			data: { apiKey: 'sandbox', url: modelUrl },
		},
		{
			name: 'Sandbox playbook key',
			type: 'httpHeaderAuth',
			data: { name: 'x-playbook-key', value: mcpKey },
		},
		...ofVendors,
	];
}

/** Users find all of them when they try a node; those of an earlier start lead to where vendors are now. */
async function offerCredentials(client: N8nRestClient, seeds: NewCredential[]): Promise<void> {
	const existing = await client.listCredentials();
	for (const seed of seeds) {
		const known = existing.find(({ type, name }) => type === seed.type && name === seed.name);
		if (!known) await client.createCredential(seed);
		else if (seed.name.startsWith('Sandbox ')) await client.updateCredential(known.id, seed);
	}
}

/** The address of the workflow's public chat, undefined when it has none. */
export function chatUrl(n8nUrl: string, { nodes }: NewWorkflow): string | undefined {
	const trigger = nodes.find(
		({ type, disabled, parameters }) =>
			type === '@n8n/n8n-nodes-langchain.chatTrigger' && !disabled && parameters.public === true,
	);
	return typeof trigger?.webhookId === 'string'
		? `${n8nUrl}/webhook/${trigger.webhookId}/chat`
		: undefined;
}

/** The address of the workflow's public form, undefined when it has none. */
export function formUrl(n8nUrl: string, { nodes }: NewWorkflow): string | undefined {
	const trigger = nodes.find(
		({ type, disabled }) => type === 'n8n-nodes-base.formTrigger' && !disabled,
	);
	const path = (trigger?.parameters.options as { path?: unknown } | undefined)?.path;
	return typeof path === 'string' ? `${n8nUrl}/form/${path}` : undefined;
}

/** The path of the workflow's MCP server below `/mcp/`, undefined when it serves none. */
export function mcpPath(workflow: NewWorkflow): string | undefined {
	const trigger = workflow.nodes.find(({ type, disabled }) => type === TRIGGER_TYPE && !disabled);
	const path = trigger?.parameters.path;
	return typeof path === 'string' ? path.replace(/^\/+|\/+$/g, '') : undefined;
}

/** Folders whose workflows are imported: whole jobs, the four ready servers, and the playbooks. */
const IMPORTED_FOLDERS = ['.', 'servers', 'playbooks'];

/** Paths below `examples`, in the order of their names: the tables come before what reads them by id. */
async function exampleFiles(root: string): Promise<string[]> {
	const names: string[] = [];
	for (const folder of IMPORTED_FOLDERS) {
		const path = join(root, 'examples', folder);
		if (!existsSync(path)) continue;
		const own = (await readdir(path)).filter((name) => name.endsWith('.json')).sort();
		names.push(...own.map((name) => join(folder, name)));
	}
	return names;
}

/** Of the file and of where it is imported to. */
async function sha256(file: string, n8nUrl: string): Promise<string> {
	return createHash('sha256')
		.update(await readFile(file))
		.update(n8nUrl)
		.digest('hex');
}

/** The published workflow, left as the user has it since the import. */
async function publishedAsIs(client: N8nRestClient, file: string): Promise<Workflow | undefined> {
	const { name } = await readExample(file);
	const [known] = await client.listWorkflows(name);
	if (!known) return undefined;
	const workflow = await client.getWorkflow(known.id);
	return known.active || isStartedByHand(workflow)
		? workflow
		: await client.publishWorkflow(known.id);
}

/** A workflow that is started by hand makes what the others need: it runs once, when it is new. */
async function runOnce(client: N8nRestClient, workflow: Workflow): Promise<void> {
	const trigger = manualTrigger(workflow);
	if (trigger === undefined) return;
	const started = await client.runWorkflow(workflow.id, {
		triggerToStartFrom: { name: trigger.name },
	});
	if (!('executionId' in started)) throw new SetupError(`“${workflow.name}” did not start`);
	const { status, data } = await client.waitForExecution(started.executionId, 120_000);
	if (status === 'success') return;
	throw new SetupError(`“${workflow.name}” failed: ${data.resultData.error?.message ?? status}`);
}

export interface ImportedExamples {
	workflows: Workflow[];
	/** Hash of each file by name: the next start imports only what differs. */
	imported: Record<string, string>;
}

/**
 * Imports and publishes all examples. An example whose file has not changed since its last import
 * keeps what the user has done to it in the editor. Throws SetupError or N8nRestError.
 */
export async function importExamples(options: {
	client: N8nRestClient;
	root: string;
	host: ExampleHost;
	sandbox: ExampleSandbox;
	imported: Record<string, string>;
}): Promise<ImportedExamples> {
	const { client, root, host, sandbox } = options;
	const seeds = exampleCredentials(host, sandbox);
	const here = { [WRITTEN_N8N_URL]: host.n8nUrl, ...LIVE };
	await offerCredentials(client, seeds);
	const result: ImportedExamples = { workflows: [], imported: {} };
	for (const name of await exampleFiles(root)) {
		const file = join(root, 'examples', name);
		const hash = await sha256(file, host.n8nUrl);
		const unchanged = options.imported[name] === hash;
		const kept = unchanged ? await publishedAsIs(client, file) : undefined;
		const workflow = kept ?? (await importExample(client, file, seeds, here));
		if (!kept) await runOnce(client, workflow);
		result.workflows.push(workflow);
		result.imported[name] = hash;
	}
	return result;
}
