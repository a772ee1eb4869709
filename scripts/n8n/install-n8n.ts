import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { explainMissingSpace, freeGigabytes } from '../install/disk-space.cjs';
import { withLock } from '../install/file-lock.cjs';
import type { Progress } from '../install/progress.cjs';
import { cacheKey, cacheRoot, N8N_VERSION } from './cache-folder.ts';
import { explainMissingCompiler } from './compiler-check.ts';
import { readJsonFile, writeJsonFile } from './json-file.ts';
import { nodeHeaders } from './node-headers.ts';
import { NODE_MAJOR, nodeRuntime } from './node-runtime.ts';
import type { NodeRuntime } from './node-runtime.ts';
import { runNpm } from './run-npm.ts';
import { SetupError } from './setup-error.ts';

const NEEDED_GIGABYTES = 4;
const STAMP = 'installed.json';

/** linkedom is held back because its newer releases break n8n 2.41.1's install. */
const HOST_PACKAGE = {
	name: 'n8n-host',
	private: true,
	dependencies: { n8n: N8N_VERSION },
	overrides: { linkedom: '0.18.12' },
};

const RECIPE = createHash('sha256').update(JSON.stringify(HOST_PACKAGE)).digest('hex').slice(0, 16);

export interface N8nInstall {
	/** Folder whose node_modules holds n8n. */
	folder: string;
	version: string;
}

interface InstallTask {
	folder: string;
	runtime: NodeRuntime;
	logFile: string;
	progress: Progress;
}

/** Whether a folder holds a complete install made by this recipe. */
export async function isInstalled(folder: string): Promise<boolean> {
	const stamp = (await readJsonFile(join(folder, STAMP))) as { recipe?: string } | undefined;
	return stamp?.recipe === RECIPE;
}

/** Whether the native SQLite driver works under the Node that will run n8n. */
function loadsSqlite(folder: string, runtime: NodeRuntime): boolean {
	const script = `new (require('sqlite3').Database)(':memory:', (e) => process.exit(e ? 1 : 0))`;
	return spawnSync(runtime.executable, ['-e', script], { cwd: folder }).status === 0;
}

async function installPackages(task: InstallTask): Promise<void> {
	const { folder: cwd, runtime, logFile, progress } = task;
	const doing = `installing n8n ${N8N_VERSION}`;
	const args = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--omit=dev'];
	await progress.step(`${doing} (once, about 4 minutes and 3 GB)`, () =>
		runNpm({ runtime, args, cwd, logFile, doing }),
	);
}

async function buildSqlite({
	folder: cwd,
	runtime,
	logFile,
	progress,
}: InstallTask): Promise<void> {
	const doing = 'building sqlite3 for n8n';
	const args = ['rebuild', 'sqlite3', '--ignore-scripts=false'];
	const explain = () => explainMissingCompiler(process.env) ?? 'see what the compiler says';
	await progress.step(doing, async () => {
		const headers = await nodeHeaders({ runtime, folder: `${cwd}-headers`, logFile });
		const env = { npm_config_nodedir: headers };
		await runNpm({ runtime, args, cwd, logFile, doing, env, explain });
	});
	if (loadsSqlite(cwd, runtime)) return;
	throw new SetupError(`${doing} failed: the driver does not load under Node 24 (log: ${logFile})`);
}

function requireDiskSpace(folder: string): void {
	const free = freeGigabytes(folder);
	const space = { folder, neededGigabytes: NEEDED_GIGABYTES, freeGigabytes: free };
	const missing = explainMissingSpace(space);
	if (missing) throw new SetupError(missing);
}

async function removePartials(cache: string, prefix: string): Promise<void> {
	const names = (await readdir(cache)).filter((name) => name.startsWith(prefix));
	await Promise.all(names.map((name) => rm(join(cache, name), { recursive: true, force: true })));
}

/** Builds the install beside its place and renames it there: it is complete or absent. */
async function installInto(target: string, cache: string, task: InstallTask): Promise<void> {
	requireDiskSpace(cache);
	await rm(task.logFile, { force: true });
	await mkdir(task.folder, { recursive: true });
	await writeJsonFile(join(task.folder, 'package.json'), HOST_PACKAGE);
	await installPackages(task);
	await buildSqlite(task);
	await writeJsonFile(join(task.folder, STAMP), { recipe: RECIPE, n8n: N8N_VERSION });
	await rm(target, { recursive: true, force: true });
	await rename(task.folder, target);
}

async function makeCacheFolder(cache: string): Promise<void> {
	await mkdir(cache, { recursive: true }).catch((error: NodeJS.ErrnoException) => {
		throw new SetupError(
			`${cache} cannot be created (${error.code}): set GTM_MCP_CACHE to a folder you can write`,
			{ cause: error },
		);
	});
}

/**
 * Makes sure that n8n is in the cache and returns where. Costs milliseconds when it is. Two
 * processes never install at once. Throws SetupError.
 */
export async function ensureN8n(options: {
	root: string;
	progress: Progress;
}): Promise<N8nInstall> {
	const { root, progress } = options;
	const { platform, arch } = process;
	const cache = cacheRoot(process.env);
	const key = cacheKey({ n8nVersion: N8N_VERSION, nodeMajor: NODE_MAJOR, platform, arch });
	const target = join(cache, key);
	const install = { folder: target, version: N8N_VERSION };
	if (await isInstalled(target)) return install;

	await makeCacheFolder(cache);
	const runtime = nodeRuntime(root);
	const logFile = join(cache, `${key}.log`);
	const onWait = () => progress.say('another run installs n8n, waiting for it');
	const partials = `${key}.partial-`;
	const work = async () => {
		if (await isInstalled(target)) return;
		await removePartials(cache, partials);
		const folder = join(cache, `${partials}${process.pid}`);
		try {
			await installInto(target, cache, { folder, runtime, logFile, progress });
		} finally {
			await removePartials(cache, partials);
		}
	};
	await withLock(join(cache, `${key}.lock`), work, { onWait });
	return install;
}
