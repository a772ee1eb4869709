import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { build, type Plugin } from 'esbuild';

/** What n8n loads is one file: looking for 700 small ones took half of the time to load them. */
const BUNDLE = 'dist/classes.js';

/** Third-party code stays where it is, so that a node which needs none loads none. */
const thirdPartyStays: Plugin = {
	name: 'third-party-stays',
	setup(bundler) {
		bundler.onResolve({ filter: /\/third-party\// }, ({ path: name }) => ({
			path: `./src/third-party/${path.basename(name, '.js')}.js`,
			external: true,
		}));
	},
};

const classOf = (file: string) => path.basename(file).split('.')[0] ?? '';

/**
 * Puts the compiled classes of all nodes and credentials, and what they import, into one readable
 * file. Those that package.json names become a line each that hands a class out of it; the compiled
 * modules in dist/src stay for scripts of the repository and are not published.
 */
export async function bundleClasses(root: string): Promise<void> {
	const { n8n } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8')) as {
		n8n: { nodes: string[]; credentials: string[] };
	};
	const files = [...n8n.nodes, ...n8n.credentials];
	const exports = files.map((file) => `export { ${classOf(file)} } from './${file}';`);
	await build({
		stdin: { contents: exports.join('\n'), resolveDir: root, sourcefile: 'classes' },
		outfile: path.join(root, BUNDLE),
		bundle: true,
		platform: 'node',
		target: 'node22',
		format: 'cjs',
		// Shorter by a fifteenth, and still readable: names and lines stay.
		minifySyntax: true,
		external: ['n8n-workflow'],
		plugins: [thirdPartyStays],
		absWorkingDir: root,
		logLevel: 'warning',
	});
	for (const folder of ['credentials', 'nodes']) {
		await rm(path.join(root, 'dist', folder), { recursive: true });
	}
	for (const file of files) {
		await mkdir(path.join(root, path.dirname(file)), { recursive: true });
		await writeFile(path.join(root, file), handOut(file));
	}
}

function handOut(file: string): string {
	const bundle = path.posix.relative(path.posix.dirname(file), BUNDLE);
	return `"use strict";\nexports.${classOf(file)} = require("${bundle}").${classOf(file)};\n`;
}
