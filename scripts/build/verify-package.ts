import { readFile } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import path from 'node:path';

import { build } from 'esbuild';

import { loadPackage } from './load-package.ts';
import { type Manifest, type Packed, inUnpackedPackage, readManifest } from './unpacked-package.ts';

/** Everything that the tarball may hold. */
const ALLOWED_FILES = [
	/^package\.json$/,
	/^README\.md$/,
	/^LICENSE$/,
	/^dist\/THIRD-PARTY-LICENSES\.txt$/,
	/^dist\/classes\.js$/,
	/^dist\/(credentials|nodes|src\/third-party)\/.+\.js$/,
	/^dist\/nodes\/.+\.node\.json$/,
	/^dist\/cards\/[a-z-]+\.html$/,
	/^dist\/icons\/[a-z0-9.-]+\.svg$/,
];
const NEEDED_FILES = ['package.json', 'README.md', 'LICENSE', 'dist/THIRD-PARTY-LICENSES.txt'];

/** Bounds of the tarball and of what it becomes on disk, in bytes. */
const MOST_PACKED = 1_500_000;
const MOST_UNPACKED = 7_000_000;

/**
 * Packs the package and looks at it as n8n will: which files, what they require, whether every
 * declared class loads. How long that takes is told only: it is `npm run bench:load` that judges it,
 * beside a peer, for the time by itself says more of the machine.
 *
 * @param say gets one line a finding
 * @throws Error with every violation found
 */
export async function verifyPackage(root: string, say: (line: string) => void): Promise<void> {
	await inUnpackedPackage(root, async (unpacked, packed) => {
		const manifest = await readManifest(unpacked);
		const report = await loadPackage(unpacked, manifest.n8n);
		const violations = [
			...checkFiles(packed),
			...(await checkRequires(unpacked, packed)),
			...(await checkManifest(root, manifest)),
			...report.problems,
		];
		say(
			`verify: ${packed.files.length} files, ${kilobytes(packed.size)} packed, ${kilobytes(packed.unpackedSize)} unpacked; ` +
				`${report.loaded.length} classes load in ${report.milliseconds.toFixed(0)} ms`,
		);
		if (violations.length > 0) {
			throw new Error(`The package cannot be published:\n- ${violations.join('\n- ')}`);
		}
	});
}

function checkFiles({ files, size, unpackedSize }: Packed): string[] {
	const paths = files.map((file) => file.path);
	return [
		...paths
			.filter((file) => !ALLOWED_FILES.some((pattern) => pattern.test(file)))
			.map((file) => `${file} does not belong into the tarball`),
		...NEEDED_FILES.filter((file) => !paths.includes(file)).map((file) => `${file} is missing`),
		...(size > MOST_PACKED
			? [`${kilobytes(size)} packed is more than ${kilobytes(MOST_PACKED)}`]
			: []),
		...(unpackedSize > MOST_UNPACKED
			? [`${kilobytes(unpackedSize)} unpacked is more than ${kilobytes(MOST_UNPACKED)}`]
			: []),
	];
}

/**
 * What the scripts load beside Node, n8n-workflow and each other. Read from the syntax tree, for
 * bundled code also writes about loading modules in texts that it never runs.
 */
async function checkRequires(unpacked: string, { files }: Packed): Promise<string[]> {
	const found = new Set<string>();
	await build({
		entryPoints: files.map((file) => file.path).filter((file) => file.endsWith('.js')),
		absWorkingDir: unpacked,
		outdir: 'unused',
		bundle: true,
		write: false,
		platform: 'node',
		logLevel: 'silent',
		plugins: [
			{
				name: 'collect-requires',
				setup: (bundler) => {
					bundler.onResolve({ filter: /^[^.]/ }, ({ path: name, importer, kind }) => {
						if (kind === 'entry-point') return undefined;
						if (!isBuiltin(name) && name !== 'n8n-workflow') {
							found.add(`${path.relative(unpacked, importer)} requires ${name}`);
						}
						return { path: name, external: true };
					});
				},
			},
		],
	});
	return [...found].sort();
}

async function checkManifest(root: string, manifest: Manifest): Promise<string[]> {
	const source = await readFile(path.join(root, 'src', 'package-version.ts'), 'utf8');
	return [
		...(Object.keys(manifest.dependencies ?? {}).length > 0
			? ['package.json has run-time dependencies']
			: []),
		...(source.includes(`'${manifest.version}'`)
			? []
			: [`src/package-version.ts does not say ${manifest.version}`]),
	];
}

function kilobytes(bytes: number): string {
	return `${(bytes / 1000).toFixed(0)} kB`;
}
