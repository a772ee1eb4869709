import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { FIXTURE_WORKFLOW_FILE, TRIGGER_TYPE } from '../conformance/fixture-workflow.ts';
import { publishNew } from '../n8n/temporary-n8n.ts';
import type { TemporaryN8n } from '../n8n/temporary-n8n.ts';
import { BENCH_PATH, oursWorkflow } from '../load/workflows.ts';
import { freePort } from '../n8n/free-port.ts';
import type { NewWorkflow } from '../n8n/rest-types.ts';
import type { AttackTarget } from './attack.ts';
import type { Door } from './judge.ts';
import { STALL_SERVERS, stallWorkflow } from './stall-workflow.ts';
import type { StallServer } from './stall-workflow.ts';

const PATH = 'fuzz';
const CREDENTIAL_TYPE = 'gtmMcpServerKeysApi';
/** Seconds that a flow may take, however long an attack tells it to wait. */
const FLOW_TIMEOUT = 5;

/** The doors of the server under attack, and every key that opens them. */
export interface Fortress {
	targets: Record<Door, AttackTarget>;
	keys: string[];
	/** An ordinary server beside the one under attack, with a small flow, on a port of its own. */
	flowUrl: string;
	/** Servers whose schemas and templates can be made to cost time. */
	stallTargets: Record<StallServer, AttackTarget>;
}

const newKey = () => `fuzz-${randomBytes(24).toString('base64url')}`;

function guarded(
	workflow: NewWorkflow,
	port: number,
	credential: { id: string; name: string },
): NewWorkflow {
	const nodes = workflow.nodes.map((node) => {
		if (node.type !== TRIGGER_TYPE) return node;
		const options = { ...(node.parameters.options as object), port, timeout: FLOW_TIMEOUT };
		const parameters = { ...node.parameters, path: PATH, authentication: 'apiKeys', options };
		return { ...node, parameters, credentials: { [CREDENTIAL_TYPE]: credential } };
	});
	return { ...workflow, name: 'Under attack', nodes };
}

async function publishFlow({ client }: TemporaryN8n): Promise<string> {
	const port = await freePort();
	await publishNew(client, oursWorkflow(port));
	return `http://127.0.0.1:${port}/${BENCH_PATH}`;
}

async function publishStalls(
	{ client }: TemporaryN8n,
	credential: { id: string; name: string },
	key: string,
): Promise<Record<StallServer, AttackTarget>> {
	const targets: Partial<Record<StallServer, AttackTarget>> = {};
	for (const server of Object.keys(STALL_SERVERS) as StallServer[]) {
		const port = await freePort();
		await publishNew(client, stallWorkflow(server, port, credential));
		targets[server] = { host: '127.0.0.1', key, port, path: `/${server}` };
	}
	return targets as Record<StallServer, AttackTarget>;
}

/** Publishes the conformance fixtures behind API keys: they use everything that the server can. */
export async function buildFortress(root: string, host: TemporaryN8n): Promise<Fortress> {
	const keys = [newKey(), newKey()];
	const { id, name } = await host.client.createCredential({
		name: 'Fuzz keys',
		type: CREDENTIAL_TYPE,
		data: { keys: { key: keys.map((key, index) => ({ label: `fuzz-${index + 1}`, key })) } },
	});
	const text = await readFile(join(root, FIXTURE_WORKFLOW_FILE), 'utf8');
	const port = await freePort();
	await publishNew(host.client, guarded(JSON.parse(text) as NewWorkflow, port, { id, name }));
	const common = { host: '127.0.0.1', key: keys[0] ?? '' };
	return {
		keys,
		flowUrl: await publishFlow(host),
		stallTargets: await publishStalls(host, { id, name }, common.key),
		targets: {
			port: { ...common, port, path: `/${PATH}` },
			webhook: { ...common, port: Number(new URL(host.n8n.url).port), path: `/mcp/${PATH}` },
		},
	};
}
