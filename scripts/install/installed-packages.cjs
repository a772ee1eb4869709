'use strict';

const { createHash } = require('node:crypto');
const { existsSync, readFileSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { isDeepStrictEqual } = require('node:util');

const DEPENDENCY_FIELDS = ['dependencies', 'devDependencies', 'optionalDependencies'];
const STAMP = '.n8n-nodes-gtm-mcp.json';

function readJson(file) {
	return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

function lockHash(root) {
	return createHash('sha256')
		.update(readFileSync(join(root, 'package-lock.json')))
		.digest('hex');
}

/** Whether every package that the lock asks for is there in its version; extra ones are fine. */
function holdsLockedPackages(lock, installed) {
	return Object.entries(lock.packages).every(([path, wanted]) => {
		if (path === '') return true;
		const found = installed.packages?.[path];
		return found
			? found.version === wanted.version
			: Boolean(wanted.optional ?? wanted.devOptional);
	});
}

/**
 * Whether node_modules is what package-lock.json asks for: by our stamp, or, when npm was run by
 * hand, by npm's own record of what it installed.
 */
function matchesLock(root) {
	const modules = join(root, 'node_modules');
	if (readJson(join(modules, STAMP))?.lock === lockHash(root)) return true;
	const installed = readJson(join(modules, '.package-lock.json'));
	const lock = readJson(join(root, 'package-lock.json'));
	return Boolean(installed && lock && holdsLockedPackages(lock, installed));
}

/** Whether package-lock.json was made for the dependencies that package.json now asks for. */
function lockFits(root) {
	const wanted = readJson(join(root, 'package.json'));
	const locked = readJson(join(root, 'package-lock.json')).packages[''] ?? {};
	return DEPENDENCY_FIELDS.every((field) =>
		isDeepStrictEqual(wanted[field] ?? {}, locked[field] ?? {}),
	);
}

/** Records that node_modules now matches package-lock.json. */
function stampInstalled(root) {
	const stamp = { lock: lockHash(root) };
	writeFileSync(join(root, 'node_modules', STAMP), `${JSON.stringify(stamp)}\n`);
}

module.exports = { holdsLockedPackages, lockFits, matchesLock, stampInstalled };
