import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import { writeJsonFile } from './json-file.ts';
import type { NodeRuntime } from './node-runtime.ts';
import { runNpm } from './run-npm.ts';

const HEADER = join('include', 'node', 'node.h');

export interface HeaderRequest {
	runtime: NodeRuntime;
	/** Folder to fetch the distribution into if the repository no longer has it. */
	folder: string;
	logFile: string;
}

/**
 * A folder with the include/ of the Node that runs n8n, for node-gyp's `nodedir`. Throws
 * SetupError when it has to be fetched and cannot be.
 */
export async function nodeHeaders({ runtime, folder, logFile }: HeaderRequest): Promise<string> {
	if (existsSync(join(runtime.distribution, HEADER))) return runtime.distribution;
	await mkdir(folder, { recursive: true });
	await writeJsonFile(join(folder, 'package.json'), { name: 'node-headers', private: true });
	const wanted = `${runtime.distributionPackage}@${runtime.version}`;
	const args = ['install', wanted, '--ignore-scripts', '--no-audit', '--no-fund'];
	await runNpm({ runtime, args, cwd: folder, logFile, doing: 'fetching the headers of Node' });
	return join(folder, 'node_modules', runtime.distributionPackage);
}
