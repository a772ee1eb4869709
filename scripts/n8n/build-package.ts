import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { runLogged } from '../install/run-logged.cjs';
import { hashPaths } from './folder-hash.ts';
import { readJsonFile, writeJsonFile } from './json-file.ts';
import type { NodeRuntime } from './node-runtime.ts';
import { runNpm } from './run-npm.ts';
import { SetupError } from './setup-error.ts';

/** Everything that the build reads; a change in one of these means building again. */
const BUILD_INPUTS = [
	'nodes',
	'credentials',
	'src',
	'icons',
	'gulpfile.js',
	'scripts/build',
	'tsconfig.json',
	'package.json',
	'package-lock.json',
];

/** Everything that npm packs. */
const PACKED_INPUTS = ['dist', 'package.json', 'README.md', 'LICENSE'];

interface BuildRecord {
	inputs: string;
	output: string;
}

const artefacts = (root: string) => join(root, '.artefacts');
const recordFile = (root: string) => join(artefacts(root), 'build.json');

/** The command that builds the package: `gulp build`, to run in the repository's root. */
export function buildCommand(root: string, runtime: NodeRuntime): [string, string[]] {
	return [runtime.executable, [join(root, 'node_modules/gulp/bin/gulp.js'), 'build']];
}

async function currentRecord(root: string): Promise<BuildRecord> {
	const [inputs, output] = await Promise.all([
		hashPaths(root, BUILD_INPUTS),
		hashPaths(root, ['dist']),
	]);
	return { inputs, output };
}

/** Whether dist/ is the build of the present sources, by the hashes of both. */
export async function isBuilt(root: string): Promise<boolean> {
	if (!existsSync(join(root, 'dist'))) return false;
	const recorded = (await readJsonFile(recordFile(root))) as BuildRecord | undefined;
	const current = await currentRecord(root);
	return recorded?.inputs === current.inputs && recorded.output === current.output;
}

/** Remembers that dist/ is the build of the present sources. */
export async function recordBuild(root: string): Promise<void> {
	await mkdir(artefacts(root), { recursive: true });
	await writeJsonFile(recordFile(root), await currentRecord(root));
}

/** Builds dist/, its output in `.artefacts/build.log`. Throws SetupError. */
export async function buildPackage(root: string, runtime: NodeRuntime): Promise<void> {
	const logFile = join(artefacts(root), 'build.log');
	await rm(logFile, { force: true });
	const [command, args] = buildCommand(root, runtime);
	const env = { ...process.env };
	const result = await runLogged({ command, args, cwd: root, env, logFile });
	if (result.code !== 0) throw new SetupError(`building the package failed: see ${logFile}`);
	await recordBuild(root);
}

/**
 * Packs the built package as npm would publish it and returns the tarball's path. The name holds
 * a hash of the content, so an unchanged package is not packed again. Throws SetupError.
 */
export async function packTarball(
	root: string,
	runtime: NodeRuntime,
	folder: string,
): Promise<string> {
	const content = (await hashPaths(root, PACKED_INPUTS)).slice(0, 16);
	const tarball = join(folder, `n8n-nodes-gtm-mcp-${content}.tgz`);
	if (existsSync(tarball)) return tarball;
	const partial = join(folder, `partial-${process.pid}`);
	await mkdir(partial, { recursive: true });
	try {
		await runNpm({
			runtime,
			args: ['pack', '--ignore-scripts', '--pack-destination', partial],
			cwd: root,
			logFile: join(artefacts(root), 'pack.log'),
			doing: 'packing the package',
		});
		const packed = (await readdir(partial)).find((name) => name.endsWith('.tgz'));
		if (!packed) throw new SetupError('packing the package failed: npm pack made no tarball');
		await rename(join(partial, packed), tarball);
	} finally {
		await rm(partial, { recursive: true, force: true });
	}
	return tarball;
}
