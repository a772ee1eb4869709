import { spawn, spawnSync } from 'node:child_process';
import { accessSync, existsSync, constants as fsConstants, mkdirSync, rmSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import diskSpace from './install/disk-space.cjs';
import fileLock from './install/file-lock.cjs';
import installedPackages from './install/installed-packages.cjs';
import npmCommands from './install/npm-command.cjs';
import npmFailures from './install/npm-failure.cjs';
import progressLines from './install/progress.cjs';
import logged from './install/run-logged.cjs';

// Only Node built-ins here and in install/: this runs in a fresh clone, before npm ci.

const OLDEST_NODE_MAJOR = 20;
const NODE_MAJOR = 24;
const MODULES_GIGABYTES = 1;
const PARENT_POLL_MS = 500;
const FORWARDED = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** The package cannot be set up; the message is one line and says the next step. */
export class BootstrapError extends Error {
	name = 'BootstrapError';
}

function requireSupportedNode() {
	const major = Number(process.versions.node.split('.')[0]);
	if (major >= OLDEST_NODE_MAJOR) return;
	throw new BootstrapError(
		`Node ${process.versions.node} is too old: install Node ${OLDEST_NODE_MAJOR} or newer`,
	);
}

function nodeBinary(root) {
	return join(root, 'node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node');
}

/** `24.21.0`, or undefined when the binary is missing or does not run. */
function nodeVersion(binary) {
	if (!existsSync(binary)) return undefined;
	const run = spawnSync(binary, ['-p', 'process.versions.node'], { encoding: 'utf8' });
	return run.status === 0 ? run.stdout.trim() : undefined;
}

function hasWorkingNode(root) {
	return nodeVersion(nodeBinary(root))?.startsWith(`${NODE_MAJOR}.`) ?? false;
}

function requireDiskSpace(folder) {
	const missing = diskSpace.explainMissingSpace({
		folder,
		neededGigabytes: MODULES_GIGABYTES,
		freeGigabytes: diskSpace.freeGigabytes(folder),
	});
	if (missing) throw new BootstrapError(missing);
}

/** Runs npm in the repository; resolves with the log's text if it failed, else with undefined. */
async function tryNpm({ root, args, logFile }) {
	const node = npmCommands.nodeOutside(join(root, 'node_modules'), process.env);
	const env = npmCommands.npmEnvironment(process.env, [dirname(node)]);
	const npm = npmCommands.npmCommand(args, { node, env });
	const result = await logged.runLogged({ ...npm, cwd: root, env, logFile }).catch((error) => {
		if (error.code !== 'ENOENT') throw error;
		throw new BootstrapError('npm was not found on PATH: install npm 10 or newer and try again');
	});
	return result.code === 0 ? undefined : result.output;
}

function requireSuccess({ doing, failure, logFile }) {
	if (failure === undefined) return;
	const cause = npmFailures.explainNpmFailure(failure) ?? 'see the log';
	throw new BootstrapError(`${doing} failed: ${cause} (log: ${logFile})`);
}

/**
 * npm ci refuses a lock without the optional packages of other platforms, which a registry copy
 * may lack. If the lock was made for this package.json, npm install follows it all the same.
 */
async function installPackages({ root, progress, logFile }) {
	const quiet = ['--include=dev', '--no-audit', '--no-fund'];
	const failure = await tryNpm({ root, args: ['ci', ...quiet], logFile });
	if (!failure || !npmFailures.isLockRefusal(failure) || !installedPackages.lockFits(root)) {
		return requireSuccess({ doing: 'npm ci', failure, logFile });
	}
	progress.say('npm ci misses optional packages in package-lock.json, so npm install follows it');
	const second = await tryNpm({ root, args: ['install', '--no-save', ...quiet], logFile });
	requireSuccess({ doing: 'npm install', failure: second, logFile });
}

async function fetchNode({ root, logFile }) {
	// The npm package `node` fetches its binary in an install script, which .npmrc switches off.
	const args = ['rebuild', 'node', '--ignore-scripts=false'];
	const failure = await tryNpm({ root, args, logFile });
	requireSuccess({ doing: `fetching Node ${NODE_MAJOR}`, failure, logFile });
}

function makeArtefactFolder(root) {
	const folder = join(root, '.artefacts');
	try {
		mkdirSync(folder, { recursive: true });
		accessSync(folder, fsConstants.W_OK);
	} catch (error) {
		throw new BootstrapError(
			`${folder} cannot be written (${error.code}): check its owner and permissions`,
		);
	}
	return folder;
}

async function install({ root, progress, logFile }) {
	rmSync(logFile, { force: true });
	if (!installedPackages.matchesLock(root)) {
		requireDiskSpace(root);
		await progress.step('installing dependencies', () =>
			installPackages({ root, progress, logFile }),
		);
	}
	if (!hasWorkingNode(root)) {
		await progress.step(`fetching Node ${NODE_MAJOR}`, () => fetchNode({ root, logFile }));
	}
	if (!hasWorkingNode(root)) {
		throw new BootstrapError(
			`${nodeBinary(root)} does not run as Node ${NODE_MAJOR}: ` +
				`delete node_modules and try again (log: ${logFile})`,
		);
	}
	installedPackages.stampInstalled(root);
}

/**
 * Makes node_modules match package-lock.json and returns the path of the Node 24 in it.
 * Costs milliseconds when nothing changed. Throws BootstrapError.
 *
 * @param {{ root: string, progress: import('./install/progress.cjs').Progress }} options
 * @returns {Promise<string>}
 */
export async function ensureInstalled({ root, progress }) {
	requireSupportedNode();
	if (installedPackages.matchesLock(root) && hasWorkingNode(root)) return nodeBinary(root);
	const artefacts = makeArtefactFolder(root);
	const logFile = join(artefacts, 'install.log');
	const lockFile = join(artefacts, 'install.lock');
	await fileLock.withLock(lockFile, () => install({ root, progress, logFile }), {
		onWait: () => progress.say('another run installs the dependencies, waiting for it'),
	});
	return nodeBinary(root);
}

/** npm that gets SIGTERM ends its shell but not what runs in it, so that is noticed here. */
function whenNpmIsGone(act) {
	if (!process.env.npm_lifecycle_event) return;
	const npmShell = process.ppid;
	const timer = setInterval(() => {
		if (process.ppid === npmShell) return;
		clearInterval(timer);
		act();
	}, PARENT_POLL_MS);
	timer.unref();
}

/** Runs a script with the given Node; signals go to it, its exit code comes back. */
function runScript({ node, script, args, root }) {
	return new Promise((resolve, reject) => {
		const child = spawn(node, [script, ...args], { cwd: root, stdio: 'inherit' });
		const forward = (signal) => child.kill(signal);
		for (const signal of FORWARDED) process.on(signal, forward);
		whenNpmIsGone(() => forward('SIGTERM'));
		child.once('error', reject);
		child.once('exit', (code, signal) => resolve(code ?? 128 + constants.signals[signal]));
	});
}

/**
 * The body of scripts/<name>.mjs: installs what is missing, then hands over to
 * scripts/<name>/main.ts under Node 24 and exits with its exit code.
 *
 * @param {string} name
 */
export async function handOver(name) {
	const root = dirname(dirname(fileURLToPath(import.meta.url)));
	const progress = progressLines.createProgress({ stream: process.stderr });
	const endEarly = (signal) => process.exit(128 + constants.signals[signal]);
	for (const signal of FORWARDED) process.on(signal, endEarly);
	try {
		const node = await ensureInstalled({ root, progress });
		for (const signal of FORWARDED) process.removeListener(signal, endEarly);
		const script = join(root, 'scripts', name, 'main.ts');
		process.exitCode = await runScript({ node, script, args: process.argv.slice(2), root });
	} catch (error) {
		if (!(error instanceof BootstrapError)) throw error;
		process.stderr.write(`${error.message}\n`);
		process.exitCode = 1;
	}
}
