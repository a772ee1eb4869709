import { writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import type { INodeType } from 'n8n-workflow';

import { oddServers } from '../../../test/peers/odd-servers/table.ts';
import type { OddServer } from '../../../test/peers/odd-servers/odd-server.ts';
import { gtmMcpClient } from '../../../test/node/odd-servers/gtm-mcp-client.ts';
import {
	type ClientUnderTest,
	runOddServer,
} from '../../../test/node/odd-servers/run-odd-server.ts';
import type { Comparison } from '../comparison.ts';

const AT_ONCE = 4;
const CALL_MS = 3_000;

type NodeModule = Record<string, new () => INodeType>;

/** n8n's own client, from its package, and our own as it is published. */
function contenders(builtinFile: string): { ours: ClientUnderTest; builtin: ClientUnderTest } {
	const require = createRequire(join(process.cwd(), 'package.json'));
	const { GtmMcpClient } = require('./dist/nodes/GtmMcpClient/GtmMcpClient.node.js') as NodeModule;
	const { McpClient } = require(builtinFile) as NodeModule;
	if (!GtmMcpClient || !McpClient) throw new Error('a client is missing');
	return {
		ours: gtmMcpClient(new GtmMcpClient()),
		builtin: {
			nodeType: new McpClient(),
			typeVersion: 1.1,
			parameters: (endpointUrl, name, jsonInput) => ({
				serverTransport: 'httpStreamable',
				endpointUrl,
				authentication: 'none',
				tool: { __rl: true, mode: 'id', value: name },
				inputMode: 'json',
				jsonInput,
				options: { timeout: CALL_MS },
			}),
		},
	};
}

async function compare(
	group: string,
	row: OddServer,
	{ ours, builtin }: ReturnType<typeof contenders>,
): Promise<Comparison> {
	const { what, isError = false } = row;
	return {
		group,
		what,
		isError,
		ours: await runOddServer(row, ours),
		builtin: await runOddServer(row, builtin),
	};
}

async function main([builtinFile = '', outputFile = '']: string[]): Promise<void> {
	const clients = contenders(builtinFile);
	const rows = Object.entries(oddServers).flatMap(([group, of]) =>
		of.map((row) => [group, row] as const),
	);
	const found: Comparison[] = [];
	let next = 0;
	const work = async () => {
		for (let index = next++; index < rows.length; index = next++) {
			const [group, row] = rows[index] ?? [];
			if (group !== undefined && row) found[index] = await compare(group, row, clients);
		}
	};
	await Promise.all(Array.from({ length: AT_ONCE }, work));
	await writeFile(outputFile, JSON.stringify(found, undefined, '\t'));
}

main(process.argv.slice(2)).then(
	() => process.exit(0),
	(error: unknown) => {
		process.stderr.write(`${(error as Error).stack}\n`);
		process.exit(1);
	},
);
