import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { build, type Metafile, type Plugin } from 'esbuild';

/** Our messages are English: the fifty other languages of zod would be a third of a megabyte. */
const zodInEnglish: Plugin = {
	name: 'zod-in-english',
	setup(bundler) {
		bundler.onLoad({ filter: /[\\/]zod[\\/]v4[\\/]locales[\\/]index\.js$/ }, () => ({
			contents: 'export { default as en } from "./en.js";',
		}));
	},
};

/** Who uses zod inside has the one of src/third-party: it would be in three files else. */
const oneZod: Plugin = {
	name: 'one-zod',
	setup(bundler) {
		bundler.onResolve({ filter: /^zod(\/v4)?$/ }, ({ importer }) =>
			/third-party[\\/]zod\.ts$/.test(importer) ? undefined : { path: 'zod', namespace: 'one-zod' },
		);
		bundler.onLoad({ filter: /.*/, namespace: 'one-zod' }, () => ({
			contents: 'module.exports = require("./zod.js").z;',
		}));
		bundler.onResolve({ filter: /.*/, namespace: 'one-zod' }, ({ path: name }) => ({
			path: name,
			external: true,
		}));
	},
};

/** The client of PostgreSQL has a variant in C, which it would load from a package of its own. */
const pgInJavaScript: Plugin = {
	name: 'pg-in-javascript',
	setup(bundler) {
		bundler.onLoad({ filter: /[\\/]pg[\\/]lib[\\/]native[\\/]index\.js$/ }, () => ({
			contents: 'throw new Error("pg is bundled without its native variant")',
		}));
	},
};

/**
 * Kysely freezes each node of each query, a tenth of the processor time of an answer of the context graph.
 * The tests run with Kysely as it is, so whoever changed a node would fail there.
 */
const kyselyUnfrozen: Plugin = {
	name: 'kysely-unfrozen',
	setup(bundler) {
		bundler.onLoad(
			{ filter: /[\\/]kysely[\\/].*[\\/]object-utils\.js$/ },
			async ({ path: file }) => {
				const contents = await readFile(file, 'utf8');
				const frozen = 'return Object.freeze(obj);';
				if (!contents.includes(frozen)) throw new Error(`${file} freezes in another way now`);
				return { contents: contents.replace(frozen, 'return obj;') };
			},
		);
	},
};

/**
 * Bundles each module of src/third-party into its place in dist. They are the only modules that import
 * packages, so what is ours stays readable, and a node that needs no third-party code loads none.
 */
export async function bundleThirdParty(root: string): Promise<void> {
	const folder = path.join(root, 'src', 'third-party');
	const entryPoints = (await readdir(folder))
		.filter((name) => name.endsWith('.ts'))
		.map((name) => path.join(folder, name));
	const { metafile } = await build({
		entryPoints,
		outdir: path.join(root, 'dist', 'src', 'third-party'),
		bundle: true,
		allowOverwrite: true,
		platform: 'node',
		target: 'node22',
		format: 'cjs',
		// Whitespace and syntax only: names in stack traces and reviews stay what they are.
		minifyWhitespace: true,
		minifySyntax: true,
		legalComments: 'none',
		plugins: [oneZod, zodInEnglish, pgInJavaScript, kyselyUnfrozen],
		metafile: true,
		absWorkingDir: root,
		logLevel: 'warning',
	});
	await writeFile(
		path.join(root, 'dist', 'THIRD-PARTY-LICENSES.txt'),
		await collectLicences(root, bundledPackages(metafile)),
	);
}

/** Folders of the packages whose code went into the bundles, relative to the root. */
function bundledPackages(metafile: Metafile): string[] {
	const folders = Object.keys(metafile.inputs).flatMap((input) => {
		const match = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input);
		return match?.[1] === undefined ? [] : [match[1]];
	});
	return [...new Set(folders)].sort();
}

/** @throws Error naming a package that has neither a licence file nor a licence in its manifest */
async function collectLicences(root: string, folders: readonly string[]): Promise<string> {
	const texts = await Promise.all(folders.map((folder) => licenceOf(path.join(root, folder))));
	return [
		'This package contains code of the packages below, each under its own licence.\n',
		...new Set(texts),
	].join(`\n${'-'.repeat(80)}\n`);
}

async function licenceOf(folder: string): Promise<string> {
	const manifest = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8')) as {
		name: string;
		version: string;
		license?: string;
	};
	const file = (await readdir(folder)).find((name) => /^licen[cs]e/i.test(name));
	const title = `${manifest.name} ${manifest.version} (${manifest.license ?? 'see below'})`;
	if (file !== undefined && existsSync(path.join(folder, file))) {
		return `${title}\n\n${await readFile(path.join(folder, file), 'utf8')}`;
	}
	if (manifest.license === undefined) throw new Error(`${manifest.name} names no licence`);
	return `${title}\n`;
}
