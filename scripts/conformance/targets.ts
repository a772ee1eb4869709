import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { freePort } from '../n8n/free-port.ts';
import { requireMcpServer } from '../n8n/mcp-check.ts';
import type { NewWorkflow } from '../n8n/rest-types.ts';
import { BUILTIN_PATH, builtinWorkflow } from './builtin-workflow.ts';
import { FIXTURE_PATH, FIXTURE_WORKFLOW_FILE, TRIGGER_TYPE } from './fixture-workflow.ts';
import type { TargetName } from './options.ts';
import { publishNew } from '../n8n/temporary-n8n.ts';
import type { TemporaryN8n } from '../n8n/temporary-n8n.ts';

/** A server to test; `url` is one that was not started here. */
export interface Target {
	name: TargetName | 'url';
	url: string;
}

/** The workflow with its triggers' own port moved; the input is not changed. */
export function withPort(workflow: NewWorkflow, port: number): NewWorkflow {
	const moved = ({ options, ...parameters }: NewWorkflow['nodes'][number]['parameters']) => ({
		...parameters,
		options: { ...(options as object), port },
	});
	const nodes = workflow.nodes.map((node) =>
		node.type === TRIGGER_TYPE ? { ...node, parameters: moved(node.parameters) } : node,
	);
	return { ...workflow, nodes };
}

async function publishFixtures(root: string, host: TemporaryN8n): Promise<number> {
	const text = await readFile(join(root, FIXTURE_WORKFLOW_FILE), 'utf8');
	const port = await freePort();
	await publishNew(host.client, withPort(JSON.parse(text) as NewWorkflow, port));
	return port;
}

/** Publishes what the targets need; returns where each of them answers. */
export async function publishTargets(
	root: string,
	host: TemporaryN8n,
	targets: TargetName[],
): Promise<Target[]> {
	const ours = targets.some((name) => name !== 'builtin');
	const port = ours ? await publishFixtures(root, host) : 0;
	if (targets.includes('builtin')) await publishNew(host.client, builtinWorkflow());
	const urls: Record<TargetName, string> = {
		webhook: `${host.n8n.url}/mcp/${FIXTURE_PATH}`,
		port: `http://127.0.0.1:${port}/${FIXTURE_PATH}`,
		builtin: `${host.n8n.url}/mcp/${BUILTIN_PATH}`,
	};
	return targets.map((name) => ({ name, url: urls[name] }));
}

/** Waits until the server answers `initialize`. Throws SetupError. */
export async function requireTarget(url: string): Promise<void> {
	await requireMcpServer(url, 'none');
}
