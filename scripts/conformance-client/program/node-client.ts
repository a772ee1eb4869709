import { rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import type { INodeType } from 'n8n-workflow';

import type { TestCredentials } from '../../../test/node/harness/credentials-helper.ts';
import { runWorkflow } from '../../../test/node/harness/run-workflow.ts';
import { connectionOf } from './node-connection.ts';
import { callsOf } from './sample-arguments.ts';
import type { ListedTool, Scenario } from './scenario.ts';

type Json = Record<string, unknown>;

/** The node as it is published: from dist/. */
function loadNode(): INodeType {
	const require = createRequire(join(process.cwd(), 'package.json'));
	const { GtmMcpClient } = require('./dist/nodes/GtmMcpClient/GtmMcpClient.node.js') as {
		GtmMcpClient: new () => INodeType;
	};
	return new GtmMcpClient();
}

interface Step {
	parameters: Json;
	items?: Json[];
}

/** A workflow of one client node that runs for each item and goes on when one fails. */
class NodeInWorkflow {
	private readonly nodeType = loadNode();

	constructor(
		private readonly connection: Json,
		private readonly credentials: TestCredentials,
	) {}

	/** The output for all items but those that failed. */
	async run({ parameters, items = [{}] }: Step): Promise<Json[]> {
		const named = Object.keys(this.credentials).map((type) => [type, { id: type, name: type }]);
		const finished = await runWorkflow(
			{
				nodes: [
					{
						name: 'Start',
						type: 'test.startItems',
						parameters: { items: JSON.stringify(items) },
					},
					{
						name: 'Client',
						type: 'test.gtmMcpClient',
						onError: 'continueRegularOutput',
						parameters: {
							...this.connection,
							...parameters,
							options: { ...(this.connection.options as Json), ...(parameters.options as Json) },
						} as never,
						credentials: Object.fromEntries(named) as never,
					},
				],
				connections: { Start: { main: [[{ node: 'Client', type: 'main', index: 0 }]] } },
			},
			{ nodeTypes: [this.nodeType], credentials: this.credentials },
		);
		if (finished.error) throw finished.error;
		const output = finished.output('Client');
		for (const { error } of output) if (error) console.error(error.message);
		return output.filter(({ error }) => !error).map(({ json }) => json as Json);
	}
}

const byName = (value: string) => ({ __rl: true, mode: 'name', value });

/** A user who lets the server do what it wants, and answers its questions with what it suggests. */
const CONSENT = { elicitation: 'defaults', writes: 'allowed' };

async function useTools(client: NodeInWorkflow, scenario: Scenario): Promise<void> {
	const parameters = { operation: 'listTools', returnAll: true };
	const tools = await client.run({ parameters });
	const calls = callsOf(scenario, tools as unknown as ListedTool[]);
	await client.run({
		parameters: {
			operation: 'callTool',
			tool: byName('={{ $json.name }}'),
			inputMode: 'json',
			json: '={{ JSON.stringify($json.input) }}',
			options: CONSENT,
		},
		// n8n allows no expression with the word "arguments".
		items: calls.map(({ name, arguments: input = {} }) => ({ name, input })),
	});
}

async function useResources(client: NodeInWorkflow): Promise<void> {
	const parameters = { operation: 'listResources', returnAll: true };
	const items = await client.run({ parameters });
	if (items.length === 0) return;
	await client.run({
		parameters: {
			operation: 'readResource',
			uri: byName('={{ $json.uri }}'),
			options: CONSENT,
		},
		items,
	});
}

async function usePrompts(client: NodeInWorkflow): Promise<void> {
	const parameters = { operation: 'listPrompts', returnAll: true };
	const items = await client.run({ parameters });
	if (items.length === 0) return;
	await client.run({
		parameters: {
			operation: 'getPrompt',
			prompt: byName('={{ $json.name }}'),
			promptInputMode: 'json',
			promptJson: '{}',
			options: CONSENT,
		},
		items,
	});
}

/** What a user does with a new server: looks at all that it has, and uses all of it. */
async function useEverything(client: NodeInWorkflow, scenario: Scenario): Promise<void> {
	const [info] = await client.run({ parameters: { operation: 'serverInfo' } });
	const { resources, prompts } = (info?.capabilities ?? {}) as Json;
	await useTools(client, scenario);
	if (resources) await useResources(client);
	if (prompts) await usePrompts(client);
}

/** Runs a scenario with our node in workflows that n8n-core executes; resolves with an exit code. */
export async function runWithNode(scenario: Scenario): Promise<number> {
	const { parameters, credentials } = connectionOf(scenario);
	try {
		await useEverything(new NodeInWorkflow(parameters, credentials), scenario);
		return 0;
	} finally {
		await rm(process.env.N8N_USER_FOLDER ?? '', { recursive: true, force: true });
	}
}
