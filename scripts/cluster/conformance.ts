import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { FIXTURE_PATH, FIXTURE_WORKFLOW_FILE } from '../conformance/fixture-workflow.ts';
import { withPort } from '../conformance/targets.ts';
import { freePort } from '../n8n/free-port.ts';
import { nodeRuntime } from '../n8n/node-runtime.ts';
import type { NewWorkflow } from '../n8n/rest-types.ts';
import { publishNew } from '../n8n/temporary-n8n.ts';
import { runInherited } from '../test/run-inherited.ts';
import type { Cluster } from './start-cluster.ts';

const DEADLINE_MS = 10 * 60_000;

/** Publishes the fixtures of the official suite, and runs it through the proxy. @returns what is wrong */
export async function runConformance(
	root: string,
	{ client, proxy }: Cluster,
): Promise<string | undefined> {
	const text = await readFile(join(root, FIXTURE_WORKFLOW_FILE), 'utf8');
	await publishNew(client, withPort(JSON.parse(text) as NewWorkflow, await freePort()));
	const script = join(root, 'scripts', 'conformance', 'main.ts');
	const args = [script, '--url', `${proxy.url}/mcp/${FIXTURE_PATH}`];
	const command = nodeRuntime(root).executable;
	const { code, outcome } = await runInherited({
		command,
		args,
		cwd: root,
		env: process.env,
		deadline: DEADLINE_MS,
	});
	if (outcome !== 'ended') return `the official suite was ${outcome}`;
	return code === 0 ? undefined : 'the official suite fails through the proxy';
}
