import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { freePort } from '../../../scripts/n8n/free-port.ts';
import { installTarball } from '../../../scripts/n8n/install-tarball.ts';
import { nodeRuntime } from '../../../scripts/n8n/node-runtime.ts';
import { N8nRestClient } from '../../../scripts/n8n/rest-client.ts';
import type { CredentialSummary, WorkflowNode } from '../../../scripts/n8n/rest-types.ts';
import { startN8n } from '../../../scripts/n8n/start-n8n.ts';
import { sandboxCredential } from '../../../sandbox/credentials.ts';
import { n8nContext } from './n8n-context';

/** An n8n of a test's own: it may be killed, and its context graph is nobody else's. */
export interface OwnN8n {
	client: N8nRestClient;
	url: string;
	/** n8n's N8N_USER_FOLDER. */
	userFolder: string;
	/** Kills all its processes, as if the machine had died. */
	kill(this: void): Promise<void>;
	/** Starts it again after that, on the same port with the same data. */
	start(this: void): Promise<void>;
	stop(this: void): Promise<void>;
	credential(
		this: void,
		sandboxUrl: string,
		type: string,
	): Promise<Record<string, CredentialSummary>>;
	/** Creates a workflow of a line of nodes, and publishes it unless `draft`. */
	workflow(this: void, nodes: readonly LineNode[], draft?: 'draft'): Promise<string>;
}

export type LineNode = Pick<WorkflowNode, 'name' | 'parameters'> & {
	type: string;
	credentials?: Record<string, CredentialSummary>;
};

/** @param name of its log, among the artefacts */
export async function openOwnN8n(name: string): Promise<OwnN8n> {
	const { root, installFolder, tarball, artefactFolder } = n8nContext();
	const folder = await mkdtemp(path.join(tmpdir(), 'gtm-mcp-own-'));
	const userFolder = path.join(folder, 'n8n');
	const logFile = path.join(artefactFolder, `${name}.log`);
	const npmLog = path.join(artefactFolder, `${name}-npm.log`);
	await installTarball({ tarball, userFolder, runtime: nodeRuntime(root), logFile: npmLog });
	const port = await freePort();
	const begin = async () => await startN8n({ root, installFolder, userFolder, port, logFile });
	let n8n = await begin();
	const client = new N8nRestClient(n8n.url);
	const password = `Own1-${randomBytes(12).toString('base64url')}`;
	await client.setUpOwner({ email: 'owner@example.com', password });
	return {
		client,
		url: n8n.url,
		userFolder,
		kill: async () => await n8n.kill(),
		start: async () => {
			n8n = await begin();
		},
		stop: async () => {
			await n8n.kill();
			await rm(folder, { recursive: true, force: true });
		},
		credential: async (sandboxUrl, type) => ({
			[type]: await client.createCredential({
				name: `${type} ${crypto.randomUUID()}`,
				type,
				data: sandboxCredential(sandboxUrl, type),
			}),
		}),
		workflow: async (nodes, draft) => {
			const { id } = await client.createWorkflow({
				name: `Line ${crypto.randomUUID()}`,
				nodes: nodes.map(({ type, credentials = {}, ...node }, index) => ({
					id: crypto.randomUUID(),
					webhookId: crypto.randomUUID(),
					type: type.includes('.') ? type : `n8n-nodes-gtm-mcp.${type}`,
					typeVersion: 1,
					position: [240 * index, 0],
					credentials: Object.fromEntries(
						Object.entries(credentials).map(([kind, one]) => [
							kind,
							{ id: one.id, name: one.name },
						]),
					),
					...node,
				})),
				connections: Object.fromEntries(
					nodes
						.slice(0, -1)
						.map((node, index) => [
							node.name,
							{ main: [[{ node: nodes[index + 1]?.name ?? '', type: 'main', index: 0 }]] },
						]),
				),
				settings: { executionOrder: 'v1' },
			});
			if (draft === undefined) await client.publishWorkflow(id);
			return id;
		},
	};
}
