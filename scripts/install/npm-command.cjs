'use strict';

const { existsSync, realpathSync } = require('node:fs');
const { basename, delimiter, join, sep } = require('node:path');

const isWindows = process.platform === 'win32';

/** Variables by which a running `npm run` would steer an npm that works in another folder. */
const STEERING = /^(npm_config_local_prefix|npm_config_prefix|npm_package_|npm_lifecycle_)/i;

function isInside(folder, path) {
	return path === folder || path.startsWith(folder + sep);
}

function realPathOrSelf(path) {
	return existsSync(path) ? realpathSync(path) : path;
}

/** The Node that shall run npm: never one inside `avoid`, because npm may replace that folder. */
function nodeOutside(avoid, env) {
	if (!isInside(realPathOrSelf(avoid), realpathSync.native(process.execPath))) {
		return process.execPath;
	}
	const folders = (env.PATH ?? '').split(delimiter).filter((folder) => !isInside(avoid, folder));
	const candidates = folders.map((folder) => join(folder, isWindows ? 'node.exe' : 'node'));
	return candidates.find((candidate) => existsSync(candidate)) ?? process.execPath;
}

/**
 * How to start npm: the npm that runs this script if there is one, else the one on PATH.
 * `node` is the Node executable to run it with.
 */
function npmCommand(args, { node, env }) {
	const npmScript = env.npm_execpath;
	if (npmScript && basename(npmScript) === 'npm-cli.js' && existsSync(npmScript)) {
		return { command: node, args: [npmScript, ...args], shell: false };
	}
	return { command: isWindows ? 'npm.cmd' : 'npm', args, shell: isWindows };
}

/** The environment for an npm that works in a folder of its own; `firstInPath` goes first. */
function npmEnvironment(env, firstInPath = []) {
	const kept = Object.entries(env).filter(([name]) => !STEERING.test(name));
	const path = [...firstInPath, env.PATH ?? ''].join(delimiter);
	return { ...Object.fromEntries(kept), PATH: path };
}

module.exports = { nodeOutside, npmCommand, npmEnvironment };
