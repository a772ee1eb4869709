'use strict';

const { spawn } = require('node:child_process');
const { rm } = require('node:fs/promises');
const path = require('node:path');

const { dest, parallel, series, src } = require('gulp');

const root = __dirname;
const dist = path.join(root, 'dist');

/** Runs a program of node_modules with its output shown; fails when it fails. */
function run(command, args) {
	return new Promise((resolve, reject) => {
		const child = spawn(command, args, { cwd: root, stdio: 'inherit' });
		child.once('error', reject);
		child.once('exit', (code) =>
			code === 0 ? resolve() : reject(new Error(`${[command, ...args].join(' ')}: exit ${code}`)),
		);
	});
}

const bin = (name) => path.join(root, 'node_modules', '.bin', name);

const clean = () => rm(dist, { recursive: true, force: true });

const compile = () => run(bin('tsc'), ['-p', 'tsconfig.json']);

/** What n8n loads becomes one file. */
async function classes() {
	const { bundleClasses } = await import('./scripts/build/bundle-classes.ts');
	await bundleClasses(root);
}

/** Third-party code goes into dist, for the published package has no dependencies. */
async function bundle() {
	const { bundleThirdParty } = await import('./scripts/build/bundle-third-party.ts');
	await bundleThirdParty(root);
}

/** Binary files must not be read as text: gulp 5 would transcode them. */
const icons = () => src('icons/*.svg', { encoding: false }).pipe(dest('dist/icons'));

const codex = () => src('nodes/**/*.node.json', { encoding: false }).pipe(dest('dist/nodes'));

async function verify() {
	const { verifyPackage } = await import('./scripts/build/verify-package.ts');
	await verifyPackage(root, (line) => console.log(line));
}

exports.clean = clean;
exports.verify = verify;
exports.build = series(clean, compile, classes, parallel(bundle, icons, codex), verify);
exports.default = exports.build;
