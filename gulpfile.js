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

/** A class is in package.json because its file is there. */
async function list() {
	const { listClasses } = await import('./scripts/build/list-classes.ts');
	await listClasses(root);
}

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

/** What n8n's search finds the nodes by. */
async function codex() {
	const { writeCodex } = await import('./scripts/build/write-codex.ts');
	await writeCodex(root);
}

/** What hosts show with results of tools. */
async function cards() {
	const { buildCards } = await import('./scripts/build/build-cards.ts');
	await buildCards(root);
}

async function verify() {
	const { verifyPackage } = await import('./scripts/build/verify-package.ts');
	await verifyPackage(root, (line) => console.log(line));
}

exports.clean = clean;
exports.verify = verify;
exports.build = series(
	clean,
	parallel(list, compile),
	classes,
	parallel(bundle, icons, codex, cards),
	verify,
);
exports.default = exports.build;
