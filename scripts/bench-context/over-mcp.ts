import { mkdir, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

import type { StorePlace } from '../../src/base/database/open-store.ts';
import type { Progress } from '../install/progress.cjs';
import { freePort } from '../n8n/free-port.ts';
import type { NewWorkflow } from '../n8n/rest-types.ts';
import { publishNew, startTemporaryN8n } from '../n8n/temporary-n8n.ts';
import type { Asked } from './measure.ts';

/** A graph that is asked over MCP. */
export interface AskedOverMcp extends Asked {
	/** @returns what an agent is given to read */
	read(email: string): Promise<string>;
	close(): Promise<void>;
}

const PATH = 'bench-context';

/**
 * Starts an n8n that has the store as its own, and asks the graph by a foreign client on the own port of a
 * trigger. The store is not open in this process meanwhile.
 */
export async function openOverMcp(
	root: string,
	progress: Progress,
	place: StorePlace,
): Promise<AskedOverMcp> {
	const artefactFolder = join(root, '.artefacts', 'bench');
	const env = 'sqlite' in place ? {} : { GTM_MCP_STORE: urlOf(place.postgres) };
	const {
		client: rest,
		userFolder,
		stop,
	} = await startTemporaryN8n({ root, progress, artefactFolder, env });
	if ('sqlite' in place) {
		const file = join(userFolder, '.n8n', 'gtm-mcp', 'store.sqlite');
		await mkdir(dirname(file), { recursive: true });
		await symlink(place.sqlite, file);
	}
	const port = await freePort();
	await publishNew(rest, serverWorkflow(port));
	const client = new Client({ name: 'bench-context', version: '1.0.0' });
	await client.connect(
		new StreamableHTTPClientTransport(new URL(`http://127.0.0.1:${port}/${PATH}`)),
	);
	const call = async (name: string, args: Record<string, unknown>) => {
		const result = await client.callTool({ name, arguments: args });
		const { status } = (result.structuredContent ?? {}) as { status?: unknown };
		if (result.isError === true || status !== 'resolved') {
			throw new RangeError(`${name}: a known person is ${JSON.stringify(result.content)}`);
		}
		return result;
	};
	return {
		async getContext(email) {
			await call('get_prospect_context', { email, intent: 'qualify' });
		},
		async upsert12(email, facts) {
			await call('upsert_facts', { type: 'contact', source: 'pdl', email, facts });
		},
		async read(email) {
			return JSON.stringify((await call('get_prospect_context', { email })).content);
		},
		async close() {
			await client.close();
			await stop();
		},
	};
}

function urlOf({
	host,
	port = 5432,
	database,
	user,
	password = '',
	schema = '',
}: Extract<StorePlace, { postgres: object }>['postgres']): string {
	const url = new URL(`postgres://${host}:${port}/${database}`);
	Object.assign(url, { username: user, password });
	url.searchParams.set('schema', schema);
	return url.href;
}

function serverWorkflow(port: number): NewWorkflow {
	return {
		name: 'Bench: context graph',
		nodes: [
			{
				id: 'be000050-0000-4000-8000-000000000001',
				name: 'Trigger',
				type: 'n8n-nodes-gtm-mcp.gtmMcpServerTrigger',
				typeVersion: 1.1,
				position: [0, 0],
				webhookId: 'be000050-0000-4000-8000-000000000099',
				parameters: {
					authentication: 'none',
					path: PATH,
					branches: {},
					options: { listen: 'both', host: '127.0.0.1', port, contextGraph: 'write' },
				},
			},
		],
		connections: {},
		settings: { executionOrder: 'v1' },
	};
}
