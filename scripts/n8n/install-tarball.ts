import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readFile, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';

import { readJsonFile, writeJsonFile } from './json-file.ts';
import type { NodeRuntime } from './node-runtime.ts';
import { runNpm } from './run-npm.ts';

const PACKAGE_NAME = 'n8n-nodes-gtm-mcp';
const STAMP = 'n8n-nodes-gtm-mcp.json';

export interface TarballInstall {
	tarball: string;
	/** n8n's N8N_USER_FOLDER. */
	userFolder: string;
	runtime: NodeRuntime;
	logFile: string;
}

interface TarballStamp {
	sha256: string;
	file: string;
}

async function sha256(file: string): Promise<string> {
	return createHash('sha256')
		.update(await readFile(file))
		.digest('hex');
}

async function writeNodesPackage(nodesFolder: string): Promise<void> {
	await mkdir(nodesFolder, { recursive: true });
	const file = join(nodesFolder, 'package.json');
	if (existsSync(file)) return;
	await writeJsonFile(file, { name: 'installed-nodes', private: true, dependencies: {} });
}

/**
 * Installs the package where n8n looks for community packages, as n8n's own installer would,
 * offline. Does nothing when this very tarball is installed. Must run before n8n starts.
 * Throws SetupError.
 */
export async function installTarball(install: TarballInstall): Promise<void> {
	const { tarball, userFolder, runtime, logFile } = install;
	const nodesFolder = join(userFolder, '.n8n', 'nodes');
	const installed = join(nodesFolder, 'node_modules', PACKAGE_NAME);
	const stampFile = join(nodesFolder, STAMP);
	const hash = await sha256(tarball);
	const stamp = (await readJsonFile(stampFile)) as TarballStamp | undefined;
	if (stamp?.sha256 === hash && existsSync(installed)) return;

	await writeNodesPackage(nodesFolder);
	// The copy keeps the folder complete when the repository's artefacts are deleted. npm keeps an
	// installed package whose version is the same, so the old one goes first.
	const file = basename(tarball);
	await copyFile(tarball, join(nodesFolder, file));
	await rm(installed, { recursive: true, force: true });
	const quiet = ['--no-audit', '--no-fund', '--no-package-lock'];
	const isolated = ['--legacy-peer-deps', '--omit=peer', '--ignore-scripts', '--offline'];
	await runNpm({
		runtime,
		args: ['install', `./${file}`, ...isolated, ...quiet],
		cwd: nodesFolder,
		logFile,
		doing: 'installing the package into n8n',
	});
	if (stamp && stamp.file !== file) await rm(join(nodesFolder, stamp.file), { force: true });
	await writeJsonFile(stampFile, { sha256: hash, file });
}
