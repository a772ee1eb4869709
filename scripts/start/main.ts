import { join } from 'node:path';

import { startChatModel } from '../../sandbox/chat-model/server.ts';
import { createDemoScript } from '../../sandbox/demo-model/demo-model.ts';
import { startSandbox } from '../../sandbox/start.ts';
import type { StartedSandbox } from '../../sandbox/start.ts';
import { runCommand } from '../command/run-command.ts';
import { createProgress } from '../install/progress.cjs';
import type { Progress } from '../install/progress.cjs';
import { isPortFree } from '../n8n/free-port.ts';
import { installTarball } from '../n8n/install-tarball.ts';
import { requireMcpServer } from '../n8n/mcp-check.ts';
import { nodeRuntime } from '../n8n/node-runtime.ts';
import { prepareHost } from '../n8n/prepare-host.ts';
import { N8nRestClient } from '../n8n/rest-client.ts';
import { N8nRestError } from '../n8n/rest-connection.ts';
import type { Workflow } from '../n8n/rest-types.ts';
import { SetupError } from '../n8n/setup-error.ts';
import { isStopping, stopWithProcess } from '../n8n/shutdown.ts';
import { startN8n } from '../n8n/start-n8n.ts';
import type { RunningN8n } from '../n8n/start-n8n.ts';
import { claimDataFolder, emptyDataFolder, openDataFolder } from './data-folder.ts';
import { beginAnew } from './earlier-memory.ts';
import { importExamples } from './examples.ts';
import { readStartOptions, START_USAGE } from './options.ts';
import type { StartOptions } from './options.ts';
import { openRecord, saveRecord } from './quick-start-record.ts';
import type { QuickStartRecord } from './quick-start-record.ts';
import { sentencesFor } from './sentences.ts';
import { renderQuickStart, servedMcp } from './summary.ts';

async function requireFreePort(option: string, port: number): Promise<void> {
	if (await isPortFree(port)) return;
	throw new SetupError(
		`port ${port} is taken: stop what uses it, or choose another: npm start -- --${option} N`,
	);
}

/** The emulated vendors live in this process, so that they end with it. */
async function openSandbox(port: number): Promise<StartedSandbox> {
	const sandbox = await startSandbox(port);
	stopWithProcess({ stop: () => sandbox.close(), kill: () => undefined });
	return sandbox;
}

/** The chat model of the demo lives here too, on any free port. */
async function openDemoModel({ examples }: StartedSandbox): Promise<string> {
	const sentences = Object.values(sentencesFor(examples)).flat();
	const model = await startChatModel(createDemoScript(sentences.map(({ say }) => say)));
	stopWithProcess({ stop: () => model.close(), kill: () => undefined });
	return model.url;
}

async function logInAsOwner(
	client: N8nRestClient,
	options: StartOptions,
	owner: QuickStartRecord['owner'],
) {
	if (await client.needsOwner()) return await client.setUpOwner(owner);
	await client.logIn(owner).catch((error: unknown) => {
		if (!(error instanceof N8nRestError) || error.status !== 401) throw error;
		throw new SetupError(
			`the n8n in ${options.dataFolder} has another owner password than quick-start.json: ` +
				'correct it there, or start anew with npm start -- --clean',
			{ cause: error },
		);
	});
}

async function startHost(
	root: string,
	options: StartOptions,
	progress: Progress,
): Promise<RunningN8n> {
	const { dataFolder, port } = options;
	const { install, tarball } = await prepareHost({ root, progress });
	const logFile = join(dataFolder, 'n8n.log');
	const runtime = nodeRuntime(root);
	const target = { tarball, userFolder: dataFolder, runtime, logFile: join(dataFolder, 'npm.log') };
	await progress.step('installing the package into n8n', () => installTarball(target));
	return await progress.step(`starting n8n ${install.version}`, () =>
		startN8n({
			root,
			installFolder: install.folder,
			userFolder: dataFolder,
			port,
			host: 'localhost',
			logFile,
		}),
	);
}

async function loadExamples(
	n8n: RunningN8n,
	root: string,
	options: StartOptions,
	record: QuickStartRecord,
	sandbox: StartedSandbox,
): Promise<Workflow[]> {
	const client = new N8nRestClient(n8n.url);
	await logInAsOwner(client, options, record.owner);
	const { mcpKey, imported } = record;
	const modelUrl = await openDemoModel(sandbox);
	const host = { n8nUrl: n8n.url, mcpKey, modelUrl };
	const examples = await importExamples({ client, root, host, sandbox, imported });
	await saveRecord(options.dataFolder, { ...record, imported: examples.imported });
	const served = servedMcp(n8n.url, mcpKey, examples.workflows);
	for (const { url, key } of served) await requireMcpServer(url, key);
	return examples.workflows;
}

async function quickStart(options: StartOptions, root: string): Promise<number> {
	const progress = createProgress({ stream: process.stderr });
	await requireFreePort('port', options.port);
	await requireFreePort('sandbox-port', options.sandboxPort);
	await openDataFolder(options.dataFolder);
	await claimDataFolder(options.dataFolder);
	if (options.earlierData === 'delete') await emptyDataFolder(options.dataFolder);
	const memory = await beginAnew(options.dataFolder, process.env);
	const record = await openRecord(options.dataFolder);
	const n8n = await startHost(root, options, progress);
	try {
		const sandbox = await progress.step('starting the emulated vendors', () =>
			openSandbox(options.sandboxPort),
		);
		const workflows = await progress.step('loading the examples', () =>
			loadExamples(n8n, root, options, record, sandbox),
		);
		process.stdout.write(renderQuickStart({ n8n, sandbox, record, workflows, memory }));
	} catch (error) {
		await n8n.stop();
		throw error;
	}
	const code = await n8n.exited;
	if (isStopping()) return 0;
	process.stderr.write(`n8n ended with exit code ${code}: see ${n8n.logFile}\n`);
	return 1;
}

const root = process.cwd();
const workingFolder = process.env.INIT_CWD ?? root;

await runCommand({
	usage: START_USAGE,
	readOptions: (args) => readStartOptions(args, { root, workingFolder }),
	run: async (options) => await quickStart(options, root),
});
