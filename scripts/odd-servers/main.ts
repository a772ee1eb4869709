import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { build } from 'esbuild';

import { runWithDeadline } from '../conformance/run-with-deadline.ts';
import { helpAlone } from '../command/parse-options.ts';
import { runCommand } from '../command/run-command.ts';
import { createProgress } from '../install/progress.cjs';
import { N8N_VERSION } from '../n8n/cache-folder.ts';
import { ensureBuilt } from '../n8n/ensure-built.ts';
import { ensureN8n } from '../n8n/install-n8n.ts';
import { nodeRuntime } from '../n8n/node-runtime.ts';
import { SetupError } from '../n8n/setup-error.ts';
import { type Comparison, verdictOf } from './comparison.ts';
import { renderReport, summary } from './report.ts';

const USAGE = `npm run odd-servers: our MCP client and n8n's own, with servers that are slightly off

Writes docs/odd-servers.md. Fails if ours does worse than n8n's own with any of them.
`;

/** In the package that n8n keeps its AI nodes in. */
const BUILTIN = '@n8n/n8n-nodes-langchain/dist/nodes/mcp/McpClient/McpClient.node.js';
const DEADLINE_MS = 20 * 60_000;

/** The program as one file: it shares the harness of the node tests, which Node cannot run as it is. */
async function bundleProgram(root: string, folder: string): Promise<string> {
	const outfile = join(folder, 'program.cjs');
	await build({
		entryPoints: [join(root, 'scripts/odd-servers/program/main.ts')],
		outfile,
		bundle: true,
		platform: 'node',
		target: 'node24',
		format: 'cjs',
		packages: 'external',
		absWorkingDir: root,
		logLevel: 'warning',
	});
	return outfile;
}

async function compareAll(root: string, folder: string): Promise<Comparison[]> {
	const runtime = nodeRuntime(root);
	const progress = createProgress({ stream: process.stderr });
	await ensureBuilt({ root, progress });
	const { folder: n8n } = await ensureN8n({ root, progress });
	const program = await bundleProgram(root, folder);
	const results = join(folder, 'results.json');
	const logFile = join(folder, 'program.log');
	const how = await progress.step('both clients with every server', () =>
		runWithDeadline({
			command: runtime.executable,
			args: [program, join(n8n, 'node_modules', BUILTIN), results],
			logFile,
			deadline: DEADLINE_MS,
		}),
	);
	if (how !== 'ended with 0') throw new SetupError(`the comparison ${how} (log: ${logFile})`);
	return JSON.parse(await readFile(results, 'utf8')) as Comparison[];
}

async function run(): Promise<number> {
	const root = process.cwd();
	const folder = join(root, '.artefacts', 'odd-servers');
	await mkdir(folder, { recursive: true });
	const rows = await compareAll(root, folder);
	const file = join(root, 'docs', 'odd-servers.md');
	await writeFile(file, renderReport(rows, `n8n ${N8N_VERSION}, Node ${process.version}.`));
	process.stdout.write(`${summary(rows)}\ntable: ${file}\n`);
	const worse = rows.filter((row) => verdictOf(row) === 'worse');
	for (const { what, ours } of worse) process.stdout.write(`worse: ${what}: ${ours.said}\n`);
	return worse.length === 0 ? 0 : 1;
}

await runCommand({ usage: USAGE, readOptions: helpAlone('npm run odd-servers'), run });
